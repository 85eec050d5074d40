"""Owns what models of other programs come down to, and what of them was lost.

Nothing that can change a footprint is lost without a person who settles it.
"""
