"""Owns studies of what would move if factors, a rule or warming potentials changed.

Never changes a sealed footprint.
"""
