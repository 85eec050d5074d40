"""Mutual recognition: partner regions, their subscriptions, and the events that reach them."""
