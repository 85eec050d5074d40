"""What a result means: where it comes from, what moves it, how good and how certain it is.

Everything here reads a calculation's document and changes nothing; no number of it is certified.
"""
