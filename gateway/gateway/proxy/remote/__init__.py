"""Outgoing calls; what comes back is checked before it is believed."""
