"""Accounting: product systems, activity data, factors, the footprint engine and its seals."""
