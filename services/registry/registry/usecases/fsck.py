"""Check the stored log against itself: recompute the whole tree from its entries."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.refusals import Refusal
from registry.domain.checkpoint import open_checkpoint
from registry.domain.merkle import EMPTY_ROOT, Frontier, Node, leaf_hash
from registry.domain.note import parse_verifier_key
from registry.store import log
from registry.store.log import SignedCheckpoint

_PAGE = 256


@dataclass(frozen=True)
class Fsck:
    """What the check found; no faults means that the log is what was signed."""

    size: int
    root: bytes
    checkpoints: int
    faults: tuple[str, ...]


async def fsck(tx: AsyncConnection) -> Fsck:
    """Rebuild the tree entry by entry; compare every stored node and every signed head."""
    heads = await log.checkpoints(tx)
    size = await log.size(tx)
    roots, faults = await _rebuild(tx, size, {head.size for head in heads})
    faults += [fault for head in heads if (fault := _fault(head, roots))]
    if size and size not in {head.size for head in heads}:
        faults.append(f"no checkpoint covers all {size} leaves")
    return Fsck(size, roots.get(size, EMPTY_ROOT), len(heads), tuple(faults))


async def _rebuild(
    tx: AsyncConnection, size: int, wanted: Collection[int]
) -> tuple[dict[int, bytes], list[str]]:
    """The roots at the wanted sizes, and every stored node that is not what it should be."""
    frontier, roots, faults = Frontier(), {0: EMPTY_ROOT}, list[str]()
    for start in range(0, size, _PAGE):
        computed = dict[Node, bytes]()
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


def _fault(head: SignedCheckpoint, roots: dict[int, bytes]) -> str | None:
    try:
        key = parse_verifier_key(head.key)
        opened = open_checkpoint(head.note, key.name, [key])
    except Refusal as refusal:
        return f"checkpoint {head.size}: {refusal}"
    if (opened.size, opened.root) != (head.size, roots.get(head.size)):
        return f"checkpoint {head.size} signs another tree"
    return None
