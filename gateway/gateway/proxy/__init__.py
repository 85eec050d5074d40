"""Owns the only public entrance: who may pass, how often, to which service, and the access log.

Never reads what it passes on.
"""
