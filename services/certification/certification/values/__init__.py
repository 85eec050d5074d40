"""Owns what every subject speaks in: days in China, sight, forms, and places in a list.

Never knows what is certified.
"""
