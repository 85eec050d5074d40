"""The HTTP surface of certification."""
