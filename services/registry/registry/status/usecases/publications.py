"""Publish status: set bits, and reissue the lists that changed or grow old."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from registry.identities.domain.signing import NodeKeys
from registry.log.usecases.writing import append
from registry.status.domain.changes import Place, PublishedChange, PublishedList, editions
from registry.status.domain.entry import status_list_entry
from registry.status.domain.status_list import (
    ListName,
    Purpose,
    StatusListIssue,
    begins,
    list_url,
    payload,
)
from registry.status.store import status
from registry.values.domain.node import Node

REISSUE_AFTER = timedelta(hours=12)


async def publish_status(
    tx: AsyncConnection, places: Mapping[str, Place], node: Node, keys: NodeKeys, at: datetime
) -> list[PublishedChange]:
    """Make the changes of these public labels public, in the order in which they were decided.

    Each gets a leaf whose edition shows it, however soon the next one follows. `places` are the
    labels' places in the lists, by label number.
    """
    published = []
    for edition in editions(await status.unpublished_changes(tx, list(places))):
        for change in edition:
            await status.set_bit(tx, change.purpose, places[change.label_number], change.is_set)
        lists = {c.id: ListName(c.purpose, places[c.label_number].list_number) for c in edition}
        indexes = {
            name: await _issue(tx, name, node, keys, at) for name in sorted(set(lists.values()))
        }
        shown = {id: indexes[name] for id, name in lists.items()}
        await status.publish_changes(tx, shown, at)
        published += [PublishedChange(change, shown[change.id]) for change in edition]
    numbers = {place.list_number for place in places.values()}
    named = {ListName(purpose, number) for purpose in Purpose for number in numbers}
    await _renew(tx, named, node, keys, at)
    return published


async def _renew(
    tx: AsyncConnection, named: set[ListName], node: Node, keys: NodeKeys, at: datetime
) -> None:
    """Reissue each list that is old, or names another address or key.

    A list begins with the first label that names it; the first pair is there from the start.
    """
    first = {ListName(purpose) for purpose in Purpose}
    for name in sorted({*first, *named, *await status.list_names(tx)}):
        latest = await status.latest_issue(tx, name)
        if latest is None or _is_outdated(latest, node, keys, at):
            await _issue(tx, name, node, keys, at)


def _is_outdated(latest: PublishedList, node: Node, keys: NodeKeys, at: datetime) -> bool:
    is_old = at - latest.issue.valid_from >= REISSUE_AFTER
    is_elsewhere = latest.issue.issuer != node.did
    moved = latest.issue.url != list_url(node.public_url, latest.issue.name)
    return is_old or is_elsewhere or moved or latest.key != keys.public.kid


async def _issue(
    tx: AsyncConnection, name: ListName, node: Node, keys: NodeKeys, at: datetime
) -> int:
    """Sign and log the next edition of a list; its leaf."""
    latest = await status.latest_issue(tx, name)
    number = latest.issue.number + 1 if latest else 1
    url = list_url(node.public_url, name)
    valid_from = begins(at, latest.issue.valid_from if latest else None)
    issue = StatusListIssue(name, number, url, node.did, valid_from)
    credential = keys.sign(payload(issue, await status.bits(tx, issue.name)), node)
    [index] = await append(tx, [status_list_entry(issue, credential)])
    await status.add_issue(tx, PublishedList(issue, keys.public.kid, credential, index))
    return index
