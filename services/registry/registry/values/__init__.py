"""Owns what every subject speaks in: this node, both languages, and the names in the region.

Never knows a label.
"""
