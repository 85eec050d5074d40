"""Bytes for people: the year's report as DOCX and PDF."""
