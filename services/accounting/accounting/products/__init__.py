"""Owns enterprises, their products, and the categories with their rules.

Never knows how a product is made.
"""
