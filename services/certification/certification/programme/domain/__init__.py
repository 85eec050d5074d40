"""Frozen dataclasses and pure functions, without framework or I/O."""
