"""Check the log against itself and the record against the log, from the first entry on."""

from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.refusals import Refusal
from registry.identities.domain.entry import did_document_entry
from registry.identities.usecases import documents
from registry.labels.domain.entry import label_entry
from registry.labels.domain.label import Label
from registry.labels.usecases import labels
from registry.log.domain.checkpoint import open_checkpoint
from registry.log.domain.entry import Entry
from registry.log.domain.merkle import EMPTY_ROOT, Frontier, TreeNode, leaf_hash
from registry.log.domain.note import parse_verifier_key
from registry.log.domain.records import SignedCheckpoint
from registry.log.usecases import records as log
from registry.proofs.domain.rows import row_differences
from registry.status.domain.entry import status_list_entry
from registry.status.usecases import lists

_PAGE, _SAID = 256, 300


@dataclass(frozen=True)
class Fsck:
    """What the check found; no faults means that the log is what was signed."""

    size: int
    root: bytes
    checkpoints: int
    faults: tuple[str, ...]


async def fsck(tx: AsyncConnection) -> Fsck:
    """Rebuild the tree entry by entry; compare stored nodes, signed heads and public records."""
    heads = await log.checkpoints(tx)
    size = await log.size(tx)
    roots, faults = await _rebuild(tx, size, {head.size for head in heads})
    faults += [fault for head in heads if (fault := _fault(head, roots))]
    if size and size not in {head.size for head in heads}:
        faults.append(f"no checkpoint covers all {size} leaves")
    faults += [fault async for fault in _record_faults(tx)]
    faults += [fault async for fault in _row_faults(tx)]
    return Fsck(size, roots.get(size, EMPTY_ROOT), len(heads), tuple(faults))


async def _rebuild(
    tx: AsyncConnection, size: int, wanted: Collection[int]
) -> tuple[dict[int, bytes], list[str]]:
    """The roots at the wanted sizes, and every stored node that is not what it should be."""
    frontier, roots, faults = Frontier(), {0: EMPTY_ROOT}, list[str]()
    for start in range(0, size, _PAGE):
        computed = dict[TreeNode, bytes]()
        for data in await log.entries(tx, start, min(start + _PAGE, size)):
            frontier, completed = frontier.append(leaf_hash(data))
            computed |= completed
            if frontier.size in wanted or frontier.size == size:
                roots[frontier.size] = frontier.root
        stored = await log.nodes(tx, computed)
        faults += [f"{node} is wrong" for node, h in computed.items() if stored.get(node) != h]
    if frontier.size != size:
        faults.append(f"{size - frontier.size} leaves are missing")
    return roots, faults


async def _record_faults(tx: AsyncConnection) -> AsyncIterator[str]:
    """Public labels, lists and documents that are not what the log says they are."""
    async for entries in _committed(tx):
        logged = await log.data(tx, entries)
        for entry in entries:
            if logged.get((entry.kind.value, entry.identity)) != entry.data:
                yield f"{entry.kind} {entry.identity} is not what the log says"


async def _row_faults(tx: AsyncConnection) -> AsyncIterator[str]:
    """Public labels whose rows say something else than their signed credentials."""
    try:
        async for page in _label_pages(tx):
            for label in page:
                if wrong := row_differences(label):
                    yield f"label {label.number} differs from its credential: {', '.join(wrong)}"
    except ValueError as failure:
        yield f"a label's row cannot be read: {str(failure)[:_SAID]}"


async def _label_pages(tx: AsyncConnection) -> AsyncIterator[list[Label]]:
    after = ""
    while page := await labels.published_after(tx, after, _PAGE):
        yield page
        after = str(page[-1].number)


async def _committed(tx: AsyncConnection) -> AsyncIterator[list[Entry]]:
    """What the log should say about each public thing, page by page."""
    # A row that cannot be read is told of by whoever compares the rows.
    with suppress(ValueError):
        async for page in _label_pages(tx):
            yield [label_entry(label) for label in page]
    for name in await lists.list_names(tx):
        number = 0
        while issues := await lists.issues_after(tx, name, number, _PAGE):
            yield [status_list_entry(one.issue, one.credential) for one in issues]
            number = issues[-1].issue.number
    for version in await documents.every_logged(tx):
        yield [did_document_entry(version.did, version.version, version.document)]


def _fault(head: SignedCheckpoint, roots: dict[int, bytes]) -> str | None:
    try:
        key = parse_verifier_key(head.key)
        opened = open_checkpoint(head.note, key.name, [key])
    except Refusal as refusal:
        return f"checkpoint {head.size}: {refusal}"
    if (opened.size, opened.root) != (head.size, roots.get(head.size)):
        return f"checkpoint {head.size} signs another tree"
    return None
