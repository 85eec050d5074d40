"""Deliveries: one per subscription and event; senders hold them by a lease."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Row, Select, and_, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import aside
from chassis.listing import fitting
from chassis.pages import decode
from chassis.written import whole
from mutual_recognition.feed.domain import LabelFact, Owners
from mutual_recognition.feed.store.tables import feed
from mutual_recognition.feed.usecases import as_fact
from mutual_recognition.regions.store.tables import partner_region
from mutual_recognition.subscriptions.domain.deliveries import (
    Answer,
    Attempt,
    Delivery,
    DeliveryState,
    Failure,
    Parcel,
    Progress,
)
from mutual_recognition.subscriptions.domain.refusals import WebhookDeliveryNotFound
from mutual_recognition.subscriptions.domain.search import DeliveriesAsked
from mutual_recognition.subscriptions.domain.subscriptions import Subscription, SubscriptionState
from mutual_recognition.subscriptions.store.subscriptions import as_subscription
from mutual_recognition.subscriptions.store.tables import delivery, delivery_attempt, subscription

JOB = "deliver"
PENDING = delivery.c.state == DeliveryState.PENDING
_MOST_PER_SUBSCRIPTION = 4
"""A slow subscriber fills only this part of a batch, so it holds the others up but little."""


_SUBSCRIBERS = subscription.outerjoin(
    partner_region, partner_region.c.code == subscription.c.subscriber
)
_LISTED = or_(~subscription.c.is_partner, partner_region.c.is_listed)
"""A partner region is told only while it is listed."""
_TOLD = and_(subscription.c.state == SubscriptionState.ACTIVE, _LISTED)
"""Whoever is told now."""
_KEPT_FOR = and_(
    subscription.c.state.in_([SubscriptionState.ACTIVE, SubscriptionState.PAUSED]), _LISTED
)
"""Whoever is told now or after a pause."""


async def enqueue(
    tx: AsyncConnection, position: int, fact: LabelFact, of: Owners, at: datetime
) -> None:
    """One pending delivery for each subscription to this type that may see the label.

    A paused one gets what happens meanwhile when it goes on.
    """
    wanted = (
        select(subscription.c.id)
        .select_from(_SUBSCRIBERS)
        .where(_KEPT_FOR, subscription.c.event_types.contains([fact.type]))
        .where(or_(subscription.c.body.is_(None), subscription.c.body == of.body))
        .where(or_(subscription.c.division.is_(None), subscription.c.division == of.division))
    )
    event = {"position": position, "label": fact.label, "state": DeliveryState.PENDING}
    rows = [
        {"id": uuid4(), "subscription_id": id, "attempts": 0, "next_attempt_at": at, **event}
        for id in await tx.scalars(wanted)
    ]
    if rows:
        await tx.execute(upsert(delivery).on_conflict_do_nothing(), rows)


async def claim(
    tx: AsyncConnection, now: datetime, lease_until: datetime, limit: int
) -> list[Parcel]:
    """Take due deliveries; nobody else sends them before `lease_until`."""
    due = PENDING & (delivery.c.next_attempt_at <= now) & aside.free(JOB, delivery.c.id)
    free = select(delivery.c.id).where(due, delivery.c.id.in_(_first_in_line(now)))
    taken = free.order_by(delivery.c.position).limit(limit).with_for_update(skip_locked=True)
    ids = list(await tx.scalars(taken))
    lease = update(delivery).where(delivery.c.id.in_(ids)).values(next_attempt_at=lease_until)
    await tx.execute(lease)
    parcels = (
        select(
            delivery.c.id.label("delivery_id"),
            delivery.c.subscription_id,
            subscription.c.url,
            subscription.c.proven_at,
            *feed.c,
        )
        .select_from(delivery.join(subscription).join(feed))
        .where(delivery.c.id.in_(ids))
        .order_by(delivery.c.position)
    )
    return [
        Parcel(
            row.delivery_id, row.subscription_id, row.url, row.proven_at is not None, as_fact(row)
        )
        for row in await tx.execute(parcels)
    ]


def _first_in_line(now: datetime) -> Select[tuple[UUID]]:
    """Due deliveries that wait for no earlier event of their label, a few per subscription."""
    earlier = delivery.alias()
    blocked = (
        select(earlier.c.id)
        .where(earlier.c.subscription_id == delivery.c.subscription_id)
        .where(earlier.c.label == delivery.c.label, earlier.c.position < delivery.c.position)
        .where(earlier.c.state == DeliveryState.PENDING)
        .exists()
    )
    place = func.row_number().over(
        partition_by=delivery.c.subscription_id, order_by=delivery.c.position
    )
    lines = (
        select(delivery.c.id, place.label("place"))
        .select_from(delivery.join(_SUBSCRIBERS))
        .where(PENDING, delivery.c.next_attempt_at <= now, ~blocked)
        .where(aside.free(JOB, delivery.c.id), _TOLD)
        .subquery()
    )
    return select(lines.c.id).where(lines.c.place <= _MOST_PER_SUBSCRIPTION)


async def lock(tx: AsyncConnection, id: UUID) -> tuple[Subscription, Delivery]:
    """A delivery with its subscription, both held. The subscription is locked first, always:
    two deliveries that end at once would otherwise wait for each other."""
    owner = select(delivery.c.subscription_id).where(delivery.c.id == id).scalar_subquery()
    held = select(subscription).where(subscription.c.id == owner).with_for_update()
    row = (await tx.execute(held)).one()
    this = select(delivery).where(delivery.c.id == id).with_for_update()
    return as_subscription(row), _as_delivery((await tx.execute(this)).one())


async def find(tx: AsyncConnection, subscription_id: UUID, webhook_id: UUID) -> Progress:
    """A delivery by its webhook's id, held. Raises `WebhookDeliveryNotFound`."""
    query = select(delivery, *feed.c).select_from(delivery.join(feed))
    mine = (delivery.c.subscription_id == subscription_id) & (feed.c.id == webhook_id)
    row = (await tx.execute(query.where(mine).with_for_update(of=delivery))).one_or_none()
    if row is None:
        raise WebhookDeliveryNotFound(id=webhook_id)
    id = row._mapping[delivery.c.id]
    attempts = (await _attempts(tx, [id])).get(id, [])
    return Progress(_as_delivery(row), as_fact(row), tuple(attempts))


async def save(tx: AsyncConnection, changed: Delivery) -> None:
    values = {
        "state": changed.state,
        "attempts": changed.attempts,
        "next_attempt_at": changed.next_attempt_at,
    }
    await tx.execute(update(delivery).where(delivery.c.id == changed.id).values(values))


async def cancel_pending(tx: AsyncConnection, subscription_id: UUID) -> int | None:
    """Cancel what a subscription still waits for; the lowest position among it."""
    waiting = PENDING & (delivery.c.subscription_id == subscription_id)
    cancelled = {"state": DeliveryState.CANCELLED, "next_attempt_at": None}
    cancel = update(delivery).where(waiting).values(cancelled).returning(delivery.c.position)
    return min(await tx.scalars(cancel), default=None)


async def add_attempt(tx: AsyncConnection, delivery_id: UUID, attempt: Attempt) -> None:
    row = {
        "delivery_id": delivery_id,
        "number": attempt.number,
        "started_at": attempt.started_at,
        "ended_at": attempt.ended_at,
        "status": attempt.answer.status,
        "failure": attempt.answer.failure,
    }
    await tx.execute(insert(delivery_attempt).values(row))


async def progress(
    tx: AsyncConnection, subscription_id: UUID, asked: DeliveriesAsked
) -> list[Progress]:
    """A subscription's deliveries in the order of the feed, the newest first."""
    query = (
        select(delivery, *feed.c)
        .select_from(delivery.join(feed))
        .where(delivery.c.subscription_id == subscription_id, *_criteria(asked))
        .order_by(delivery.c.position.desc())
        .limit(asked.limit + 1)
    )
    if (position := decode(asked.cursor, whole)) is not None:
        query = query.where(delivery.c.position < position[0])
    rows = (await tx.execute(query)).all()
    attempts = await _attempts(tx, [row.id for row in rows])
    return [Progress(_as_delivery(r), as_fact(r), tuple(attempts.get(r.id, []))) for r in rows]


def _criteria(asked: DeliveriesAsked) -> Iterator[ColumnElement[bool]]:
    yield from fitting(
        (delivery.c.state, asked.state),
        (delivery.c.label, asked.label_number),
        (feed.c.type, asked.type),
    )
    if asked.since:
        yield feed.c.occurred_at >= asked.since
    if asked.until:
        yield feed.c.occurred_at < asked.until
    if asked.updated_since:
        yield delivery.c.updated_at >= asked.updated_since


async def _attempts(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, list[Attempt]]:
    query = select(delivery_attempt).where(delivery_attempt.c.delivery_id.in_(ids))
    found: dict[UUID, list[Attempt]] = {}
    for row in await tx.execute(query.order_by(delivery_attempt.c.number)):
        found.setdefault(row.delivery_id, []).append(_as_attempt(row))
    return found


def _as_attempt(row: Row[tuple[object, ...]]) -> Attempt:
    answer = Answer(row.status, Failure(row.failure) if row.failure else None)
    return Attempt(row.number, row.started_at, row.ended_at, answer)


def _as_delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=row._mapping[delivery.c.id],
        subscription_id=row.subscription_id,
        position=row._mapping[delivery.c.position],
        state=DeliveryState(row.state),
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        updated_at=row.updated_at,
    )
