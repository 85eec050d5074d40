"""Owns the status lists, every edition of them, and the changes that they have to show.

Never decides what a certificate is worth.
"""
