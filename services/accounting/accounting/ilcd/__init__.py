"""Owns the form of sealed footprints in ILCD archives with EPD extensions.

Never computes an indicator anew.
"""
