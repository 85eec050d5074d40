"""Readings that came over the bus and were refused."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime

from accounting.meters.domain.search import RejectedReadingsAsked
from accounting.meters.store import rejected_readings as store
from accounting.meters.store.rejected_readings import RejectedReading
from accounting.values.domain.forms import View
from accounting.values.domain.text import Text
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1", tags=["meters"])


class RejectedReadingView(View):
    """A line that was not taken, and where it stands in the enterprise's topic."""

    id: UUID
    created_at: AwareDatetime
    partition: int
    """The partition of the topic."""
    offset: int
    """Its place in the partition."""
    line: int
    """Counts from 1 within the record."""
    raw: str
    """The beginning of the line; bytes that are not UTF-8 are shown as U+FFFD."""
    code: str
    reason: Text

    @classmethod
    def of(cls, rejected: RejectedReading) -> Self:
        return cls(
            id=rejected.id,
            created_at=rejected.at,
            partition=rejected.partition,
            offset=rejected.place.offset,
            line=rejected.place.line,
            raw=rejected.shown,
            code=rejected.fault.code,
            reason=rejected.fault.value,
        )


@router.get("/rejected-readings", responses=problems(CursorInvalid))
async def list_rejected_readings(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[RejectedReadingsAsked, Query()]
) -> Page[RejectedReadingView]:
    """Lines of the caller's topic that were refused, newest first; mend them, send them again."""
    rows = await store.page(tx, asked, of=caller.org)
    return page(rows, asked.limit, RejectedReadingView.of, lambda row: row.position)
