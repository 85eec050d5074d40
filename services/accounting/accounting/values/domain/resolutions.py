"""How a finding was settled: by whom, when, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime

from accounting.values.domain.forms import Request, View
from chassis.text import TextRule

Reason = Annotated[str, TextRule(least=10, most=1000, several_lines=True)]


class ResolutionRequest(Request):
    """Why the finding is in order, or what was done about it; for an auditor to read."""

    reason: Reason


class ResolutionView(View):
    reason: str
    resolved_at: AwareDatetime
    """When it was settled."""
    resolved_by: str
    """Who settled it."""


@dataclass(frozen=True)
class Resolution:
    """Why a finding no longer stands, by whom and when."""

    reason: str
    at: datetime
    by: str
