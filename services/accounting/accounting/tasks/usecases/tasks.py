"""What an organisation does with its tasks, and how one is noted down."""

from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.tasks.domain.tasks import (
    LARGEST_ANSWER,
    OPEN,
    Task,
    TaskAlreadyEnded,
    TaskAnswerNotKept,
    TaskNotEnded,
    TaskNotFound,
    TasksTooMany,
)
from accounting.tasks.store import tasks as store
from chassis.elsewhere import KeptRequest


async def note(tx: AsyncConnection, asked: KeptRequest, body: str, *, most_open: int) -> Task:
    """Keep a request to carry out later. Raises `TasksTooMany`."""
    org = asked.caller.org
    if await store.count_open(tx, org) >= most_open:
        raise TasksTooMany(limit=most_open)
    id = uuid4()
    await store.add(tx, id, asked, body)
    return await read(tx, org, id)


async def read(tx: AsyncConnection, org: str, id: UUID) -> Task:
    found = await store.find(tx, id, of=org)
    if found is None:
        raise TaskNotFound(id=id)
    return found


async def answer(tx: AsyncConnection, org: str, id: UUID) -> tuple[Task, str]:
    """What an ended task was answered with."""
    found = await read(tx, org, id)
    if found.state in OPEN:
        raise TaskNotEnded(id=id)
    body = await store.answer(tx, found)
    if body is None:
        raise TaskAnswerNotKept(id=id, limit=LARGEST_ANSWER >> 20)
    return found, body


async def cancel(tx: AsyncConnection, org: str, id: UUID) -> None:
    """End a task that has not ended; what it does at the moment is undone."""
    found = await store.find(tx, id, of=org, locked=True)
    if found is None:
        raise TaskNotFound(id=id)
    if found.state not in OPEN:
        raise TaskAlreadyEnded(id=id, state=found.state.value)
    await store.cancel(tx, found)
