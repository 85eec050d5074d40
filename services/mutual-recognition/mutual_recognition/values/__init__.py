"""Owns what every subject speaks in: answers, and the tables' common ground.

Never knows a region.
"""
