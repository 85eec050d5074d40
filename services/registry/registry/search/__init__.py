"""Owns finding published labels by what the public knows of them.

Never shows what is not published.
"""
