"""Each revision, oldest first."""
