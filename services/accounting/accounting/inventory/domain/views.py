"""How product systems and activity data are shown, whichever way they came in."""

from typing import Self
from uuid import UUID

from pydantic import AwareDatetime

from accounting.evidence.domain import hashes_of
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.forms import View
from accounting.values.domain.records import Part


class SystemView(View):
    id: UUID
    created_at: AwareDatetime
    product_id: UUID
    system: ProductSystem

    @classmethod
    def of(cls, found: Part[ProductSystem]) -> Self:
        return cls(id=found.id, created_at=found.at, product_id=found.of, system=found.content)


class ActivityView(View):
    id: UUID
    created_at: AwareDatetime
    system_id: UUID
    activity: ActivityData
    """The activity data as they were reported."""
    evidence_present: list[str]
    """Hashes that the activity data names and whose files were handed in."""

    @classmethod
    def of(cls, found: Part[ActivityData], present: frozenset[str]) -> Self:
        named = hashes_of(found.content)
        return cls(
            id=found.id,
            created_at=found.at,
            system_id=found.of,
            activity=found.content,
            evidence_present=sorted(named & present),
        )
