"""Schema revisions of certification."""
