"""The API process of a service: settings and routers in, an ASGI application out."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog
from fastapi import APIRouter, FastAPI, Request, Response, params
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import problems
from chassis.access import load_access
from chassis.answered import Addresses, HeadAsGet
from chassis.auth import TokenVerifier
from chassis.bodies import Limits
from chassis.crowd import ConnectionLimits
from chassis.database import Database
from chassis.elsewhere import Elsewhere
from chassis.openapi.document import about, describe
from chassis.revocations import Revocations
from chassis.routing import Answers
from chassis.settings import ApiSettings, ServiceSettings
from chassis.shares import ShareLimits, Shares
from chassis.telemetry import REQUESTS
from chassis.work import Pool

Check = Callable[[], Awaitable[object]]
_QUESTIONS = 4
"""Connections for questions that may take long, beside those for everything else."""
_LONGEST_QUESTION_S = 2
log = structlog.get_logger()


@dataclass(frozen=True)
class Particulars:
    """What a service does in a way of its own."""

    dependencies: Sequence[params.Depends] = ()
    """Of every one of its routes."""
    answers: Answers = field(default_factory=Answers)
    """How the first answers to idempotency keys are kept."""
    bodies: Limits = field(default_factory=Limits)
    """Limits of those routes that have none of their own."""
    database: Database | None = None
    """One that was opened before, for what needs it earlier."""
    tokens: TokenVerifier | None = None
    """One that has the keys, instead of fetching them."""
    starting: Callable[[], Awaitable[object]] | None = None
    """Done before the first request is taken; where it raises, the process ends."""
    work: Pool | None = None
    """Where its heavy work is done: started before the first request, closed after the last."""
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    """What it does with heavy requests."""
    openapi_url: str | None = "/openapi.json"
    """Where FastAPI tells the interfaces, unless a route of the service does."""
    connections: ConnectionLimits = field(default_factory=ConnectionLimits)
    """What may be done with connections before a request is whole."""
    webhooks: APIRouter | None = None
    """What it sends to the addresses of others, for its document."""
    internal: Sequence[APIRouter] = ()
    """What the process tells at its internal port beside its health."""


def open_database(
    service: str, settings: ServiceSettings, *, role: str = "", longest_s: float = 0
) -> Database:
    """The database of a process, with what is last known of it.

    A statement is given up after `longest_s` (0: never).
    """
    return Database(
        settings.database_url.get_secret_value(),
        pool_size=settings.pool_size,
        name=f"{service}{role}",
        longest_s=longest_s,
        last_known=settings.last_known(settings.called(service).replace("-", "_")),
    )


def build_api(
    service: str,
    settings: ApiSettings,
    routers: Sequence[APIRouter],
    own: Particulars = Particulars(),
) -> FastAPI:
    """Assemble the API of `service`. Raises `ValueError` for a route that the matrix lacks."""
    database = own.database or open_database(service, settings)
    tokens = own.tokens or TokenVerifier(settings.keys_url, settings.token_issuer)
    checks: dict[str, Check] = {"database": database.check, "keys": tokens.keys}
    watching = _watch_revocations(settings, tokens, checks)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if own.starting:
            await own.starting()
        if own.work:
            await own.work.start()
        freeze_start_up_objects()
        database.notifier.tell_everything()
        async with beside(watching):
            yield
        if own.work:
            await own.work.close()
        await database.close()

    app = FastAPI(
        **about(service),
        lifespan=lifespan,
        openapi_url=own.openapi_url,
        webhooks=own.webhooks,
        docs_url=None,
        redoc_url=None,
        # Spans for requests only: spans inside them cost more than the request itself.
        telemetry={"operation_spans": False, "metrics": False, "logs": False},
    )
    app.state.settings, app.state.database, app.state.tokens = settings, database, tokens
    app.state.questions = database.apart(_QUESTIONS, longest_s=_LONGEST_QUESTION_S)
    app.state.access = load_access(settings.packs_dir, service)
    app.state.answers, app.state.bodies, app.state.work = own.answers, own.bodies, own.work
    every = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    app.state.addresses = Addresses(every)
    app.state.shares = Shares(share_of(settings.pool_size, settings.share_wait_s))
    app.state.elsewhere = own.elsewhere
    for router in routers:
        app.include_router(router, dependencies=own.dependencies)
        _refuse_unlisted(app, router)
    problems.install(app)
    describe(app, settings.packs_dir, app.state.access)
    app.state.connections = own.connections
    app.state.internal = internal_app(checks, own, app)
    app.state.internal.state.notices = {"last-known": database.check_current}
    app.include_router(alive)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Measured)
    return app


def share_of(connections: int, wait_s: float) -> ShareLimits:
    """One organisation never has all connections of the database, whatever it asks for."""
    of_one = max(1, connections * 3 // 4)
    return ShareLimits(of_group=of_one, of_member=of_one, wait_s=wait_s)


def _watch_revocations(
    settings: ApiSettings, tokens: TokenVerifier, checks: dict[str, Check]
) -> Callable[[], Awaitable[None]] | None:
    """What keeps asking the gateway for revoked clients, where it can be asked."""
    if not settings.revocations_url:
        return None
    revocations = Revocations(settings.revocations_url, tokens.signed)
    tokens.revoked, checks["revocations"] = revocations, revocations.check
    return revocations.watch


@asynccontextmanager
async def beside(work: Callable[[], Awaitable[None]] | None) -> AsyncIterator[None]:
    """Let `work` go on beside the block, and no longer."""
    task = asyncio.ensure_future(work()) if work else None
    try:
        yield
    finally:
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def internal_app(
    checks: dict[str, Check], own: Particulars = Particulars(), public: FastAPI | None = None
) -> FastAPI:
    """What a process tells inside the cluster: health, metrics, and routers of its own."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.checks = checks
    app.state.public = public and public.state
    for router in (alive, health, *own.internal):
        app.include_router(router)
    problems.install(app)
    return app


def _refuse_unlisted(app: FastAPI, router: APIRouter) -> None:
    routes = [r for r in router.routes if isinstance(r, APIRoute)]
    listed = [(method, route.path_format) for route in routes for method in route.methods or ()]
    if missing := app.state.access.missing(listed):
        raise ValueError(f"packs/access does not list: {', '.join(missing)}")


alive = APIRouter(include_in_schema=False)
"""`/healthz`: the process runs. It tells nothing else, so balancers outside may ask too."""
health = APIRouter(include_in_schema=False)
"""`/readyz` (what the process needs answers) and `/metrics`, for the cluster only.

Not made for each application: FastAPI remembers every function of every router for ever, and a
function that knows its application would keep that too.
"""


@alive.get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@health.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    checks: dict[str, Check] = request.app.state.checks
    results = {name: await _outcome(check) for name, check in checks.items()}
    ready = all(result == "ok" for result in results.values())
    # Told, but no reason to send nobody here any more: reading goes on.
    notices: dict[str, Check] = getattr(request.app.state, "notices", {})
    results |= {name: await _outcome(check) for name, check in notices.items()}
    return JSONResponse(results, 200 if ready else 503)


@health.get("/metrics")
async def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _outcome(check: Check) -> str:
    try:
        await check()
    except Exception as failure:
        log.warning("not ready", error=repr(failure))
        return type(failure).__name__
    return "ok"


class Measured:
    """ASGI middleware: the duration of each request, by route template."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = "500"

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path_format", "(unknown)")
            REQUESTS.labels(scope["method"], route, status).observe(time.perf_counter() - began)


def freeze_start_up_objects() -> None:
    """Keep the collector away from what lives for ever: a fifth more requests, a fifth of p99."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
