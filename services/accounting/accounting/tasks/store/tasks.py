"""Tasks on record: added, taken up in turns, ended once, forgotten."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import one
from accounting.tasks.domain.search import TasksAsked
from accounting.tasks.domain.tasks import (
    KEPT,
    LARGEST_ANSWER,
    LEASE,
    OPEN,
    Progress,
    Task,
    TaskState,
)
from accounting.tasks.store.tables import ANSWERS, TASKS, task, task_answer
from chassis import aside, clock
from chassis.auth import Caller
from chassis.elsewhere import KeptRequest
from chassis.listing import fitting, newest

JOBS = ("carry out tasks", "carry out further tasks")
"""The jobs that carry tasks out: as many at once."""
FORGETTING = "forget old tasks"


@dataclass(frozen=True)
class Ending:
    """How a task ended."""

    state: TaskState
    status: int
    body: str
    made: UUID | None = None


async def add(tx: AsyncConnection, id: UUID, asked: KeptRequest, body: str) -> None:
    caller = asked.caller
    row = {
        "id": id,
        "enterprise": caller.org,
        "created_at": clock.now(),
        "client": caller.client,
        "role": caller.role,
        "person": caller.person,
        "scopes": sorted(caller.scopes),
        "method": asked.method,
        "target": asked.target,
        "headers": asked.headers,
        "body": body,
        "state": TaskState.WAITING,
    }
    await tx.execute(insert(task).values(await TASKS.conceal(tx, row, caller.org)))


async def count_open(tx: AsyncConnection, org: str) -> int:
    """Unended tasks of an organisation; counting waits for whoever counts too."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext("task"), func.hashtext(org))))
    mine = and_(task.c.enterprise == org, task.c.state.in_(OPEN))
    return int(await tx.scalar(select(func.count()).select_from(task).where(mine)) or 0)


async def find(tx: AsyncConnection, id: UUID, *, of: str, locked: bool = False) -> Task | None:
    statement = _tasks().where(task.c.id == id, task.c.enterprise == of)
    statement = statement.with_for_update(of=task) if locked else statement
    row = (await tx.execute(statement)).one_or_none()
    return _task(row) if row else None


async def page(tx: AsyncConnection, asked: TasksAsked, *, of: str) -> list[Task]:
    """An organisation's tasks, newest first."""
    mine = _tasks().where(task.c.enterprise == of, *fitting((task.c.state, asked.state)))
    statement = newest(mine, task, asked, task.c.updated_at)
    return [_task(row) for row in await tx.execute(statement)]


async def claim(tx: AsyncConnection, job: str) -> tuple[Task, KeptRequest] | None:
    """Take up a task: of the organisation whose last turn is longest ago, what it asked first.

    What runs and was not heard of is taken up again, by its next attempt.
    """
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext("task turns"))))
    mine = (await tx.execute(_next(job))).scalar()
    if mine is None:
        return None
    now = clock.now()
    begun = {"state": TaskState.RUNNING, "attempt": task.c.attempt + 1, "seen_at": now}
    begun |= {"steps_done": None, "steps": None}
    started = {"started_at": func.coalesce(task.c.started_at, now)}
    changed = update(task).where(task.c.id == mine).values({**begun, **started})
    await tx.execute(changed)
    row = (await tx.execute(_tasks().where(task.c.id == mine))).one()
    body = await one(TASKS, tx, row)
    caller = Caller(row.client, row.enterprise, row.role, frozenset(row.scopes), row.person)
    content = str(body["body"]).encode()
    return _task(row), KeptRequest(row.method, row.target, dict(row.headers), content, caller)


async def hold(tx: AsyncConnection, of: Task, progress: Progress | None = None) -> bool:
    """Say that this attempt is alive and how far; False when the task is not its any more."""
    steps = {"steps_done": progress.done, "steps": progress.of} if progress else {}
    seen = update(task).where(_this(of)).values(seen_at=clock.now(), **steps)
    return (await tx.execute(seen)).rowcount > 0


async def end(tx: AsyncConnection, of: Task, how: Ending) -> bool:
    """End the task with its answer; False when it is not this attempt's any more."""
    size = len(how.body.encode())
    kept = size <= LARGEST_ANSWER
    ended: dict[str, object] = {
        "state": how.state,
        "status": how.status,
        "made": how.made,
        "ended_at": clock.now(),
        "answer_bytes": size if kept else None,
    }
    if how.state is TaskState.DONE:
        ended["steps_done"] = task.c.steps
    if not (await tx.execute(update(task).where(_this(of)).values(ended))).rowcount:
        return False
    if kept:
        row = {"task": of.id, "body": how.body}
        await tx.execute(insert(task_answer).values(await ANSWERS.conceal(tx, row, of.enterprise)))
    return True


async def cancel(tx: AsyncConnection, of: Task) -> None:
    ended = {"state": TaskState.CANCELLED, "ended_at": clock.now()}
    await tx.execute(update(task).where(task.c.id == of.id).values(ended))


async def answer(tx: AsyncConnection, of: Task) -> str | None:
    """The kept answer, as JSON."""
    statement = select(task_answer, literal(of.enterprise).label("of")).filter_by(task=of.id)
    row = (await tx.execute(statement)).one_or_none()
    return str((await one(ANSWERS, tx, row))["body"]) if row else None


async def size_of_answer(tx: AsyncConnection, id: UUID) -> int:
    """Bytes of a kept answer, whoever may read it; 0 where there is none."""
    return int(await tx.scalar(select(task.c.answer_bytes).where(task.c.id == id)) or 0)


async def forget(tx: AsyncConnection) -> None:
    """Delete what ended long ago."""
    old = task.c.ended_at < clock.now() - KEPT
    ids = select(task.c.id).where(old)
    await tx.execute(delete(task_answer).where(task_answer.c.task.in_(ids)))
    await tx.execute(delete(task).where(old))


def _next(job: str) -> Select[tuple[UUID]]:
    """The waiting task whose turn it is, and whose organisation does not run another already."""
    lost = clock.now() - LEASE
    other, last = task.alias("other"), task.alias("last")
    runs = and_(other.c.state == TaskState.RUNNING, other.c.seen_at > lost)
    busy = select(other.c.id).where(other.c.enterprise == task.c.enterprise, runs).exists()
    turn = (
        select(func.max(last.c.started_at))
        .where(last.c.enterprise == task.c.enterprise)
        .scalar_subquery()
    )
    left = and_(task.c.state == TaskState.RUNNING, task.c.seen_at <= lost)
    waits = and_(task.c.state == TaskState.WAITING, ~busy)
    return (
        select(task.c.id)
        .where(or_(waits, left), aside.free(job, task.c.id))
        .order_by(turn.nulls_first(), task.c.created_at, task.c.id)
        .limit(1)
    )


def _this(of: Task) -> ColumnElement[bool]:
    """The task, as long as it is this attempt's."""
    return and_(task.c.id == of.id, task.c.state == TaskState.RUNNING, task.c.attempt == of.attempt)


def _tasks() -> Select[tuple[object, ...]]:
    first = task.alias("first")
    ahead = (
        select(func.count())
        .where(
            first.c.enterprise == task.c.enterprise,
            first.c.state.in_(OPEN),
            first.c.created_at < task.c.created_at,
        )
        .scalar_subquery()
    )
    return select(task, ahead.label("ahead"))


def _task(row: Row[tuple[object, ...]]) -> Task:
    return Task(
        id=row.id,
        enterprise=row.enterprise,
        at=row.created_at,
        by=row.client,
        method=row.method,
        target=row.target,
        state=TaskState(row.state),
        updated_at=row.updated_at,
        attempt=row.attempt,
        started_at=row.started_at,
        ended_at=row.ended_at,
        status=row.status,
        made=row.made,
        answer_bytes=row.answer_bytes,
        progress=None if row.steps is None else Progress(row.steps_done, row.steps),
        ahead=row.ahead if row.state in OPEN else 0,
    )
