"""Owns the wishes of partner regions to be told, and every webhook on its way to them.

Never calls an address that is not public, and never erases an attempt.
"""
