"""Whether the audit trail still has what is known of it beside the database."""

from collections.abc import Mapping

import structlog
from prometheus_client import Gauge
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.audit import AuditLink
from accounting.custody.store import audit as store
from accounting.custody.store import heads
from chassis.database import Database
from chassis.lastknown import Place

BROKEN = Gauge(
    "tanbiao_audit_trails_broken", "Audit trails without a link that is known beside the database"
)
log = structlog.get_logger()


async def remember(database: Database, ends: Mapping[str, AuditLink]) -> None:
    """Keep the ends of chains beside the database, once they are there for good."""
    if database.memory:
        await heads.keep(database.memory.place, ends)


async def compare(database: Database) -> bool:
    """Look for every end that is known outside; False, as nothing more is to do."""
    if database.memory is None:
        return False
    # What is known outside first: the database has it since before.
    known = await heads.kept(database.memory.place)
    async with database.transaction() as tx:
        gone = await _gone(tx, known)
    for partition, link in gone.items():
        log.error("audit trail broken", partition=partition, number=link.number, sha256=link.sha256)
    BROKEN.set(len(gone))
    return False


async def begin_again(tx: AsyncConnection, place: Place) -> list[str]:
    """Take the chains of a database that was put back as they are; what they lost, in lines."""
    gone = await _gone(tx, await heads.kept(place))
    left = await store.heads(tx, gone)
    lines = []
    for partition, lost in sorted(gone.items()):
        end = left.get(partition)
        first = end.number + 1 if end else 1
        await heads.drop(place, partition, lost, end)
        lines.append(
            f"audit trail of {partition}: entries {first} to {lost.number} are lost; the last "
            f"had {lost.sha256}"
        )
    return lines


async def _gone(tx: AsyncConnection, known: Mapping[str, AuditLink]) -> dict[str, AuditLink]:
    there = await store.among(tx, known)
    return {name: link for name, link in known.items() if there.get(name) != link}
