"""Owns the certification bodies that the region lists, and the people who act for them.

Never approves a body.
"""
