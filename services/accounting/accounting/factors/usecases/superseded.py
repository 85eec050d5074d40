"""Factors that were replaced: noted by who replaces them, taken by who rests on them."""

from accounting.factors.store.superseded import add as add
from accounting.factors.store.superseded import take as take
from accounting.factors.store.tables import superseded_factors

WORK = superseded_factors
"""Where notes wait."""
