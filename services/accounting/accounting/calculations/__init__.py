"""Owns calculations, their results and their seals.

Never changes what is sealed.
"""
