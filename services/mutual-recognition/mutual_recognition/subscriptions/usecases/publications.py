"""Label events enter the feed and set off towards the subscribers."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from mutual_recognition.feed import usecases as feed
from mutual_recognition.feed.domain import LabelEvent, state
from mutual_recognition.subscriptions.store import deliveries


async def publish(tx: AsyncConnection, event: LabelEvent) -> None:
    """Append to the feed, and one delivery per subscription; a known event adds nothing."""
    fact = state(event)
    position = await feed.append(tx, fact)
    if position is not None:
        owners = await feed.owners_of(tx, fact)
        await deliveries.enqueue(tx, position, fact, owners, clock.now())
