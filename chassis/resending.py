"""Events said again: whoever handled one before does nothing, as long as its inbox remembers.

So an event is sent again within `RESEND_DAYS` only, which outboxes keep and inboxes outlast.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.deadletters import operator_act
from chassis.outbox import outbox
from chassis.settings import RESEND_DAYS


class NotRememberedSoLong(Exception):
    """What was said before this may have been forgotten by those who handled it."""


async def resend(
    tx: AsyncConnection, operator: str, since: datetime, subject: str | None = None
) -> int:
    """Send again what happened since a moment, of one subject or of all; how many events.

    The relay takes them by position, which is the order in which things happened. Raises
    `NotRememberedSoLong`.
    """
    if since < clock.now() - timedelta(days=RESEND_DAYS):
        raise NotRememberedSoLong(f"{since.isoformat()} is more than {RESEND_DAYS} days ago")
    count = await _again(tx, _happened(since, subject))
    await _note(tx, operator, f"{count} events since {since.isoformat()}", subject)
    return count


async def resend_of(tx: AsyncConnection, operator: str, topic: str, subjects: Sequence[str]) -> int:
    """Send again what may be sent again of these subjects; how many events."""
    kept = outbox.c.occurred_at >= clock.now() - timedelta(days=RESEND_DAYS)
    count = await _again(tx, and_(kept, outbox.c.topic == topic, outbox.c.subject.in_(subjects)))
    await _note(tx, operator, f"{count} events of {topic}", ", ".join(subjects))
    return count


def _happened(since: datetime, subject: str | None) -> ColumnElement[bool]:
    happened = outbox.c.occurred_at >= since
    return happened if subject is None else and_(happened, outbox.c.subject == subject)


async def _again(tx: AsyncConnection, which: ColumnElement[bool]) -> int:
    said = and_(which, outbox.c.published_at.is_not(None))
    again = update(outbox).where(said).values(published_at=None)
    return (await tx.execute(again)).rowcount


async def _note(tx: AsyncConnection, operator: str, reason: str, subject: str | None) -> None:
    facts = {"act": "resent", "source": "outbox", "event": subject or "(every subject)"}
    noted = {"at": clock.now(), "operator": operator, "reason": reason, **facts}
    await tx.execute(insert(operator_act).values(noted))
