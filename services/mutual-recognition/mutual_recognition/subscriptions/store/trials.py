"""Test webhooks; one of a subscription is on its way at a time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import aside
from mutual_recognition.subscriptions.domain.deliveries import Answer, Failure
from mutual_recognition.subscriptions.domain.subscriptions import Subscription
from mutual_recognition.subscriptions.domain.trials import Trial
from mutual_recognition.subscriptions.store.subscriptions import as_subscription
from mutual_recognition.subscriptions.store.tables import subscription, subscription_test

JOB = "test"
DUE = subscription_test.c.due_at.is_not(None)


async def add(tx: AsyncConnection, trial: Trial) -> None:
    row = {"id": trial.id, "subscription_id": trial.subscription_id}
    moments = {"asked_at": trial.asked_at, "due_at": trial.asked_at}
    await tx.execute(insert(subscription_test).values(row | moments))


async def is_under_way(tx: AsyncConnection, subscription_id: UUID) -> bool:
    this = DUE & (subscription_test.c.subscription_id == subscription_id)
    return await tx.scalar(select(subscription_test.c.id).where(this)) is not None


async def claim(
    tx: AsyncConnection, now: datetime, lease_until: datetime, limit: int
) -> list[tuple[Trial, Subscription]]:
    """Take due tests; nobody else sends them before `lease_until`."""
    due = (subscription_test.c.due_at <= now) & aside.free(JOB, subscription_test.c.id)
    query = select(subscription_test.c.id).where(due).limit(limit)
    ids = list(await tx.scalars(query.with_for_update(skip_locked=True)))
    these = subscription_test.c.id.in_(ids)
    await tx.execute(update(subscription_test).where(these).values(due_at=lease_until))
    tests = [_as_trial(row) for row in await tx.execute(select(subscription_test).where(these))]
    owners = subscription.c.id.in_([trial.subscription_id for trial in tests])
    found = {
        row.id: as_subscription(row) for row in await tx.execute(select(subscription).where(owners))
    }
    return [(trial, found[trial.subscription_id]) for trial in tests]


async def save_answer(tx: AsyncConnection, id: UUID, answer: Answer, at: datetime) -> None:
    values = {"status": answer.status, "failure": answer.failure, "ended_at": at, "due_at": None}
    this = DUE & (subscription_test.c.id == id)
    await tx.execute(update(subscription_test).where(this).values(values))


async def give_up(tx: AsyncConnection, subscription_id: UUID, at: datetime) -> None:
    """End what is on its way to a subscription that ends."""
    this = DUE & (subscription_test.c.subscription_id == subscription_id)
    await tx.execute(update(subscription_test).where(this).values(ended_at=at, due_at=None))


async def of_subscription(
    tx: AsyncConnection, subscription_id: UUID, before: tuple[datetime, UUID] | None, limit: int
) -> list[Trial]:
    """The newest first, before the given one."""
    order = (subscription_test.c.asked_at, subscription_test.c.id)
    query = select(subscription_test).where(subscription_test.c.subscription_id == subscription_id)
    query = query.where(tuple_(*order) < before) if before else query
    rows = await tx.execute(query.order_by(*(c.desc() for c in order)).limit(limit))
    return [_as_trial(row) for row in rows]


def _as_trial(row: Row[tuple[object, ...]]) -> Trial:
    failure = Failure(row.failure) if row.failure else None
    answer = Answer(row.status, failure) if row.ended_at else None
    return Trial(row.id, row.subscription_id, row.asked_at, row.ended_at, answer)
