"""Flows, units and processes of other programs, and their translation; pure."""
