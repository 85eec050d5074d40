"""Requests that are carried out elsewhere: in a process beside the one that took them, or later.

A heavy request is carried out whole, by the same application with a connection of its own, so
that reading its body, opening what is recorded, solving, and writing the answer hold up nobody.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

import httpx
from fastapi import FastAPI, Request, Response

from chassis.answered import Handle
from chassis.auth import Caller, TokenVerifier, current_caller
from chassis.work import Pool

_MARK = "__weigh__"
_TOLD = (
    "accept",
    "accept-language",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
)
"""Header fields of a request that its answer may depend on."""
_NOT_TOLD = ("content-length", "connection")
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])


class Way(Enum):
    """Where a request is carried out."""

    HERE = auto()
    BESIDE = auto()
    """In another process, while the caller waits for the answer."""
    LATER = auto()
    """As a task: the caller is told where to ask for the answer."""


Weigh = Callable[[Request], Awaitable[Way]]


def weighed(weigh: Weigh) -> Callable[[Endpoint], Endpoint]:
    """Let the way of an endpoint's requests depend on how heavy each is."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _MARK, weigh)
        return endpoint

    return mark


async def way_of(request: Request, endpoint: Callable[..., object]) -> Way:
    """The way of a request by what `weighed` said of its endpoint."""
    weigh: Weigh | None = getattr(endpoint, _MARK, None)
    return await weigh(request) if weigh else Way.HERE


@dataclass(frozen=True)
class KeptRequest:
    """A request that was authorised, as another process needs it."""

    method: str
    target: str
    """Path and query."""
    headers: dict[str, str]
    body: bytes
    caller: Caller


@dataclass(frozen=True)
class KeptAnswer:
    """What it was answered with."""

    status: int
    headers: dict[str, str]
    body: bytes


async def kept(request: Request) -> KeptRequest:
    """The request, for another process."""
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {name: request.headers[name] for name in _TOLD if name in request.headers}
    target, caller = request.url.path + query, current_caller(request)
    return KeptRequest(request.method, target, headers, await request.body(), caller)


@dataclass(frozen=True)
class Elsewhere:
    """What a process does with requests that are not for `HERE`; without, it carries out all."""

    beside: Handle | None = None
    """Answers outside any transaction of this process."""
    later: Handle | None = None
    """Answers within the request's transaction, in which the task is noted down."""
    told: Callable[[bytes], Mapping[str, str]] | None = None
    """Header fields of a 202, by its body: the first time and whenever it is answered again."""
    note: Callable[[Request, Response], Awaitable[None]] | None = None
    """Notes, in the same transaction, what a request was answered with."""


@dataclass(frozen=True)
class Beside:
    """Answers a request from a process of the pool, within limits."""

    pool: Pool
    carry: Callable[[KeptRequest], KeptAnswer]
    cpu_s: float
    memory_bytes: int

    async def __call__(self, request: Request) -> Response:
        """Raises what the pool raises; what the application raised is in the answer."""
        asked = await kept(request)
        answer = await self.pool.run(
            self.carry,
            asked,
            org=asked.caller.org,
            cpu_s=self.cpu_s,
            memory_bytes=self.memory_bytes,
        )
        return Response(answer.body, answer.status, answer.headers)


class AlreadyVerified(TokenVerifier):
    """Knows one caller, whose request was authorised before."""

    def __init__(self, caller: Caller) -> None:
        super().__init__("", "")
        self._caller = caller

    async def verify_after_rotation(self, token: str) -> Caller:
        return self._caller


async def carry_out(app: FastAPI, asked: KeptRequest) -> KeptAnswer:
    """Have an application of this process answer, which serves nobody else, and close it."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {**asked.headers, "authorization": "Bearer verified-before"}
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://beside") as client:
            answer = await client.request(
                asked.method, asked.target, headers=headers, content=asked.body
            )
    finally:
        await app.state.database.close()
    told = {name: value for name, value in answer.headers.items() if name not in _NOT_TOLD}
    return KeptAnswer(answer.status_code, told, answer.content)
