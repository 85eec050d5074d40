"""Owns the forms of PACT: footprints, events, criteria and the linter, in both versions.

Never stores, never calls anybody.
"""
