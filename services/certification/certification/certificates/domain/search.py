"""What a list of certificates is asked for."""

from dataclasses import dataclass
from datetime import datetime

from certification.certificates.domain.states import CertificateState
from certification.values.domain.criteria import Criteria


@dataclass(frozen=True)
class CertificateSearch:
    """What to look for; an absent criterion does not narrow the list."""

    criteria: Criteria
    at: datetime
    """The moment whose state counts."""
    state: CertificateState | None = None
