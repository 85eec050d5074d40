"""Owns the documents behind reported numbers, under their hashes.

Never says what a document proves.
"""
