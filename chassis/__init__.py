"""Mechanisms that every service shares; never a domain noun."""
