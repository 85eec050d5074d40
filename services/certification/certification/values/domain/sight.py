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


def sight_of(role: str, org: str) -> Sight:
    """The sight of an organisation.

    A district bureau carries its division in its id (`scjg-120116`); the municipal one does not.
    Roles that hold `certificates.read` without an own part in a case see issued certificates.
    """
    match role:
        case "enterprise":
            return Sight(enterprise=org)
        case "certification-body":
            return Sight(body=org)
        case "market-regulator":
            return Sight(division=_division(org))
        case _:
            return Sight(only_issued=True)


def _division(org: str) -> str | None:
    tail = org.rpartition("-")[2]
    return tail if len(tail) == 6 and tail.isdigit() else None
