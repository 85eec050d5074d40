"""Revisions of the registry's database."""
