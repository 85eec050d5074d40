"""Finding what moves: the worker's job, batch by batch, so that it goes on where it was."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.impact.change import Change
from accounting.domain.impact.context import Context, trace_of
from accounting.domain.impact.moves import Outcome
from accounting.domain.impact.study import (
    Affected,
    Moved,
    State,
    Study,
    Tally,
)
from accounting.domain.impact.trace import Trace
from accounting.store import bases, calculations, traces
from accounting.store import impact_results as results
from accounting.store import impact_studies as store
from accounting.usecases.changing import context_of
from chassis import clock, outbox
from chassis.database import Database
from contracts.accounting import ImpactStudyCompleted, ImpactStudyProgressed, ImpactTotals

_TENTHS = 10


@dataclass
class Mover:
    """Takes the oldest open study a batch further. A batch is one transaction: its results, the
    count of what is done and what is told of it are kept together or not at all.
    """

    batch: int = 500
    _last: tuple[UUID, Context] | None = None

    async def advance(self, database: Database) -> bool:
        """False when no study is open, or another process works on it."""
        async with database.transaction() as tx:
            study = await store.claim(tx)
            if study is None:
                return False
            context = await self._context(tx, study)
            if study.state is State.WAITING:
                await _begin(tx, study, context.change)
            else:
                await self._continue(tx, study, context)
        return True

    async def _continue(self, tx: AsyncConnection, study: Study, context: Context) -> None:
        id = study.question.id
        batch = await bases.next_affected(tx, id, after=study.done, most=self.batch)
        await results.add(tx, id, await _moves(tx, batch, context))
        done = study.done + len(batch)
        if done >= study.affected or not batch:
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
    affected = await bases.list_affected(tx, question.id, change, every=question.every_seal)
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


def _totals(category: str, tally: Tally) -> ImpactTotals:
    counts = {outcome.value: tally.outcomes.get(outcome, 0) for outcome in Outcome}
    given = {"category": category, "affected": tally.affected, "crossed": tally.crossed}
    return ImpactTotals.model_validate({**given, **counts})


async def _moves(tx: AsyncConnection, batch: Sequence[Affected], context: Context) -> list[Moved]:
    """Reading and computing take turns; computing leaves the loop to what else the worker does."""
    values = {of.calculation: context.change.new_values(of.figures) for of in batch}
    known = await traces.several(tx, [id for id, new in values.items() if new])
    lacking = [of.calculation for of in batch if of.calculation not in known]
    documents = await calculations.documents(tx, lacking) if lacking else {}
    made = await asyncio.to_thread(
        lambda: {id: trace_of(document) for id, document in documents.items() if values[id]}
    )
    for of in batch:
        if (trace := made.get(of.calculation)) is not None:
            await traces.add(tx, of.calculation, of.enterprise, trace)
    return await asyncio.to_thread(_computed, batch, values, {**known, **made}, documents, context)


def _computed(
    batch: Sequence[Affected],
    values: Mapping[UUID, dict[str, Decimal] | None],
    known: Mapping[UUID, Trace],
    documents: Mapping[UUID, str],
    context: Context,
) -> list[Moved]:
    found = []
    for of in batch:
        id = of.calculation
        if new := values[id]:
            move = context.by_trace(known[id], new, of.category)
        else:
            move = context.by_document(documents[id])
        found.append(Moved(of, move))
    return found
