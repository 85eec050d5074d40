"""What accounting knows: frozen dataclasses and pure functions, without framework or I/O."""
