"""Owns the directory of interfaces, for machines and for people.

Never offers a route that the matrix lacks.
"""
