"""The pilot's main job, played through the public API, each step by the party whose job it is."""

import stamina

stamina.instrumentation.set_on_retry_hooks([])  # Waiting is part of the play, not news.
