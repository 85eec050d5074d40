"""Which rows an organisation may see: its own files, its own district, or all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sight:
    """What a caller may see; None means no restriction by that column."""

    enterprise: str | None = None
    body: str | None = None
    division: str | None = None
    only_issued: bool = False
    """Certificates that are not signed yet stay between the body and its client."""

    def covers(self, *, enterprise: str, body: str, division: str) -> bool:
        """True if a row of these three owners is visible."""
        return (
            self.enterprise in (None, enterprise)
            and self.body in (None, body)
            and self.division in (None, division)
        )


NOWHERE = "-"
"""The division of a district bureau that names none: it sees nothing."""


def sight_of(role: str, org: str) -> Sight:
    """The sight of an organisation.

    A district bureau carries its division in its id (`scjg-120116`); the municipal one does not.
    Roles that hold `certificates.read` without an own part in a case see issued certificates.
    """
    division = division_of(role, org)
    match role:
        case "enterprise":
            return Sight(enterprise=org)
        case "certification-body":
            return Sight(body=org)
        case "market-regulator" | "district-market-regulator":
            return Sight(division=division)
        case _:
            return Sight(division=division, only_issued=True)


def division_of(role: str, org: str) -> str | None:
    """The district that a bureau is of; None for those of the whole city."""
    tail = org.rpartition("-")[2]
    named = tail if len(tail) == 6 and tail.isdigit() else None
    if role.startswith("district-"):
        return named or NOWHERE
    return named if role == "market-regulator" else None
