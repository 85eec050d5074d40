"""Owns the keys under which trade secrets lie, and the trail of who did what to them.

Never knows what a secret says.
"""
