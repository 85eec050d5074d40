"""Studies of what moves: what was asked, how far the answer is, and which calculations are next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.store.tables import reader
from accounting.calculations.usecases.calculations import is_admitted
from accounting.impact.domain.search import StudiesAsked
from accounting.impact.domain.study import SUBJECT, Question, Study, StudyOrigin, StudyState
from accounting.impact.store.tables import (
    impact_progress,
    impact_result,
    impact_study,
    impact_subject,
)
from chassis import aside
from chassis.listing import fitting, mentioning, newest
from chassis.text import KEPT

JOB = "find what moves"
_columns = (
    impact_progress.c.state,
    impact_progress.c.affected,
    impact_progress.c.done,
    impact_progress.c.finished_at,
)


@dataclass(frozen=True)
class Sight:
    """Whose results somebody may see: everybody's, or those of one organisation."""

    org: str | None
    """An enterprise sees its own, a body those of calculations that it was admitted to."""

    @property
    def condition(self) -> ColumnElement[bool] | None:
        if self.org is None:
            return None
        admitted = exists().where(
            reader.c.calculation == impact_result.c.calculation, is_admitted(self.org)
        )
        return (impact_result.c.enterprise == self.org) | admitted


EVERYTHING = Sight(None)


async def add(tx: AsyncConnection, question: Question) -> None:
    """Ask; the worker answers."""
    row = {
        "id": question.id,
        "created_at": question.at,
        "origin": question.origin.value,
        "subject": SUBJECT.dump_python(question.subject, mode="json"),
        "title": question.title,
        "every_seal": question.every_seal,
        "owner": question.owner,
        "org": question.org,
        "client": question.client,
        "person": question.person,
    }
    await tx.execute(insert(impact_study).values(row))
    start = {"study": question.id, "state": StudyState.WAITING.value, "affected": 0, "done": 0}
    await tx.execute(insert(impact_progress).values(start))


async def find(tx: AsyncConnection, id: UUID, sight: Sight) -> Study | None:
    """The study, if anything in it may be seen."""
    row = (await tx.execute(_seen(sight).where(impact_study.c.id == id))).one_or_none()
    return None if row is None else _study(row)


async def page(tx: AsyncConnection, sight: Sight, asked: StudiesAsked) -> list[Study]:
    """Newest first."""
    statement = _seen(sight).where(
        *fitting((impact_progress.c.state, asked.state), (impact_study.c.origin, asked.origin)),
        *mentioning(asked.q, impact_study.c.title),
    )
    rows = await tx.execute(newest(statement, impact_study, asked, impact_progress.c.updated_at))
    return [_study(row) for row in rows]


async def claim(tx: AsyncConnection) -> Study | None:
    """The oldest study that is not complete; nobody else can take it until the transaction ends."""
    unfinished = impact_progress.c.state != StudyState.COMPLETED.value
    still_open = _studies().where(unfinished, aside.free(JOB, impact_progress.c.study))
    first = still_open.order_by(impact_study.c.created_at, impact_study.c.id).limit(1)
    locked = first.with_for_update(skip_locked=True, of=impact_progress)
    row = (await tx.execute(locked)).one_or_none()
    return None if row is None else _study(row)


async def advance(tx: AsyncConnection, id: UUID, *, affected: int, done: int) -> None:
    await _set(tx, id, {"state": StudyState.RUNNING.value, "affected": affected, "done": done})


async def complete(tx: AsyncConnection, id: UUID, *, affected: int, at: datetime) -> None:
    """Every subject has its result; the list has served its purpose."""
    done = {"affected": affected, "done": affected}
    await _set(tx, id, {"state": StudyState.COMPLETED.value, "finished_at": at, **done})
    await tx.execute(delete(impact_subject).where(impact_subject.c.study == id))


async def _set(tx: AsyncConnection, id: UUID, values: dict[str, object]) -> None:
    here = impact_progress.c.study == id
    await tx.execute(update(impact_progress).where(here).values(values))


def _studies() -> Select[tuple[object, ...]]:
    joined = impact_progress.c.study == impact_study.c.id
    return select(impact_study, *_columns).join(impact_progress, joined)


def _seen(sight: Sight) -> Select[tuple[object, ...]]:
    if (mine := sight.condition) is None:
        return _studies()
    return _studies().where(exists().where(impact_result.c.study == impact_study.c.id, mine))


def _study(row: Row[tuple[object, ...]]) -> Study:
    question = Question(
        id=row.id,
        at=row.created_at,
        origin=StudyOrigin(row.origin),
        subject=SUBJECT.validate_python(row.subject, context=KEPT),
        title=row.title,
        every_seal=row.every_seal,
        owner=row.owner,
        org=row.org,
        client=row.client,
        person=row.person,
    )
    return Study(question, StudyState(row.state), row.affected, row.done, row.finished_at)
