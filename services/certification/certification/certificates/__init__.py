"""Owns certificates: their numbers, their credentials and signatures, and the acts on them.

Never judges an application.
"""
