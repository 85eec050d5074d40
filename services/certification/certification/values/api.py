"""What routes share: who is asking, and where a page of a list begins."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from certification.values.domain.sight import Sight, sight_of
from chassis import pages
from chassis.auth import CurrentCaller
from chassis.canonical import rfc3339
from chassis.written import moment


def _sight(caller: CurrentCaller) -> Sight:
    return sight_of(caller.role, caller.org)


CallerSight = Annotated[Sight, Depends(_sight)]


def position_of(cursor: str | None) -> tuple[datetime, UUID] | None:
    """The moment and id that a cursor stands for; None without one."""
    return pages.decode(cursor, moment, UUID)


def position(at: datetime, id: UUID) -> list[str]:
    """The sort key of a row, for the next cursor."""
    return [rfc3339(at), str(id)]
