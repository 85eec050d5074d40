"""Comparing what a service holds with what its sources hold, and having said again what it missed.

Where a source has what is missing here, it is asked to say it again, which is harmless to
whoever heard it. What stays different is an operator's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol
from uuid import UUID

import structlog
from sqlalchemy import (
    Column,
    DateTime,
    Integer,
    RowMapping,
    Table,
    Text,
    Uuid,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.backoff import Backoff
from chassis.database import Database
from chassis.holdings import FEW, MOST_SUBJECTS, Held, Holding, Holdings, SentAgain, below
from chassis.outbox import metadata
from chassis.telemetry import DIFFERENCES
from chassis.wake import WORK

JOB: Final = "reconcile"
difference = Table(
    "difference",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Uuid, primary_key=True),
    Column("source", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("here", Text),
    Column("there", Text),
    Column("found_at", DateTime(timezone=True), nullable=False),
    Column("asked", Integer, nullable=False),
    Column("next_look_at", DateTime(timezone=True)),
    info=WORK,
)
"""What is held here otherwise than at its source, until it no longer is.

Without `next_look_at` nothing is done any more by itself: an operator has to.
"""
NEXT_LOOK = select(func.min(difference.c.next_look_at))
"""When the next difference is looked at again."""
_PAUSES = Backoff((timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25)))
"""Between asking a source and looking again, three times."""
_ON_ITS_WAY = timedelta(seconds=30)
"""What happened since may not have arrived yet: it is looked at again before anybody is asked."""
_MOST = 2_000
"""So many differences of a kind are found at once; the next look goes on."""
log = structlog.get_logger()


@dataclass(frozen=True)
class Compared:
    """What is held here of a kind, and the service whose events told of it."""

    source: str
    here: Holding


class Asks(Protocol):
    """Asks other services of the platform."""

    async def get(self, path: str, asked: Mapping[str, str]) -> bytes: ...

    async def post(self, path: str, body: object) -> bytes: ...


@dataclass(frozen=True)
class Different:
    """One thing that is held here otherwise than at its source."""

    key: UUID
    here: Held | None
    there: Held | None

    @property
    def subject(self) -> str:
        held = self.there or self.here
        return held.subject if held else ""

    @property
    def states(self) -> tuple[str | None, str | None]:
        """What it is here and there; nothing where it is not."""
        here, there = (held.state if held else None for held in (self.here, self.there))
        return here, there

    @property
    def is_on_its_way(self) -> bool:
        return self.there is not None and self.there.at > clock.now() - _ON_ITS_WAY


async def reconcile(database: Database, *, asks: Asks, compared: Sequence[Compared]) -> bool:
    """Compare everything once, and ask for what was missed; False, as nothing more is to do.

    A source that does not answer keeps no other from being compared; its failure is raised last.
    """
    failures = []
    for each in compared:
        try:
            await _reconcile_kind(database, asks, each)
        except Exception as failure:
            failures.append(failure)
    async with database.transaction() as tx:
        await count(tx)
    if failures:
        raise failures[0]
    return False


async def count(tx: AsyncConnection) -> None:
    """Tell how many differences there are."""
    is_open = difference.c.next_look_at.is_(None)
    counts = select(
        func.count().filter(is_open).label("open"), func.count().filter(~is_open).label("healing")
    ).select_from(difference)
    row = (await tx.execute(counts)).one()
    DIFFERENCES.labels("open").set(row.open)
    DIFFERENCES.labels("healing").set(row.healing)


async def differences(tx: AsyncConnection) -> list[RowMapping]:
    """What differs, with what is not healed by itself first."""
    ordered = select(difference).order_by(
        difference.c.next_look_at.is_not(None), difference.c.kind, difference.c.found_at
    )
    return list((await tx.execute(ordered)).mappings())


async def is_gone(tx: AsyncConnection, kind: str, key: UUID) -> bool:
    """Whether the source no longer has what is held here, and it was not just on its way."""
    mine = (difference.c.kind == kind) & (difference.c.key == key)
    gone = mine & difference.c.here.is_not(None) & difference.c.there.is_(None)
    query = select(difference.c.key).where(gone, difference.c.asked > 0)
    return await tx.scalar(query) is not None


async def settle(tx: AsyncConnection, kind: str, key: UUID) -> None:
    """The source has just told of it: it is not gone."""
    mine = (difference.c.kind == kind) & (difference.c.key == key)
    await tx.execute(delete(difference).where(mine, difference.c.there.is_(None)))


async def look_again(tx: AsyncConnection) -> None:
    """Have every difference looked at, and its source asked, anew and at once."""
    again = {"asked": 0, "next_look_at": clock.now()}
    await tx.execute(update(difference).values(again))


def what_to_do(row: RowMapping) -> str:
    """What an operator does about a difference."""
    if row["next_look_at"] is not None:
        return f"looked at again at {row['next_look_at']:%Y-%m-%d %H:%M} UTC"
    if row["there"] is None:
        return (
            f"{row['source']} does not have it: was its database put back? Run restored there, "
            "and rely on nothing that names it until it is back"
        )
    return (
        f"{row['source']} said it again and it is still missed here: look at dead-letters list, "
        f"then at resend --subject {row['subject']} of {row['source']}"
    )


async def _reconcile_kind(database: Database, asks: Asks, compared: Compared) -> None:
    found, is_whole = await _compare(database, asks, compared)
    async with database.transaction() as tx:
        asked = await _note(tx, compared, found, is_whole=is_whole)
    for subjects in _in_pieces(asked):
        path = f"/v1/holdings/{compared.here.kind}/resending"
        answer = SentAgain.model_validate_json(await asks.post(path, {"subjects": subjects}))
        log.warning("asked to say again", kind=compared.here.kind, events=answer.events)


async def _compare(
    database: Database, asks: Asks, compared: Compared
) -> tuple[list[Different], bool]:
    """What differs, and whether that is all of it."""
    found: list[Different] = []
    waiting = [""]
    while waiting:
        if len(found) >= _MOST:
            return found, False
        prefix = waiting.pop()
        path = f"/v1/holdings/{compared.here.kind}"
        there = Holdings.model_validate_json(await asks.get(path, {"prefix": prefix}))
        async with database.transaction() as tx:
            here = await below(tx, compared.here, prefix)
        if max(here.count, there.count) <= FEW:
            found += _different(here, there)
        else:
            waiting += _different_parts(here, there)
    return found, True


def _different_parts(here: Holdings, there: Holdings) -> list[str]:
    of_here = {part.prefix: (part.count, part.digest) for part in here.parts}
    of_there = {part.prefix: (part.count, part.digest) for part in there.parts}
    prefixes = sorted(of_here.keys() | of_there.keys(), reverse=True)
    return [each for each in prefixes if of_here.get(each) != of_there.get(each)]


def _different(here: Holdings, there: Holdings) -> Iterator[Different]:
    of_here, of_there = ({row.key: row for row in side.rows} for side in (here, there))
    for key in of_here.keys() | of_there.keys():
        one = Different(key, of_here.get(key), of_there.get(key))
        if one.states[0] != one.states[1]:
            yield one


async def _note(
    tx: AsyncConnection, compared: Compared, found: Sequence[Different], *, is_whole: bool
) -> list[str]:
    """Keep what differs and forget what no longer does; the subjects to ask the source about."""
    of_kind = difference.c.kind == compared.here.kind
    known = {
        row["key"]: row for row in (await tx.execute(select(difference).where(of_kind))).mappings()
    }
    if is_whole and (gone := known.keys() - {each.key for each in found}):
        await tx.execute(delete(difference).where(of_kind, difference.c.key.in_(gone)))
        log.info("differences have gone", kind=compared.here.kind, count=len(gone))
    asked = []
    for each in found:
        times = _times_before(known.get(each.key), each)
        if times is not None and await _look(tx, compared, each, times) and each.there:
            asked.append(each.subject)
    return asked


def _times_before(row: RowMapping | None, each: Different) -> int | None:
    """How often its source was asked before, if it is to be looked at now."""
    if row is None or (row["here"], row["there"]) != each.states:
        return 0
    is_due = row["next_look_at"] is not None and row["next_look_at"] <= clock.now()
    return int(row["asked"]) if is_due else None


async def _look(tx: AsyncConnection, compared: Compared, each: Different, times: int) -> bool:
    """Note one difference; whether its source is to be asked."""
    now, waits = clock.now(), each.is_on_its_way
    # Nothing that the source says again takes away what it does not have: one more look is enough.
    most = len(_PAUSES.pauses) if each.there else 1
    again = now + (_ON_ITS_WAY if waits else _PAUSES.pauses[times]) if times < most else None
    row = {
        "kind": compared.here.kind,
        "key": each.key,
        "source": compared.source,
        "subject": each.subject,
        "here": each.states[0],
        "there": each.states[1],
        "found_at": now,
        "asked": times if waits else times + 1,
        "next_look_at": again,
    }
    kept = insert(difference).values(row)
    changes = {name: row[name] for name in ("here", "there", "asked", "next_look_at")}
    await tx.execute(kept.on_conflict_do_update(index_elements=["kind", "key"], set_=changes))
    if again is None:
        log.error("difference stays", **{k: str(row[k]) for k in ("kind", "key", "here", "there")})
    return again is not None and not waits


def _in_pieces(subjects: Sequence[str]) -> Iterator[list[str]]:
    once = list(dict.fromkeys(subjects))
    for begin in range(0, len(once), MOST_SUBJECTS):
        yield once[begin : begin + MOST_SUBJECTS]
