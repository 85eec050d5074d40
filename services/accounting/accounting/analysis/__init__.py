"""Owns what explains a footprint: where it comes from, what moves it, how certain it is.

Never certifies a number.
"""
