"""Which label events an organisation is told of: all of them, its district's, or its own."""

from dataclasses import dataclass

PARTNER_REGION = "partner-region"
NOWHERE = "-"
"""The division of a district bureau that names none: it is told nothing."""
_CITY = ("market-regulator", "agency")
"""Roles that were a district's too before its bureaus had roles of their own."""


@dataclass(frozen=True)
class Sight:
    """What a reader may see; None means no restriction by that fact."""

    body: str | None = None
    """Approval number of the certification body that decided."""
    division: str | None = None
    """GB/T 2260 code of the county where the product is made."""


def sight_of(role: str, org: str) -> Sight:
    """The sight of an organisation: what the lists of the other services show it.

    A district bureau carries its division in its id (`scjg-120116`); the municipal one does not.
    Labels are public, so banks, agencies of the city and partner regions are told of every one.
    """
    if role == "certification-body":
        return Sight(body=org)
    if role.startswith("district-"):
        return Sight(division=_division(org) or NOWHERE)
    return Sight(division=_division(org) if role in _CITY else None)


def _division(org: str) -> str | None:
    tail = org.rpartition("-")[2]
    return tail if len(tail) == 6 and tail.isdigit() else None
