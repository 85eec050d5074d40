"""Data that makes a region or a product category, and the models that validate it."""

from pathlib import Path

PACKS_DIR = Path(__file__).parent
"""The packs that ship with the platform; the setting PACKS_DIR names others."""
