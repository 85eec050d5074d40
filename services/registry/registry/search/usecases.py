"""Finding published labels."""

from registry.search.store import published as published
