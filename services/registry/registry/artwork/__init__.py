"""Owns the QR code of a label, as a drawing and as a picture.

Never draws the national mark.
"""
