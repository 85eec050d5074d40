"""Owns the offline proof of a label, the anchors it is held against, and every check.

Never reads a stored verdict.
"""
