"""Owns the sealed footprints that accounting announced.

Never changes one: the first copy of a calculation stands.
"""
