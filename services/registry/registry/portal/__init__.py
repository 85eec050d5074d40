"""Owns the public pages: their texts, their style, and the script that verifies anew.

Never loads anything from elsewhere, and never decides what a page says.
"""
