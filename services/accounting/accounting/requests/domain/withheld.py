"""Events on their way to a partner, and what is left of them once access has ended."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from accounting.pact.domain.events import EventType, envelope, rejected

_ENDED = "Access to the requested footprints has ended"
Event = Mapping[str, object]


def hands_over(event: Event) -> bool:
    """Whether the event carries footprints themselves, not only their ids."""
    return event["type"] == EventType.FULFILLED


def footprints_of(event: Event) -> tuple[UUID, ...]:
    """The footprints that an event hands over or announces."""
    data = cast(Mapping[str, object], event["data"])
    if hands_over(event):
        return tuple(UUID(str(pf["id"])) for pf in _carried(data))
    if event["type"] == EventType.PUBLISHED:
        return tuple(UUID(str(id)) for id in cast(list[str], data["pfIds"]))
    return ()


def without(event: Event, ended: Collection[UUID]) -> Event | None:
    """The same event without these footprints; None when it has nothing else to say."""
    data = cast(Mapping[str, object], event["data"])
    if not set(footprints_of(event)) - set(ended):
        return None
    if hands_over(event):
        kept: list[object] = [pf for pf in _carried(data) if UUID(str(pf["id"])) not in ended]
        return {**event, "data": {**data, "pfs": kept}}
    ids = [str(id) for id in footprints_of(event) if id not in ended]
    return {**event, "data": {**data, "pfIds": ids}}


def rejection_instead(event: Event, at: datetime) -> dict[str, object]:
    """The answer to a request whose footprints are withheld.

    It keeps the id of the event in whose place it stands: a partner that got that event in an
    attempt whose answer was lost ignores this one, so a request never has two answers.
    """
    data = cast(Mapping[str, object], event["data"])
    reason = rejected(str(data["requestEventId"]), "AccessDenied", _ENDED)
    source, id = str(event["source"]), UUID(str(event["id"]))
    return envelope(EventType.REJECTED, reason, source=source, at=at, id=id)


def _carried(data: Mapping[str, object]) -> list[Mapping[str, object]]:
    return cast(list[Mapping[str, object]], data["pfs"])
