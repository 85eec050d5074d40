"""Where an event comes from: which life of its source's database, and whether that still is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    RowMapping,
    Table,
    Text,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.lastknown import Generation
from chassis.outbox import metadata

if TYPE_CHECKING:
    from chassis.bus import Envelope

source_generation = Table(
    "source_generation",
    metadata,
    Column("source", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("begins_after", BigInteger, nullable=False),
    Column("heard_at", DateTime(timezone=True), nullable=False),
)
"""The generations of other services' databases, as their events told."""
orphaned_event = Table(
    "orphaned_event",
    metadata,
    Column("source", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("refused_at", DateTime(timezone=True), nullable=False),
    Column("event", LargeBinary, nullable=False),
)
"""Events that were refused, because the database that said them was put back to before them."""


@dataclass(frozen=True)
class Origin:
    """The generation that sends an event, what that one kept, and the event's own position."""

    generation: Generation
    begins_after: int
    position: int

    @property
    def attributes(self) -> dict[str, object]:
        """As extension attributes of a CloudEvent."""
        return {
            "generation": str(self.generation),
            "generationafter": self.begins_after,
            "position": self.position,
        }

    @classmethod
    def of(cls, event: Mapping[str, object]) -> "Origin | None":
        """What a CloudEvent says of it; older releases said nothing. Raises `ValueError`."""
        if "generation" not in event:
            return None
        after, position = str(event["generationafter"]), str(event["position"])
        return cls(Generation.parse(str(event["generation"])), int(after), int(position))


def still_is(event: Origin, heard: Sequence[Origin]) -> bool:
    """Whether the source still has what it said, by the generations that were heard of.

    Two databases of one ordinal are two lives that know nothing of each other: the first holds.
    """
    same = [known for known in heard if known.generation.ordinal == event.generation.ordinal]
    if any(known.generation != event.generation for known in same):
        return False
    later = [known for known in heard if known.generation.ordinal > event.generation.ordinal]
    return all(event.position <= known.begins_after for known in later)


async def admit(tx: AsyncConnection, envelope: "Envelope") -> bool:
    """Whether the event may take effect; one that may not is kept as an orphan."""
    if envelope.origin is None:
        return True
    heard = await _heard(tx, envelope.source)
    if still_is(envelope.origin, heard):
        if envelope.origin.generation not in {known.generation for known in heard}:
            await hear(tx, envelope.source, envelope.origin)
        return True
    row = {
        "source": envelope.source,
        "id": envelope.id,
        "type": envelope.type,
        "subject": envelope.subject,
        "refused_at": clock.now(),
        "event": envelope.encode(),
    }
    await tx.execute(insert(orphaned_event).values(row).on_conflict_do_nothing())
    return False


async def hear(tx: AsyncConnection, source: str, origin: Origin) -> None:
    """Remember a generation of a source."""
    row = {
        "source": source,
        "ordinal": origin.generation.ordinal,
        "id": origin.generation.id,
        "begins_after": origin.begins_after,
        "heard_at": clock.now(),
    }
    await tx.execute(insert(source_generation).values(row).on_conflict_do_nothing())


async def orphans(tx: AsyncConnection) -> list[RowMapping]:
    """Events whose source was put back to before them."""
    rows = select(orphaned_event).order_by(orphaned_event.c.refused_at)
    return list((await tx.execute(rows)).mappings())


async def _heard(tx: AsyncConnection, source: str) -> list[Origin]:
    mine = source_generation.c.source == source
    rows = await tx.execute(select(source_generation).where(mine))
    return [Origin(Generation(row.ordinal, row.id), row.begins_after, 0) for row in rows]
