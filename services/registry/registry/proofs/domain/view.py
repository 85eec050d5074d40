"""A label at one moment, with its proof and what verifying it found."""

from dataclasses import dataclass
from datetime import datetime

from registry.identities.domain.signed import moment, read_credential
from registry.labels.domain.facts import LabelFacts
from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.policy import Policy
from registry.proofs.domain.standing import is_proven
from registry.proofs.domain.stated import uncovered
from registry.proofs.domain.verification import Report


@dataclass(frozen=True)
class LabelView:
    """One label at one moment."""

    facts: LabelFacts
    bundle: Bundle
    policy: Policy
    report: Report
    is_cancelled: bool = False
    """Whether its holder gave it up: then a revocation is no sanction."""
    successor: str | None = None
    """Number of the label that took its place."""
    awaits_successor: bool = False
    """Whether a label is to take its place that is not public yet."""

    @property
    def is_shown(self) -> bool:
        """Whether its facts may be shown: the proof bears them out, whatever they are worth."""
        return is_proven(self.report.findings)

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Members of the facts that no signature bears out."""
        signed = read_credential(self.bundle.credential)
        paths = uncovered(self.facts.document(), signed.claims if signed else {})
        register = [("replaced_by",)] if self.successor else []
        return tuple(".".join(map(str, path)) for path in sorted([*paths, *register]))

    @property
    def until(self) -> datetime | None:
        """When what was found may next change without a new list: a validity begins or ends, a list
        ends, a successor becomes public at any moment."""
        if self.awaits_successor:
            return self.report.at
        signed = (self.bundle.credential, self.bundle.suspension, self.bundle.revocation)
        bounds = [self._bounds(token) for token in signed]
        return min((at for each in bounds for at in each if at > self.report.at), default=None)

    def _bounds(self, token: str) -> list[datetime]:
        credential = read_credential(token)
        if credential is None:
            return []
        begins, ends = (moment(credential.claims.get(m)) for m in ("validFrom", "validUntil"))
        # Lists are stale by the policy, credentials are not; an early end only asks once more.
        stale = begins + self.policy.status_max_age if begins else None
        return [at for at in (begins, ends, stale) if at]
