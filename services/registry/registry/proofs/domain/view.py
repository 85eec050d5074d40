"""A label at one moment, with its proof and what verifying it found."""

from dataclasses import dataclass

from registry.labels.domain.facts import LabelFacts
from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.policy import Policy
from registry.proofs.domain.verification import Report


@dataclass(frozen=True)
class LabelView:
    """One label at one moment."""

    facts: LabelFacts
    bundle: Bundle
    policy: Policy
    report: Report
