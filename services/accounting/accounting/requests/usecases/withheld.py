"""The last look at an event before it goes out: may its partner still read what it tells of?"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.exchange import Delivery, Errand
from accounting.partners.usecases import errands
from accounting.publications.domain.record import Grant, Way
from accounting.publications.usecases import readership
from accounting.requests.domain.withheld import (
    footprints_of,
    hands_over,
    rejection_instead,
    without,
)
from chassis import clock


async def checked(tx: AsyncConnection, delivery: Delivery) -> Delivery | None:
    """What of a delivery may go out now, by the grants that stand; None when nothing may.

    What is handed over is written to the access log here, so whoever may have got it is in there.
    """
    if delivery.errand is not Errand.EVENT:
        return delivery
    named = footprints_of(delivery.content)
    grants = await readership.of_recipient(tx, named, delivery.partner)
    ended = [id for id in named if id not in grants or grants[id].end is not None]
    content = without(delivery.content, ended) if ended else delivery.content
    if content is None:
        await _withhold(tx, delivery, ended, _reason(grants.values()))
        return None
    if ended or delivery.left_out:
        await errands.leave_out(tx, delivery.id, ended, _reason(grants.values()))
    if hands_over(content):
        await _log(tx, delivery, set(named).difference(ended))
    return replace(delivery, content=content)


async def _withhold(
    tx: AsyncConnection, delivery: Delivery, ended: Collection[UUID], reason: str | None
) -> None:
    now = clock.now()
    await errands.leave_out(tx, delivery.id, ended, reason)
    await errands.withhold(tx, delivery.id, at=now)
    if hands_over(delivery.content):
        answer = rejection_instead(delivery.content, now)
        to, version = delivery.partner, delivery.version
        await errands.add(tx, delivery.owner, to, Errand.EVENT, answer, at=now, version=version)


async def _log(tx: AsyncConnection, delivery: Delivery, ids: Collection[UUID]) -> None:
    """An event that is tried again is one reading."""
    client = str(delivery.id)
    new = set(ids) - await readership.read_with(tx, ids, client=client)
    await readership.log_reads(
        tx, sorted(new), reader=delivery.partner, client=client, way=Way.EVENT
    )


def _reason(grants: Iterable[Grant]) -> str | None:
    """What people said when they ended access."""
    said = [grant.end.reason for grant in grants if grant.end and grant.end.reason]
    return "; ".join(dict.fromkeys(said)) or None
