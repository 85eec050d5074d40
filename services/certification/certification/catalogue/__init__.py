"""Owns the product categories, and which of them the national pilot catalogue names.

Never says how a footprint is computed.
"""
