"""The pilot's main job, played through the public API, each step by the party whose job it is."""
