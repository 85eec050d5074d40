"""Publish status: set bits, reissue the lists that changed or grow old, tell everyone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import outbox
from contracts.registry import LabelStatusChanged
from registry.domain.did import Node
from registry.domain.entry import status_list_entry
from registry.domain.label import Label, StatusBits
from registry.domain.signing import NodeKeys
from registry.domain.status_list import Purpose, StatusListIssue, list_url, payload
from registry.store import status
from registry.store.status import PublishedList, StatusChange
from registry.usecases.append_log import append

REISSUE_AFTER = timedelta(hours=12)


async def publish_status(
    tx: AsyncConnection, labels: Sequence[Label], node: Node, keys: NodeKeys, at: datetime
) -> None:
    """Make the changes of these public labels public, in the order in which they were decided."""
    by_number = {str(label.number): label for label in labels}
    changes = await status.unpublished_changes(tx, list(by_number))
    for change in changes:
        index = by_number[change.label_number].certificate.status_index
        await status.set_bit(tx, change.purpose, index, change.is_set)
    indexes = await _reissue(tx, {change.purpose for change in changes}, node, keys, at)
    shown = {change.id: indexes[change.purpose] for change in changes}
    await status.publish_changes(tx, shown, at)
    for change in changes:
        label = _with_bit(by_number[change.label_number], change)
        by_number[change.label_number] = label
        await outbox.append(tx, _changed(label, change, shown[change.id], at))


async def _reissue(
    tx: AsyncConnection, changed: set[Purpose], node: Node, keys: NodeKeys, at: datetime
) -> Mapping[Purpose, int]:
    """Reissue each list that changed, is old, or names another address or key."""
    indexes = {}
    for purpose in Purpose:
        latest = await status.latest_issue(tx, purpose)
        if purpose in changed or latest is None or _is_outdated(latest, node, keys, at):
            number = latest.issue.number + 1 if latest else 1
            url = list_url(node.public_url, purpose)
            # Whole seconds: the moment never lies ahead of a verifier's clock by rounding.
            valid_from = at.replace(microsecond=0)
            issue = StatusListIssue(purpose, number, url, node.did, valid_from)
            indexes[purpose] = await _issue(tx, issue, node, keys)
    return indexes


def _is_outdated(latest: PublishedList, node: Node, keys: NodeKeys, at: datetime) -> bool:
    is_old = at - latest.issue.valid_from >= REISSUE_AFTER
    is_elsewhere = latest.issue.issuer != node.did
    moved = latest.issue.url != list_url(node.public_url, latest.issue.purpose)
    return is_old or is_elsewhere or moved or latest.key != keys.public.kid


async def _issue(tx: AsyncConnection, issue: StatusListIssue, node: Node, keys: NodeKeys) -> int:
    credential = keys.sign(payload(issue, await status.bits(tx, issue.purpose)), node)
    [index] = await append(tx, [status_list_entry(issue, credential)])
    await status.add_issue(tx, PublishedList(issue, keys.public.kid, credential, index))
    return index


def _with_bit(label: Label, change: StatusChange) -> Label:
    is_suspension = change.purpose is Purpose.SUSPENSION
    suspended = change.is_set if is_suspension else label.bits.suspended
    revoked = label.bits.revoked if is_suspension else change.is_set
    return replace(label, bits=StatusBits(suspended, revoked))


def _changed(
    label: Label, change: StatusChange, log_index: int, at: datetime
) -> LabelStatusChanged:
    return LabelStatusChanged(
        label_number=str(label.number),
        certificate_id=label.certificate.certificate_id,
        certificate_number=label.certificate.certificate_number,
        log_index=log_index,
        status=label.status(at),
        changed_at=change.changed_at,
    )
