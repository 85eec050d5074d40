"""The short form in which a factor is compared: value, unit and kind."""

from accounting.factors.domain.datasets import OWN_PREFIX
from accounting.factors.domain.factors import Factor
from accounting.suppliers.domain.footprints import PREFIX
from accounting.values.domain.numbers import plain

HIDDEN = "hidden"
"""Kept in place of the figure of a factor that only one enterprise knows."""
_PRIVATE = (OWN_PREFIX, PREFIX)


def figure(factor: Factor) -> str:
    """Everything of a factor that a footprint depends on, as one line: value, unit and kind.

    What was sealed with the same figure does not move. Sealed factors never wait in quarantine.
    """
    doubt = " quarantined" if factor.quarantine else ""
    return f"{plain(factor.value)} {_kind(factor)}{doubt}"


def kept_figure(factor: Factor) -> str:
    """The figure as it may be kept in the open."""
    return HIDDEN if factor.id.startswith(_PRIVATE) else figure(factor)


def _kind(factor: Factor) -> str:
    return f"{factor.unit} {factor.basis.value} {factor.category}"
