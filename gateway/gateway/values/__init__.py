"""Owns what every subject speaks in: the rights of the region, and the form of a line of text.

Never knows who is calling.
"""
