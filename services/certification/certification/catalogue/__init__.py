"""Owns the product categories and the list of pilot products, from nomination to withdrawal.

Never says how a footprint is computed.
"""
