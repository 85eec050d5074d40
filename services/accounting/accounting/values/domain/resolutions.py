"""How a finding was settled: by whom, when, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from accounting.values.domain.forms import Request, View

Reason = Annotated[
    str,
    StringConstraints(
        min_length=10,
        max_length=1000,
        strip_whitespace=True,
        pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$",
    ),
]


class ResolutionRequest(Request):
    """Why the finding is in order, or what was done about it; for an auditor to read."""

    reason: Reason


class ResolutionView(View):
    reason: str
    resolved_at: AwareDatetime
    resolved_by: str


@dataclass(frozen=True)
class Resolution:
    """Why a finding no longer stands, by whom and when."""

    reason: str
    at: datetime
    by: str
