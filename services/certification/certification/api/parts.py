"""What the routes share: who is asking, and where a page begins."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from certification.domain.sight import Sight, sight_of
from certification.settings import Settings
from certification.usecases.steps import Person
from chassis import pages
from chassis.auth import CurrentCaller
from chassis.canonical import rfc3339
from chassis.pages import CursorInvalid


def _sight(caller: CurrentCaller) -> Sight:
    return sight_of(caller.role, caller.org)


def _person(caller: CurrentCaller) -> Person:
    return Person.of(caller.org, caller.person)


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


CallerSight = Annotated[Sight, Depends(_sight)]
NamedPerson = Annotated[Person, Depends(_person)]
ServiceSettings = Annotated[Settings, Depends(_settings)]


def position_of(cursor: str | None) -> tuple[datetime, UUID] | None:
    """The moment and id that a cursor stands for; None without one."""
    parts = pages.decode(cursor, 2)
    if parts is None:
        return None
    try:
        moment, id = datetime.fromisoformat(parts[0]), UUID(parts[1])
    except ValueError as failure:
        raise CursorInvalid from failure
    if moment.tzinfo is None:
        raise CursorInvalid
    return moment, id


def position(moment: datetime, id: UUID) -> list[str]:
    """The sort key of a row, for the next cursor."""
    return [rfc3339(moment), str(id)]
