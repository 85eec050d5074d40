"""Requests in processes of their own: answered there, noted down as tasks, or ending a task."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from accounting.custody.api.audited import audited
from accounting.tasks.domain.tasks import Task
from accounting.tasks.domain.views import ADDRESS, ASK_AGAIN_S, TaskView
from accounting.tasks.settings import WeighsRequests
from accounting.tasks.usecases import tasks
from accounting.tasks.usecases.working import Carry, finish
from chassis import telemetry
from chassis.database import current_transaction
from chassis.elsewhere import (
    AlreadyVerified,
    Beside,
    Elsewhere,
    KeptAnswer,
    KeptRequest,
    carry_out,
    kept,
)
from chassis.problems import RequestRefused
from chassis.routing import KEY_HEADER
from chassis.service import Particulars
from chassis.work import Pool

S = TypeVar("S", bound=WeighsRequests)
Application = Callable[[S, Particulars], FastAPI]
"""Puts the application together; named, so that another process finds it."""
PRELOADED = (
    "accounting.routes",
    "accounting.reports.formats.pdf",
    "accounting.reports.formats.spreadsheet",
    "accounting.reports.formats.word",
    "chassis.__main__",
    "scipy.sparse.csgraph",
    "scipy.sparse.linalg",
)
"""What processes for heavy work have imported before they begin."""
_PATIENCE = 11
"""Work that waits for others' work takes so many times its time of processor at most."""
_CPU_S, _MEMORY_BYTES = 20, 4 << 30
"""Of what a caller waits for: the gateway waits for thirty seconds."""


def particulars(pool: Pool, application: Application[S], settings: S) -> Particulars:
    """Of a process that answers light requests itself."""
    carry = partial(carried_out_beside, application, settings)
    return Particulars(
        work=pool, elsewhere=Elsewhere(beside=Beside(pool, carry, _CPU_S, _MEMORY_BYTES))
    )


def carry(application: Application[S], settings: S) -> Carry:
    """How the worker has tasks carried out. What they ask was authorised when noted down."""
    return partial(carried_out, application, settings)


def carried_out_beside(application: Application[S], settings: S, asked: KeptRequest) -> KeptAnswer:
    """In a process of its own: answer a request, or note it down as a task."""
    return _carried_out(application, settings, asked, Elsewhere(later=later, told=told))


def carried_out(
    application: Application[S], settings: S, asked: KeptRequest, of: Task
) -> KeptAnswer:
    """In a process of its own: answer the request of a task, and end the task with that."""
    return _carried_out(application, settings, asked, Elsewhere(note=partial(finish, of)))


async def later(request: Request) -> Response:
    """Note the request down as a task. Raises `TasksTooMany`."""
    tx = await current_transaction(request)
    await audited(request, tx)
    asked = await kept(request)
    try:
        body = asked.body.decode()
    except UnicodeDecodeError as failure:
        raise RequestRefused(reason="the body is not UTF-8") from failure
    # The key was answered with this task; what the task does has none.
    headers = {name: asked.headers[name] for name in asked.headers if name != KEY_HEADER}
    asked = replace(asked, headers=headers)
    settings: WeighsRequests = request.app.state.settings
    task = await tasks.note(tx, asked, body, most_open=settings.tasks_max_open)
    view = TaskView.of(task, settings.task_limits()).model_dump(mode="json")
    return JSONResponse(view, 202)


def told(body: bytes) -> dict[str, str]:
    """Where to ask for the task that was answered with, and when."""
    return {"Location": f"{ADDRESS}/{json.loads(body)['id']}", "Retry-After": str(ASK_AGAIN_S)}


def _carried_out(
    application: Application[S], settings: S, asked: KeptRequest, elsewhere: Elsewhere
) -> KeptAnswer:
    level = settings.log_level
    telemetry.configure("accounting-beside", log_level=level, otlp_endpoint=None, trace_ratio=0)
    alone = settings.model_copy(update={"pool_size": 1})
    own = Particulars(tokens=AlreadyVerified(asked.caller), elsewhere=elsewhere)
    app = application(alone, own)
    # It solves between reading and recording; the pool ends it should it take too long.
    app.state.database.let_wait(_PATIENCE * settings.task_cpu_s)
    return asyncio.run(carry_out(app, asked))
