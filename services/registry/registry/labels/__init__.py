"""Owns labels: their numbers, their facts, and when they become public.

Never admits a credential that no logged key verifies.
"""
