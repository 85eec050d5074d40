"""Owns the pilot's targets and what has been reached of them, computed from what happened.

Never types a figure in, and never changes what it counts.
"""
