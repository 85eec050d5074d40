"""Owns the partner regions that the pack lists.

Never recognises a certificate.
"""
