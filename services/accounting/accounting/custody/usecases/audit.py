"""Recording who did what, chaining it, and proving the chain."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.audit import AuditLink, Entry, faults, next_link
from accounting.custody.domain.encryption import SecretPlace
from accounting.custody.store import audit as store
from accounting.custody.store.touched import Touched
from accounting.custody.usecases.heads import remember
from chassis import aside, clock
from chassis.auth import Caller
from chassis.database import Database
from chassis.telemetry import trace_id

_MOST_OBJECTS = 300
_COMMANDS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
CHAINED_WITHIN = timedelta(hours=1)
log = structlog.get_logger()


async def record(
    tx: AsyncConnection,
    caller: Caller,
    method: str,
    route: str,
    parts: Mapping[str, object],
    touched: Touched,
) -> None:
    """Record a command in the caller's trail, and what was read of others in theirs.

    Reading one's own is no entry: only its owner could ask.
    """
    concerned: dict[str, list[str]] = {}
    if method in _COMMANDS:
        concerned[caller.org] = _objects(touched.written)
    for place in touched.read:
        if place.owner != caller.org:
            concerned.setdefault(place.owner, []).append(_object(place))
    if not concerned:
        return
    shared = {
        "at": clock.now(),
        "client": caller.client,
        "org": caller.org,
        "role": caller.role,
        "person": caller.person,
        "method": method,
        "route": route,
        "trace_id": trace_id(),
    }
    named = [f"{name}/{value}" for name, value in parts.items()]
    await store.add(
        tx,
        [
            {**shared, "partition": owner, "objects": [*named, *objects][:_MOST_OBJECTS]}
            for owner, objects in sorted(concerned.items())
        ],
    )


async def chain(database: Database) -> bool:
    """Put waiting entries into their chains, and publish the new heads in the log.

    When that fails, each partition is chained alone: one that cannot be holds up no other.
    """
    try:
        return await _chain(database)
    except Exception as failure:
        log.error("entries not chained together", error=aside.reason(failure))
    async with database.transaction() as tx:
        partitions = sorted({entry.partition for entry in await store.waiting(tx)})
    for partition in partitions:
        async with aside.attempt(database, store.JOB) as attempt:
            attempt.at(partition)
            await _chain(database, partition)
    return bool(partitions)


async def _chain(database: Database, partition: str | None = None) -> bool:
    async with database.transaction() as tx:
        entries = await store.waiting(tx, partition)
        if not entries:
            return False
        heads = await store.heads(tx, {entry.partition for entry in entries})
        links: list[tuple[Entry, AuditLink]] = []
        for entry in entries:
            link = next_link(heads.get(entry.partition), entry)
            heads[entry.partition] = link
            links.append((entry, link))
        await store.chain(tx, links)
    for name, link in sorted(heads.items()):
        log.info("audit head", partition=name, number=link.number, sha256=link.sha256)
    await remember(database, heads)
    return True


async def verify(
    database: Database, heads: Mapping[str, Mapping[int, str]], say: Callable[[str], None]
) -> bool:
    """Compute every chain again. `heads` are published links by partition and number."""
    holds = True
    async with database.transaction() as tx:
        for partition in sorted({*await store.partitions(tx), *heads}):
            links = await store.links(tx, partition)
            wrong = list(faults(links, heads.get(partition, {})))
            late = await store.unchained(tx, partition, before=clock.now() - CHAINED_WITHIN)
            if late:
                wrong.append(f"{late} entries older than {CHAINED_WITHIN} are in no chain")
            for fault in wrong:
                say(f"{partition}: {fault}")
            if not wrong:
                say(f"{partition}: {len(links)} entries hold")
            holds = holds and not wrong
    return holds


def _objects(places: Iterable[SecretPlace]) -> list[str]:
    return [_object(place) for place in places]


def _object(place: SecretPlace) -> str:
    return f"{place.table}/{place.row}"
