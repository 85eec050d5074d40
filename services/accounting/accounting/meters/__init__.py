"""Owns meters, their readings and what was counted in a period.

Never corrects a reading.
"""
