"""Bytes in and out; nothing here decides."""
