"""Owns the bodies' signing keys and the DID documents that announce them.

Never signs, and never lets a key out of the worker.
"""
