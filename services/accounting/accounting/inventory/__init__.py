"""Owns product systems and activity data on record: sound, checked and plausible.

Never computes a footprint.
"""
