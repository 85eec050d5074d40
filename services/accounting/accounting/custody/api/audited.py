"""The dependency of every route: what it did to secrets is recorded with it, or not at all."""

from functools import partial

import structlog
from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.touched import Touched, watch
from accounting.custody.usecases import audit
from chassis.auth import Caller
from chassis.database import Transaction, at_end
from chassis.refusals import Refusal

log = structlog.get_logger()


async def audited(request: Request, tx: Transaction) -> None:
    """Record when the request's transaction is about to be committed, in that transaction.

    What was refused took no effect and is logged.
    """
    caller: Caller | None = getattr(request.state, "caller", None)
    if caller is not None:
        touched = await watch(tx)
        at_end(request, partial(_end, request, caller, tx, touched))


AUDITED = Depends(audited)


async def _end(
    request: Request,
    caller: Caller,
    tx: AsyncConnection,
    touched: Touched,
    failure: BaseException | None,
) -> None:
    route: str = getattr(request.scope.get("route"), "path_format", request.url.path)
    if failure is None:
        parts = request.path_params
        await audit.record(tx, caller, request.method, route, parts, touched)
    elif isinstance(failure, Refusal):
        about = {"client": caller.client, "org": caller.org, "person": caller.person}
        problem = type(failure).problem_type()
        log.info("refused", method=request.method, route=route, problem=problem, **about)
