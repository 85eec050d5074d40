"""Owns the accounting report of a calculation, on paper and as data.

Never shows a number that the document lacks.
"""
