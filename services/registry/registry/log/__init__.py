"""Owns the transparency log: its tree, its tiles, its signed heads, and the line before it.

Never changes or removes an entry, and never knows what one stands for.
"""
