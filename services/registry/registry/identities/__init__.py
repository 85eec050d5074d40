"""Owns the node's keys, and every version of its and the bodies' DID documents.

Never shows a version that is not in the log.
"""
