"""Owns the way from a result back to everything behind it, as of a day.

Never writes.
"""
