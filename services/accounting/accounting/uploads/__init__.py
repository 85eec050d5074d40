"""Owns files of many rows on their way in, block by block.

Never keeps a row that it refused to explain.
"""
