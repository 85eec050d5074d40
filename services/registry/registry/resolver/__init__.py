"""Owns where QR codes and links lead, as GS1 Digital Link and UNTP ask.

Never answers for a label of another product.
"""
