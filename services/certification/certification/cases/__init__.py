"""Owns applications and the eight steps that lead from them to a certificate.

Never skips a step, and never signs.
"""
