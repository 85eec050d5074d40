"""Whether the interfaces still are what was released, with additions only."""
