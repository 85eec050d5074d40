"""Owns the form of product systems in openLCA archives.

Never hides what an archive cannot say.
"""
