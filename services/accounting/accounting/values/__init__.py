"""Owns what every subject speaks in: numbers, units, text, codes, days and pages.

Never knows what is accounted.
"""
