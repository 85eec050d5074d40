"""Tasks: what is too heavy to be answered at once, and where its answer is."""

from typing import Annotated
from uuid import UUID

import fastapi
from fastapi import Depends, Query, Response
from fastapi.responses import JSONResponse

from accounting.tasks.domain.search import TasksAsked
from accounting.tasks.domain.tasks import (
    OPEN,
    TaskAlreadyEnded,
    TaskAnswerNotKept,
    TaskLimits,
    TaskNotEnded,
    TaskNotFound,
)
from accounting.tasks.domain.views import ADDRESS, ASK_AGAIN_S, TaskView
from accounting.tasks.settings import WeighsRequests
from accounting.tasks.store import tasks as store
from accounting.tasks.usecases import tasks as usecases
from accounting.tasks.usecases import weights
from chassis.auth import CurrentCaller
from chassis.database import Transaction, current_transaction
from chassis.elsewhere import Way, weighed
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

_ANSWERS = (
    "CalculationView",
    "SealView",
    "ContributionsView",
    "HotSpotsView",
    "PositionView",
    "QualityView",
    "ScenariosView",
    "SensitivitiesView",
    "SpreadView",
    "Problem",
)
_ANSWER = {
    "description": "What the operation would have answered at once.",
    "anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in _ANSWERS],
}
router = Router(prefix=ADDRESS, tags=["tasks"])


async def task_limits(request: fastapi.Request) -> TaskLimits:
    """What a task may take here."""
    settings: WeighsRequests = request.app.state.settings
    return settings.task_limits()


Limited = Annotated[TaskLimits, Depends(task_limits)]


async def _weigh_answer(request: fastapi.Request) -> Way:
    """By the length of the answer, which is opened and written."""
    tx = await current_transaction(request)
    size = await store.size_of_answer(tx, UUID(request.path_params["id"]))
    return weights.way_of_reading(request, weights.recorded(size))


@router.get("", responses=problems(CursorInvalid))
async def list_tasks(
    caller: CurrentCaller,
    tx: Transaction,
    limits: Limited,
    asked: Annotated[TasksAsked, Query()],
) -> Page[TaskView]:
    """The organisation's tasks, newest first. Ended ones are kept for seven days."""
    rows = await store.page(tx, asked, of=caller.org)
    return page(rows, asked.limit, lambda row: TaskView.of(row, limits), lambda row: row.position)


@router.get("/{id}", responses=problems(TaskNotFound))
async def get_task(
    id: UUID, response: Response, caller: CurrentCaller, tx: Transaction, limits: Limited
) -> TaskView:
    """One task of the organisation; `Retry-After` says when to ask again about an open one."""
    found = await usecases.read(tx, caller.org, id)
    if found.state in OPEN:
        response.headers["Retry-After"] = str(ASK_AGAIN_S)
    return TaskView.of(found, limits)


@router.get(
    "/{id}/answer",
    response_class=JSONResponse,
    responses={
        200: {"content": {"application/json": {"schema": _ANSWER}}},
        **problems(TaskNotFound, TaskNotEnded, TaskAnswerNotKept),
    },
)
@weighed(_weigh_answer)
async def get_task_answer(id: UUID, caller: CurrentCaller, tx: Transaction) -> Response:
    """What the request was answered with, as JSON; a problem document where it failed, whose
    status is the task's `status`."""
    _, body = await usecases.answer(tx, caller.org, id)
    return Response(body, 200, media_type="application/json")


@router.delete("/{id}", status_code=204, responses=problems(TaskNotFound, TaskAlreadyEnded))
async def cancel_task(id: UUID, caller: CurrentCaller, tx: Transaction) -> None:
    """Cancel a task that has not ended. Nothing of what it does stays."""
    await usecases.cancel(tx, caller.org, id)
