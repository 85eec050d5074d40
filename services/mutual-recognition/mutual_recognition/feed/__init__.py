"""Owns every label event at its position, as a CloudEvent that names its leaf of the log.

Never leaves a gap and never changes a position.
"""
