"""Owns the exact evaluation of a product system.

Never rounds, stores or reads a clock.
"""
