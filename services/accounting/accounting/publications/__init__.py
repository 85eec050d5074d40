"""Owns own footprints that were published, who may read them, and what verifies them.

Never publishes what is not sealed.
"""
