"""Owns the versions of the implementation rules, and which one is in force on a day.

Never edits a version.
"""
