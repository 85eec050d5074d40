"""Owns rows of foreign CSV and XLSX files, read within limits.

Never knows what a row means.
"""
