"""Owns the authorization server: its keys, its answers, and that an assertion serves once.

Never gives a client more than its role holds.
"""
