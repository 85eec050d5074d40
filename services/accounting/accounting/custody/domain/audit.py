"""The audit trail: what an entry says, and the chain that shows when one was altered."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from chassis.canonical import canonical

START = "0" * 64
"""What the first entry of a partition follows."""


@dataclass(frozen=True)
class Entry:
    """Somebody did something that took effect; each enterprise has a trail of its own."""

    position: int
    partition: str
    """Whose trail it belongs to: the owner of what was read, or whoever wrote."""
    at: datetime
    client: str
    org: str
    role: str
    person: str | None
    method: str
    route: str
    objects: tuple[str, ...]
    """What it was done to, as `table/row`, and the parts of the path."""
    trace_id: str | None


@dataclass(frozen=True)
class AuditLink:
    """An entry's place in its chain; `sha256` covers the entry and the link before."""

    number: int
    sha256: str


def next_link(before: AuditLink | None, entry: Entry) -> AuditLink:
    """The link of an entry that follows `before`, or begins its partition."""
    previous, number = (before.sha256, before.number + 1) if before else (START, 1)
    content = asdict(entry) | {"at": entry.at.isoformat(), "objects": list(entry.objects)}
    covered = canonical({"previous": previous, "number": number, "entry": content})
    return AuditLink(number, hashlib.sha256(covered).hexdigest())


def faults(
    chain: Iterable[tuple[Entry | None, AuditLink]], heads: Mapping[int, str]
) -> Iterable[str]:
    """What is wrong with one partition's chain, in order; nothing when it holds.

    `heads` are links that were published, by number: the chain must still contain each.
    """
    before, seen = None, dict(heads)
    for entry, link in chain:
        expected = before.number + 1 if before else 1
        if link.number != expected:
            yield f"link {expected} is missing"
        elif entry is None:
            yield f"the entry of link {link.number} is missing"
        elif next_link(before, entry) != link:
            yield f"the entry of link {link.number} was altered"
        if seen.pop(link.number, link.sha256) != link.sha256:
            yield f"link {link.number} is not the one that was published"
        before = link
    for number in sorted(seen):
        yield f"link {number} was published and is gone"
