"""Routes: authorised, understood whole, one transaction each, answered once per key."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy import Column, DateTime, Integer, LargeBinary, Table, Text, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import answered, bodies, clock
from chassis.answered import Handle
from chassis.asked import Declared
from chassis.auth import Caller, authorise
from chassis.database import COMMANDS, current_transaction, request_transaction
from chassis.elsewhere import Elsewhere, Way, way_of
from chassis.outbox import metadata
from chassis.refusals import Invalid
from chassis.settings import ApiSettings
from chassis.shares import Shares

KEY_HEADER = "idempotency-key"

idempotency_key = Table(
    "idempotency_key",
    metadata,
    Column("client", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request_sha256", Text, nullable=False),
    Column("used_at", DateTime(timezone=True), nullable=False),
    Column("status", Integer),
    Column("media_type", Text),
    Column("body", LargeBinary),
)
"""The first answer to each key. Written in the command's transaction, so it exists iff it did."""


def settings_of(request: Request) -> ApiSettings:
    """The variables of the process that answers the request."""
    settings: ApiSettings = request.app.state.settings
    return settings


class Answers:
    """How first answers are kept; a service whose answers hold secrets has a way of its own."""

    async def conceal(self, tx: AsyncConnection, caller: Caller, key: str, body: bytes) -> bytes:
        return body

    async def reveal(self, tx: AsyncConnection, caller: Caller, key: str, body: bytes) -> bytes:
        return body


class IdempotencyKeyReused(Invalid):
    """The key was used before, for another request."""

    zh = "Idempotency-Key {key} 已用于另一个请求。不同的请求请换用新的值。"
    en = "Idempotency-Key {key} was used for another request; take a new one for a new request."


class ProtectedRoute(APIRoute):
    """A route whose handler runs authorised, with the whole body, in one transaction, at most once
    per key."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        self.retirement = answered.retirement_of(endpoint)
        self.inner: Handle | None = None
        """The handler without the checks before it, and without dependencies of the service."""
        options["deprecated"] = options.get("deprecated") or self.retirement is not None or None
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Handle:
        handler = super().get_route_handler()
        self.inner = self.inner or handler
        path, declared = self.path_format, Declared.of(self)

        async def handle(request: Request) -> Response:
            await authorise(request, path)
            if not request.app.state.access.standard(request.method, path):
                declared.check(request)
            usual: bodies.Limits = request.app.state.bodies
            usual = usual.as_json() if declared.is_json else usual
            limits = bodies.limits_of(self.endpoint, usual)
            async with bodies.received(request, limits, self.endpoint) as whole:
                async with _place(request), request_transaction(whole):
                    response = await self._answered(whole, conditional)
                if response is None:
                    # Whoever waits for another process holds nothing here.
                    return await _beside(whole)
            if self.retirement:
                response.headers.update(self.retirement.headers)
            return answered.finished(request, path, response)

        async def conditional(request: Request) -> Response:
            addresses: answered.Addresses = request.app.state.addresses
            await answered.check_unchanged(request, addresses.readers.get(path))
            return await handler(request)

        return handle

    async def _answered(self, request: Request, handler: Handle) -> Response | None:
        """None when a process beside this one is to answer."""
        elsewhere = _elsewhere(request)
        takes = elsewhere.beside or elsewhere.later
        way = await way_of(request, self.endpoint) if takes else Way.HERE
        if way is not Way.HERE and elsewhere.beside:
            return None
        chosen = elsewhere.later if way is Way.LATER and elsewhere.later else handler
        answer = await _answer_once(request, chosen)
        if elsewhere.told and answer.status_code == HTTPStatus.ACCEPTED:
            answer.headers.update(elsewhere.told(bytes(answer.body)))
        if elsewhere.note:
            await elsewhere.note(request, answer)
        return answer


def _elsewhere(request: Request) -> Elsewhere:
    found: Elsewhere = request.app.state.elsewhere
    return found


async def _beside(request: Request) -> Response:
    beside = _elsewhere(request).beside
    assert beside is not None  # noqa: S101  Only then was the request left unanswered.
    return await beside(request)


@asynccontextmanager
async def _place(request: Request) -> AsyncIterator[None]:
    """The caller's place among the requests at work; the gateway bounds those without a caller."""
    caller: Caller | None = getattr(request.state, "caller", None)
    if caller is None:
        yield
        return
    shares: Shares = request.app.state.shares
    async with shares.place(caller.org, caller.client):
        yield


class Router(APIRouter):
    """The router of every service: its routes are protected unless the matrix says `public`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=ProtectedRoute, **options)


async def _answer_once(request: Request, handler: Handle) -> Response:
    key = request.headers.get(KEY_HEADER)
    caller: Caller | None = getattr(request.state, "caller", None)
    if not key or not caller or request.method not in COMMANDS:
        return await handler(request)
    tx = await current_transaction(request)
    answers: Answers = request.app.state.answers
    if first := await _first_answer(tx, caller.client, key, await _fingerprint(request)):
        first.body = await answers.reveal(tx, caller, key, bytes(first.body))
        first.headers["content-length"] = str(len(first.body))
        return first
    response = await handler(request)
    await _remember(tx, caller, key, response, answers)
    return response


async def _fingerprint(request: Request) -> str:
    head = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return hashlib.sha256(head + await request.body()).hexdigest()


async def _first_answer(
    tx: AsyncConnection, client: str, key: str, fingerprint: str
) -> Response | None:
    """Claim the key, or return what it was answered with.

    A second request with the same key waits here for the first one's transaction to end.
    """
    row = {"client": client, "key": key, "request_sha256": fingerprint, "used_at": clock.now()}
    claim = insert(idempotency_key).values(row).on_conflict_do_nothing()
    if (await tx.execute(claim)).rowcount:
        return None
    mine = (idempotency_key.c.client == client) & (idempotency_key.c.key == key)
    first = (await tx.execute(select(idempotency_key).where(mine))).one()
    if first.request_sha256 != fingerprint:
        raise IdempotencyKeyReused(key=key)
    headers = {"Idempotency-Replayed": "true"}
    return Response(first.body, first.status, headers, media_type=first.media_type)


async def _remember(
    tx: AsyncConnection, caller: Caller, key: str, response: Response, answers: Answers
) -> None:
    mine = (idempotency_key.c.client == caller.client) & (idempotency_key.c.key == key)
    answer = {
        "status": response.status_code,
        "media_type": response.headers.get("content-type"),
        "body": await answers.conceal(tx, caller, key, bytes(response.body)),
    }
    await tx.execute(update(idempotency_key).where(mine).values(answer))
