"""Owns the sealed bundles that bodies verified, encrypted, for as long as the archive keeps a file.

Never reads one: who computes a number is another service.
"""
