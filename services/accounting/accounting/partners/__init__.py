"""Owns who is exchanged with, and errands on their way there.

Never decides what a partner may read.
"""
