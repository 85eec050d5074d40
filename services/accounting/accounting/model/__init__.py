"""Owns the product system and its activity data, as values.

Never stores or computes.
"""
