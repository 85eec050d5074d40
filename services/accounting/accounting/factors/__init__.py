"""Owns factor libraries, own factors with their reviews, and warming potentials.

Never decides which factor a product uses.
"""
