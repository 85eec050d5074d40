"""What an organisation does with its subscriptions."""

from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from mutual_recognition.regions import usecases as regions
from mutual_recognition.regions.domain import PartnerRegionUnknown
from mutual_recognition.subscriptions.domain.deliveries import Progress
from mutual_recognition.subscriptions.domain.refusals import (
    SubscriptionAlreadyExists,
    SubscriptionDisabled,
    TooManySubscriptions,
)
from mutual_recognition.subscriptions.domain.subscriptions import (
    MOST_PER_SUBSCRIBER,
    Change,
    Subscriber,
    Subscription,
    SubscriptionState,
    Trouble,
    TroubleKind,
    check_event_types,
)
from mutual_recognition.subscriptions.store import deliveries, subscriptions, trials


async def subscribe(
    tx: AsyncConnection, subscriber: Subscriber, url: str, event_types: tuple[str, ...]
) -> Subscription:
    """From now on, send label events of these types to `url`, which was admitted before."""
    types = check_event_types(event_types)
    await subscriptions.hold(tx, subscriber.org)
    if subscriber.is_partner and not await regions.is_listed(tx, subscriber.org):
        raise PartnerRegionUnknown(org=subscriber.org)
    if existing := await subscriptions.at_address(tx, subscriber.org, url):
        raise SubscriptionAlreadyExists(id=existing)
    if await subscriptions.count(tx, subscriber.org) >= MOST_PER_SUBSCRIBER:
        raise TooManySubscriptions(most=MOST_PER_SUBSCRIBER)
    at = clock.now()
    new = Subscription(uuid4(), subscriber, url, types, SubscriptionState.ACTIVE, at, at)
    await subscriptions.add(tx, new)
    return new


async def change(tx: AsyncConnection, org: str, id: UUID, wanted: Change) -> Subscription:
    """Pause, go on, move to another address or want other events.

    What waits goes to the new address, once that consented.
    """
    await subscriptions.hold(tx, org)
    before = await subscriptions.get(tx, org, id, lock=True)
    after = wanted.of(before)
    existing = await subscriptions.at_address(tx, org, after.url)
    if existing not in (None, id):
        raise SubscriptionAlreadyExists(id=existing)
    await subscriptions.save(tx, after)
    return after


async def send_again(tx: AsyncConnection, org: str, id: UUID, webhook_id: UUID) -> Progress:
    """Send a webhook once more, under the same id, whatever became of it."""
    subscription = await subscriptions.get(tx, org, id, lock=True)
    if subscription.state is SubscriptionState.DISABLED:
        raise SubscriptionDisabled(id=id)
    known = await deliveries.find(tx, id, webhook_id)
    due = known.delivery.again(clock.now())
    await deliveries.save(tx, due)
    return replace(known, delivery=due)


async def flag_restored(tx: AsyncConnection, repair_after: int) -> list[str]:
    """Have every owner look whether the list that came back is what he agreed to; in lines."""
    trouble = Trouble(TroubleKind.RESTORED, clock.now(), repair_after)
    count = await subscriptions.flag_restored(tx, trouble)
    return [
        f"subscriptions: {count} flagged to their owners; ended ones may be here again and "
        "new ones gone, which nobody but their owners knows"
    ]


async def unsubscribe(tx: AsyncConnection, org: str, id: UUID) -> None:
    """End a subscription; what it still waited for is cancelled."""
    subscription = await subscriptions.get(tx, org, id, lock=True)
    await subscriptions.save(tx, replace(subscription, state=SubscriptionState.ENDED))
    await deliveries.cancel_pending(tx, id)
    await trials.give_up(tx, id, clock.now())


async def reactivate(tx: AsyncConnection, org: str, id: UUID) -> tuple[Subscription, int]:
    """Send again, and clear the flag. Also the position to repair from by the feed.

    What happened while the subscription was disabled is not sent afterwards: the feed has it.
    """
    disturbed = await subscriptions.get(tx, org, id, lock=True)
    active = disturbed.reactivated()
    await subscriptions.save(tx, active)
    return active, disturbed.trouble.repair_after if disturbed.trouble else 0
