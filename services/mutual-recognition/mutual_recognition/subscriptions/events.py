"""What subscriptions hear: something happened to a label."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.consumer import Consumer
from contracts.registry import LabelIssued, LabelStatusChanged
from mutual_recognition.subscriptions.usecases import publications

consumer = Consumer()


@consumer.on(LabelIssued)
async def tell_of_label(event: LabelIssued, tx: AsyncConnection) -> None:
    """Tell the partner regions of a new label."""
    await publications.publish(tx, event)


@consumer.on(LabelStatusChanged)
async def tell_of_status(event: LabelStatusChanged, tx: AsyncConnection) -> None:
    """Tell the partner regions that a label is suspended, valid again or withdrawn."""
    await publications.publish(tx, event)
