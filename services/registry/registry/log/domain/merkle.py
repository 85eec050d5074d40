"""The log's hash tree: roots, inclusion and consistency proofs (RFC 6962, 2.1; RFC 9162, 2.1).

Only complete subtrees are ever stored: their hashes never change, whatever is appended later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

EMPTY_ROOT = sha256(b"").digest()


class TreeNode(NamedTuple):
    """A complete subtree: the leaves from `place * 2**level`, `2**level` of them."""

    level: int
    place: int


class Span(NamedTuple):
    """The leaves from `start` up to and not including `end`."""

    start: int
    end: int


def leaf_hash(entry: bytes) -> bytes:
    """Hash of a log entry; the prefix keeps a leaf from passing for an inner node."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def join(hashes: Sequence[bytes]) -> bytes:
    """Root over complete subtrees given from left (largest) to right (smallest)."""
    # An empty span would have no hash to begin with, and RFC 6962 gives the empty tree one of its
    # own.
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    # From the right: the smallest subtrees are deepest in an unbalanced tree.
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


@dataclass(frozen=True)
class Frontier:
    """The right edge of a tree, which is all that appending needs."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()
    """Hashes of the complete subtrees that cover the tree, largest first."""

    @property
    def root(self) -> bytes:
        return join(self.peaks)

    def append(self, leaf: bytes) -> tuple["Frontier", dict[TreeNode, bytes]]:
        """Add one leaf hash; also returns every subtree that became complete by it."""
        node, peaks, hash_ = TreeNode(0, self.size), list(self.peaks), leaf
        completed = {node: hash_}
        # An odd place is a right child, so its parent became complete with it.
        while node.place % 2:
            hash_ = node_hash(peaks.pop(), hash_)
            node = TreeNode(node.level + 1, node.place // 2)
            completed[node] = hash_
        return Frontier(self.size + 1, (*peaks, hash_)), completed


def cover(span: Span) -> Iterator[TreeNode]:
    """Complete subtrees that make up a span of a proof, from left to right."""
    start = span.start
    while start < span.end:
        # A subtree starts where its size divides, so the largest that fits is the next complete
        # one.
        level = (span.end - start).bit_length() - 1
        yield TreeNode(level, start >> level)
        start += 1 << level


def inclusion_path(index: int, size: int) -> list[Span]:
    """Spans whose roots prove that leaf `index` is in a tree of `size` leaves, leaf to root.

    Source: RFC 6962, 2.1.1.
    """
    path, span = [], Span(0, size)
    while span.end - span.start > 1:
        left, right = _halves(span)
        inside, sibling = (left, right) if index < left.end else (right, left)
        path.append(sibling)
        span = inside
    # From the leaf up, as verifiers read it; the walk went down.
    return path[::-1]


def consistency_path(old: int, new: int) -> list[Span]:
    """Spans whose roots prove that the tree of `old` leaves is a prefix of that of `new`.

    Needs 0 < old <= new. Source: RFC 6962, 2.1.2.
    """
    path, span, is_whole_tree = [], Span(0, new), True
    while span.end != old:
        left, right = _halves(span)
        inside, sibling = (left, right) if old <= left.end else (right, left)
        is_whole_tree = is_whole_tree and inside is left
        path.append(sibling)
        span = inside
    # The old root itself is sent unless the verifier has it: then the old tree is a subtree of
    # the new.
    return path[::-1] if is_whole_tree else [span, *path[::-1]]


def _halves(span: Span) -> tuple[Span, Span]:
    width = span.end - span.start
    # The largest power of two below the width: the split that RFC 6962 fixes.
    middle = span.start + (1 << ((width - 1).bit_length() - 1))
    return Span(span.start, middle), Span(middle, span.end)


def needed(path: Sequence[Span]) -> set[TreeNode]:
    """The stored nodes that a proof is computed from."""
    return {node for span in path for node in cover(span)}


def resolve(path: Sequence[Span], nodes: Mapping[TreeNode, bytes]) -> list[bytes]:
    """A proof's hashes from the stored nodes."""
    return [join([nodes[node] for node in cover(span)]) for span in path]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf hash is at `index` of the tree with this size and root.

    Source: RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    position, last, hash_ = index, size - 1, leaf
    for sibling in proof:
        # A proof that is longer than the tree is high proves nothing.
        if last == 0:
            return False
        # A right child, or the last node of its level, has its sibling on the left.
        if position % 2 or position == last:
            hash_ = node_hash(sibling, hash_)
            position, last = _skip_lone(position, last)
        else:
            hash_ = node_hash(hash_, sibling)
        position, last = position >> 1, last >> 1
    # Both: a proof that ends below the root has not shown that the tree has this leaf.
    return last == 0 and hash_ == root


def _skip_lone(position: int, last: int) -> tuple[int, int]:
    """Climb past the levels at which a right-edge node has no sibling."""
    while position % 2 == 0 and position != 0:
        position, last = position >> 1, last >> 1
    return position, last


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Whether the newer tree only appended to the older one. Source: RFC 9162, 2.1.4.2."""
    if not 0 <= old <= new or (old == 0 and old_root != EMPTY_ROOT):
        return False
    if old in (0, new):
        # Nothing to prove: the empty tree is a prefix of every tree, each tree of itself.
        return not proof and (old != new or old_root == new_root)
    # Where the old size is a power of two its root is a node of the new tree and is not sent.
    hashes = list(proof) if old & (old - 1) else [old_root, *proof]
    return bool(hashes) and _climb(old - 1, new - 1, hashes) == (old_root, new_root)


def _climb(position: int, last: int, hashes: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of the older and the newer tree that a consistency proof leads to."""
    while position % 2:
        position, last = position >> 1, last >> 1
    old = new = hashes[0]
    for hash_ in hashes[1:]:
        if last == 0:
            return None
        if position % 2 or position == last:
            # A left sibling belongs to both trees, a right one was appended after the old root
            # was signed.
            old, new = node_hash(hash_, old), node_hash(hash_, new)
            position, last = _skip_lone(position, last)
        else:
            new = node_hash(new, hash_)
        position, last = position >> 1, last >> 1
    return (old, new) if last == 0 else None
