"""Owns footprints that suppliers gave, as factors to rest on.

Never changes what a supplier said.
"""
