"""Clients of the API in Python and TypeScript, generated from the joined OpenAPI document."""
