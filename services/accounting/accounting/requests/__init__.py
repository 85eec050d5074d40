"""Owns asking and being asked for footprints, with one answer each.

Never answers with what was not granted.
"""
