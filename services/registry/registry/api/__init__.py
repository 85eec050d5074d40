"""Routes of the registry."""
