"""Tell everyone that a label changed its status."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import outbox
from contracts.registry import LabelStatusChanged
from registry.labels.domain.label import Label, StatusBits
from registry.labels.store import found
from registry.status.domain.changes import PublishedChange, StatusChange
from registry.status.domain.status_list import Purpose


async def announce_changes(
    tx: AsyncConnection, labels: Sequence[Label], published: Sequence[PublishedChange], at: datetime
) -> None:
    """One event for each change, in order; a later one knows of the earlier ones."""
    by_number = {str(label.number): label for label in labels}
    changed = {each.change.label_number for each in published}
    for each in published:
        number = each.change.label_number
        by_number[number] = _with_bit(by_number[number], each.change)
        await outbox.append(tx, _changed(by_number[number], each, at))
    await found.show_status(tx, [by_number[number] for number in sorted(changed)])


def _with_bit(label: Label, change: StatusChange) -> Label:
    is_suspension = change.purpose is Purpose.SUSPENSION
    suspended = change.is_set if is_suspension else label.bits.suspended
    revoked = label.bits.revoked if is_suspension else change.is_set
    cancelled = label.bits.cancelled or change.is_cancellation
    return replace(label, bits=StatusBits(suspended, revoked, cancelled))


def _changed(label: Label, published: PublishedChange, at: datetime) -> LabelStatusChanged:
    return LabelStatusChanged(
        label_number=str(label.number),
        certificate_id=label.certificate.certificate_id,
        certificate_number=label.certificate.certificate_number,
        log_index=published.log_index,
        status=label.status(at).told,
        changed_at=published.change.changed_at,
        reason_code=published.change.reason_code,
        is_cancelled=label.bits.cancelled,
        replaced_by=published.change.replaced_by,
    )
