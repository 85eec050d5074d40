"""Noting tasks down, carrying them out, showing and cancelling them."""
