"""Sending what is due. No network call happens inside a transaction.

A sender that dies between the subscriber's answer and its record leaves the delivery to the next
one, which sends it again under the same webhook id; subscribers tell repetitions by that id.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import aside, clock
from chassis.database import Database
from mutual_recognition.feed.domain import Node, body
from mutual_recognition.subscriptions.domain.deliveries import (
    Answer,
    Attempt,
    Delivery,
    DeliveryState,
    Parcel,
)
from mutual_recognition.subscriptions.domain.subscriptions import Subscription, TroubleKind
from mutual_recognition.subscriptions.store import deliveries, subscriptions

Send = Callable[[str, str, bytes], Awaitable[Answer]]
"""Send the webhook with this URL, id and body."""
Ask = Callable[[str], Awaitable[Answer]]
"""Ask this URL whether it wants webhooks of this node."""
BATCH = 32
ATTEMPTS = Counter("tanbiao_webhook_attempts", "Webhooks sent, by outcome", ["outcome"])
_dice = secrets.SystemRandom()


async def deliver_due(
    database: Database, *, send: Send, node: Node, lease: timedelta, ask: Ask | None = None
) -> bool:
    """Send one batch of due deliveries side by side. True when there may be more.

    An address that did not consent yet is asked first; without `ask`, nobody is.
    """
    async with database.transaction() as tx:
        now = clock.now()
        parcels = await deliveries.claim(tx, now, now + lease, BATCH)
    async with asyncio.TaskGroup() as senders:
        for parcel in parcels:
            senders.create_task(_deliver(database, parcel, send, node, ask))
    return bool(parcels)


async def _deliver(
    database: Database, parcel: Parcel, send: Send, node: Node, ask: Ask | None
) -> None:
    async with aside.attempt(database, deliveries.JOB) as attempt:
        attempt.at(parcel.delivery_id)
        started_at = clock.now()
        answer = None
        if ask and not parcel.is_proven:
            answer = await proven(database, parcel.subscription_id, parcel.url, ask)
        if answer is None:
            answer = await send(parcel.url, str(parcel.fact.id), body(parcel.fact, node))
        ended_at = clock.now()
        ATTEMPTS.labels(answer.failure or "delivered").inc()
        async with database.transaction() as tx:
            await _record(tx, parcel, answer, started_at, ended_at)


async def proven(database: Database, id: UUID, url: str, ask: Ask) -> Answer | None:
    """Ask the address, and remember its consent; the answer where it does not consent."""
    answer = await ask(url)
    if answer.failure is not None:
        return answer
    async with database.transaction() as tx:
        await subscriptions.prove(tx, id, url, clock.now())
    return None


async def _record(
    tx: AsyncConnection, parcel: Parcel, answer: Answer, started_at: datetime, ended_at: datetime
) -> None:
    subscription, before = await deliveries.lock(tx, parcel.delivery_id)
    after = before.attempted(answer, ended_at, _dice.random())
    attempt = Attempt(after.attempts, started_at, ended_at, answer)
    await deliveries.add_attempt(tx, after.id, attempt)
    await deliveries.save(tx, after)
    if after.state is not before.state:
        await _tell_owner(tx, subscription, after, attempt)


async def _tell_owner(
    tx: AsyncConnection, subscription: Subscription, lost: Delivery, attempt: Attempt
) -> None:
    """Flag the subscription whose event was lost; 410 Gone disables it altogether."""
    position, kind = lost.position, TroubleKind.EXHAUSTED
    if lost.state is DeliveryState.DELIVERED:
        return
    if attempt.answer.is_gone:
        waiting = await deliveries.cancel_pending(tx, subscription.id)
        position, kind = min(position, waiting or position), TroubleKind.GONE
    await subscriptions.save(tx, subscription.disturbed(kind, attempt.ended_at, position))
