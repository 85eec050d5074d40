"""Subscriptions; ended ones stay in the table and are found no more."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.listing import fitting, mentioning
from chassis.pages import decode
from mutual_recognition.subscriptions.domain.refusals import SubscriptionNotFound
from mutual_recognition.subscriptions.domain.search import SubscriptionsAsked
from mutual_recognition.subscriptions.domain.subscriptions import (
    Subscriber,
    Subscription,
    SubscriptionState,
    Trouble,
    TroubleKind,
)
from mutual_recognition.subscriptions.store.tables import subscription
from mutual_recognition.values.domain.sight import Sight

_LIVING = subscription.c.state != SubscriptionState.ENDED


async def hold(tx: AsyncConnection, org: str) -> None:
    """Have an organisation's subscriptions change one at a time until the transaction ends."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(org, 0))))


async def add(tx: AsyncConnection, new: Subscription) -> None:
    row = {"id": new.id, **_owner(new.subscriber), **_values(new)}
    await tx.execute(insert(subscription).values(row))


async def save(tx: AsyncConnection, changed: Subscription) -> None:
    this = subscription.c.id == changed.id
    await tx.execute(update(subscription).where(this).values(_values(changed)))


async def get(tx: AsyncConnection, org: str, id: UUID, *, lock: bool = False) -> Subscription:
    """An organisation's own subscription. Raises `SubscriptionNotFound`."""
    mine = (subscription.c.id == id) & (subscription.c.subscriber == org) & _LIVING
    query = select(subscription).where(mine)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    if row is None:
        raise SubscriptionNotFound(id=id)
    return as_subscription(row)


async def of_subscriber(
    tx: AsyncConnection, org: str, asked: SubscriptionsAsked
) -> list[Subscription]:
    """An organisation's subscriptions in the order of their ids."""
    query = select(subscription).where(
        (subscription.c.subscriber == org) & _LIVING,
        *fitting((subscription.c.state, asked.state)),
        *mentioning(asked.q, subscription.c.url),
    )
    if asked.updated_since:
        query = query.where(subscription.c.updated_at >= asked.updated_since)
    if (position := decode(asked.cursor, UUID)) is not None:
        query = query.where(subscription.c.id > position[0])
    rows = await tx.execute(query.order_by(subscription.c.id).limit(asked.limit + 1))
    return [as_subscription(row) for row in rows]


async def prove(tx: AsyncConnection, id: UUID, url: str, at: datetime) -> None:
    """Remember that the address consented, unless the subscription has another one by now."""
    this = (subscription.c.id == id) & (subscription.c.url == url)
    await tx.execute(update(subscription).where(this).values(proven_at=at))


async def count(tx: AsyncConnection, org: str) -> int:
    query = select(func.count()).where((subscription.c.subscriber == org) & _LIVING)
    return int(await tx.scalar(query) or 0)


async def at_address(tx: AsyncConnection, org: str, url: str) -> UUID | None:
    """The organisation's subscription for this address, where there is one."""
    same = (subscription.c.subscriber == org) & (subscription.c.url == url) & _LIVING
    id: UUID | None = await tx.scalar(select(subscription.c.id).where(same))
    return id


async def flag_restored(tx: AsyncConnection, trouble: Trouble) -> int:
    """Have every owner look at what came back from a backup; how many subscriptions there are.

    What was flagged before is lost from further back, so it stays as it is.
    """
    sound = _LIVING & subscription.c.trouble_kind.is_(None)
    flag = {
        "trouble_kind": trouble.kind,
        "trouble_since": trouble.since,
        "repair_after": trouble.repair_after,
    }
    await tx.execute(update(subscription).where(sound).values(flag))
    living = select(func.count()).select_from(subscription).where(_LIVING)
    return int(await tx.scalar(living) or 0)


def _owner(of: Subscriber) -> dict[str, object]:
    sight = {"body": of.sight.body, "division": of.sight.division}
    return {"subscriber": of.org, "is_partner": of.is_partner, **sight}


def _values(of: Subscription) -> dict[str, object]:
    return {
        "url": of.url,
        "event_types": list(of.event_types),
        "state": of.state,
        "created_at": of.created_at,
        "trouble_kind": of.trouble.kind if of.trouble else None,
        "trouble_since": of.trouble.since if of.trouble else None,
        "repair_after": of.trouble.repair_after if of.trouble else None,
        "proven_at": of.proven_at,
    }


def as_subscription(row: Row[tuple[object, ...]]) -> Subscription:
    """The subscription in a row of its table."""
    kind = row.trouble_kind
    trouble = Trouble(TroubleKind(kind), row.trouble_since, row.repair_after) if kind else None
    return Subscription(
        id=row.id,
        subscriber=Subscriber(row.region, row.is_partner, Sight(row.body, row.division)),
        url=row.url,
        event_types=tuple(row.event_types),
        state=SubscriptionState(row.state),
        created_at=row.created_at,
        updated_at=row.updated_at,
        trouble=trouble,
        proven_at=row.proven_at,
    )
