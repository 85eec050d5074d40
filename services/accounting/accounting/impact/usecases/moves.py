"""Finding what moves: the worker's job, batch by batch, so that it goes on where it was."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.trace import TRACE, Trace, trace_of
from accounting.calculations.usecases import sealed
from accounting.impact.domain.change import Change
from accounting.impact.domain.context import Context
from accounting.impact.domain.moves import Move, MoveOutcome
from accounting.impact.domain.study import Affected, Moved, Study, StudyState, StudyTally
from accounting.impact.store import affected as impact_affected
from accounting.impact.store import results
from accounting.impact.store import studies as store
from accounting.impact.usecases.contexts import context_of
from accounting.impact.usecases.notices import take_superseded
from chassis import aside, clock, outbox
from chassis.database import Database
from chassis.text import KEPT
from chassis.work import Pool
from contracts.accounting import ImpactStudyCompleted, ImpactStudyProgressed, ImpactTotals

_TENTHS = 10
_DOCUMENTS = 25
"""Whole documents that are held at once: one may have tens of thousands of exchanges."""
_NOBODY = ""
"""A study is the platform's work, not an organisation's."""
_CPU_S, _MEMORY_BYTES = 120, 4 << 30
"""For a batch, which may be of one large document."""
_LONGEST_S = 10.0
"""How long a batch computes; the database ends transactions that are idle for a minute."""


@dataclass
class Mover:
    """Looks at what was superseded, then takes the oldest open study a batch further.

    A batch is one transaction: its results, the count of what is done and what is told of it are
    kept together or not at all.
    """

    pool: Pool
    batch: int = 1_000
    _last: tuple[UUID, Context] | None = None

    async def advance(self, database: Database) -> bool:
        """False when no study is open, or another process works on it."""
        async with aside.attempt(database, store.JOB) as attempt, database.transaction() as tx:
            if await take_superseded(tx, attempt):
                return True
            study = await store.claim(tx)
            if study is None:
                return False
            attempt.at(study.question.id)
            context = await self._context(tx, study)
            if study.state is StudyState.WAITING:
                await _begin(tx, study, context.change)
            else:
                await self._continue(tx, study, context)
        return True

    async def _continue(self, tx: AsyncConnection, study: Study, context: Context) -> None:
        id = study.question.id
        batch = await impact_affected.next_affected(tx, id, after=study.done, most=self.batch)
        moves = await _moves(tx, self.pool, batch, context)
        await results.add(tx, id, moves)
        done = study.done + len(moves)
        if done >= study.affected:
            await _complete(tx, study)
            return
        await store.advance(tx, id, affected=study.affected, done=done)
        if done * _TENTHS // study.affected > study.done * _TENTHS // study.affected:
            await _tell(tx, id, affected=study.affected, done=done)

    async def _context(self, tx: AsyncConnection, study: Study) -> Context:
        """Read once for all batches of a study; what it is made of never changes."""
        if self._last is None or self._last[0] != study.question.id:
            self._last = study.question.id, await context_of(tx, study.question)
        return self._last[1]


async def _begin(tx: AsyncConnection, study: Study, change: Change) -> None:
    """List the calculations that depend on the change, as they are now."""
    question = study.question
    affected = await impact_affected.list_affected(
        tx, question.id, change, every=question.every_seal
    )
    await _tell(tx, question.id, affected=affected, done=0)
    if affected:
        await store.advance(tx, question.id, affected=affected, done=0)
    else:
        await _complete(tx, study)


async def _complete(tx: AsyncConnection, study: Study) -> None:
    question, at = study.question, clock.now()
    await store.complete(tx, question.id, affected=study.affected, at=at)
    tallies = await results.tallies(tx, question.id, store.EVERYTHING)
    event = ImpactStudyCompleted(
        study_id=question.id,
        origin=question.origin,
        change=question.subject.kind,
        totals=tuple(_totals(category, tally) for category, tally in tallies.items()),
        results=f"/v1/impact-studies/{question.id}/results",
        completed_at=at,
    )
    await outbox.append(tx, event)


async def _tell(tx: AsyncConnection, id: UUID, *, affected: int, done: int) -> None:
    at = clock.now()
    event = ImpactStudyProgressed(study_id=id, affected=affected, done=done, progressed_at=at)
    await outbox.append(tx, event)


def _totals(category: str, tally: StudyTally) -> ImpactTotals:
    counts = {outcome.value: tally.outcomes.get(outcome, 0) for outcome in MoveOutcome}
    given = {"category": category, "affected": tally.affected, "crossed": tally.crossed}
    return ImpactTotals.model_validate({**given, **counts})


async def _moves(
    tx: AsyncConnection, pool: Pool, batch: Sequence[Affected], context: Context
) -> list[Moved]:
    """The moves of as many of the batch as can be computed without holding the transaction long.

    Reading and computing take turns; computing has a process of its own.
    """
    values = {of.calculation: context.change.new_values(of.figures) for of in batch}
    known = await sealed.traces(tx, [id for id, new in values.items() if new])
    lacking = [of.calculation for of in batch if of.calculation not in known]
    documents = await sealed.documents(tx, lacking[:_DOCUMENTS]) if lacking else {}
    given = MovesGiven(values, known, documents, context)
    found, traces = await pool.run(
        given.computed, batch, org=_NOBODY, cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES
    )
    for of, made in traces:
        await sealed.add_trace(tx, of.calculation, of.enterprise, made)
    return found


@dataclass
class MovesGiven:
    """What the moves of one batch are computed from, and the traces made on the way."""

    values: Mapping[UUID, dict[str, Decimal] | None]
    known: Mapping[UUID, str]
    documents: Mapping[UUID, str]
    context: Context
    made: list[tuple[Affected, Trace]] = field(default_factory=list)

    def computed(
        self, batch: Sequence[Affected]
    ) -> tuple[list[Moved], list[tuple[Affected, Trace]]]:
        """The moves, and the traces made on the way; for a process of its own."""
        return list(self._computed(batch)), self.made

    def _computed(self, batch: Sequence[Affected]) -> Iterator[Moved]:
        """In order; ends where a document was not read, or when it took long enough."""
        began = time.monotonic()
        for of in batch:
            id = of.calculation
            if id not in self.known and id not in self.documents:
                return
            if time.monotonic() - began > _LONGEST_S:
                return
            yield Moved(of, self._move(of))

    def _move(self, of: Affected) -> Move:
        new = self.values[of.calculation]
        if not new:
            return self.context.by_document(self.documents[of.calculation])
        written = self.known.get(of.calculation)
        if written is not None:
            return self.context.by_trace(
                TRACE.validate_json(written, context=KEPT), new, of.category
            )
        made = trace_of(self.documents[of.calculation])
        self.made.append((of, made))
        return self.context.by_trace(made, new, of.category)
