"""Owns organisations and the clients that act for them.

Never keeps a secret that it could read again.
"""
