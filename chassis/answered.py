"""What answers bear: an entity tag, where a new thing is, and that an operation will go away.

Written once for every route (RFC 9110, 8.8, 10.2.2 and 13): a route says nothing of it, unless it
knows better.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any, Final, TypeVar

from fastapi import Request, Response
from sqlalchemy import func, select
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.database import current_transaction
from chassis.refusals import Missing, Refusal

FOR_EVER: Final = "private, max-age=31536000, immutable"
"""`Cache-Control` of what was sealed and can never be another."""
_SAFE = frozenset({"GET", "HEAD"})
_TAG = re.compile(r'(W/)?("[^"]*")')
_KEPT = frozenset({"etag", "cache-control", "vary", "content-location", "link", "expires"})
_IDENTITY = re.compile(rb'\{"[a-z0-9_]+":"([^"\\]{1,200})"')
_MARK = "__retirement__"
Handle = Callable[[Request], Coroutine[Any, Any, Response]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])


class PreconditionFailed(Refusal):
    """The thing is no longer, or not yet, what `If-Match` or `If-None-Match` supposes."""

    status = 412
    zh = "此资源已被他人修改(或与 {header} 所述不符),未作任何改动。请重新读取后再提交。"
    en = "The resource is not as {header} supposes; nothing was changed. Read it again, then retry."


def entity_tag(body: bytes) -> str:
    """A strong entity tag of these very bytes."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(body).digest()[:18]).decode()
    return f'"{digest}"'


def names_tag(value: str, tag: str | None, *, weakly: bool) -> bool:
    """Whether a list of entity tags names this one; None is a thing that does not exist."""
    if tag is None:
        return False
    if value.strip() == "*":
        return True
    is_weak, opaque = tag.startswith("W/"), tag.removeprefix("W/")
    return any(
        found[2] == opaque and (weakly or not (found[1] or is_weak))
        for found in _TAG.finditer(value)
    )


def _check_match(request: Request, tag: str | None) -> None:
    wanted = request.headers.getlist("if-match")
    if wanted and not names_tag(", ".join(wanted), tag, weakly=False):
        raise PreconditionFailed(header="If-Match")


async def check_unchanged(request: Request, read: Handle | None) -> None:
    """Refuse a change of what is not as the caller supposes; `read` is how it is read.

    Whoever replaces the same thing at the same time waits here until this change is whole.
    """
    unless = request.headers.getlist("if-none-match")
    conditional = bool(unless or request.headers.getlist("if-match"))
    if request.method in _SAFE or not (conditional or request.method == "PUT"):
        return
    tx = await current_transaction(request)
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(request.url.path, 0))))
    if conditional:
        tag = await _tag_now(request, read)
        _check_match(request, tag)
        if unless and names_tag(", ".join(unless), tag, weakly=True):
            raise PreconditionFailed(header="If-None-Match")


async def _tag_now(request: Request, read: Handle | None) -> str | None:
    if read is None:
        return None
    scope = {**request.scope, "method": "GET", "query_string": b""}
    try:
        found = await read(Request(scope, request.receive))
    except Missing:
        return None
    return found.headers.get("etag") or entity_tag(bytes(found.body))


class Addresses:
    """Where what a service holds can be read, by the paths of its routes."""

    def __init__(self, routes: Iterable[Any]) -> None:
        self.routes = tuple(routes)
        self.readers: Mapping[str, Handle] = {
            route.path_format: route.inner for route in self.routes if "GET" in route.methods
        }
        """How each path is read, without the checks that come before."""
        self._shapes = {re.sub(r"{[^}]*}", "{}", path) for path in self.readers}

    def of_new(self, path: str, asked: str, body: bytes) -> str | None:
        """The address of what a `POST` made, by its template, its own address and its answer.

        Of a new thing its own; of a step on an old one that of the nearest thing around it that
        can be read. The first member of an answer is what the thing is called by.
        """
        shape = re.sub(r"{[^}]*}", "{}", path).strip("/").split("/")
        parts = asked.strip("/").split("/")
        called = _IDENTITY.match(body)
        for end in range(len(shape), 0, -1):
            literal = "{}" not in shape[end - 1 :]
            own = "/" + "/".join(shape[:end])
            if literal and called and f"{own}/{{}}" in self._shapes:
                return f"/{'/'.join(parts[:end])}/{called[1].decode()}"
            root = f"/{shape[0]}/{shape[end - 1]}"
            if literal and called and f"{root}/{{}}" in self._shapes:
                return f"{root}/{called[1].decode()}"
            if own in self._shapes:
                return f"/{'/'.join(parts[:end])}"
        return None


def finished(request: Request, path: str, response: Response) -> Response:
    """The answer of a route with what every answer bears."""
    if response.status_code == 201 and "location" not in response.headers:
        addresses: Addresses = request.app.state.addresses
        if place := addresses.of_new(path, request.url.path, bytes(response.body)):
            response.headers["Location"] = place
    if response.status_code == 200 and request.method in _SAFE:
        return _validated(request, response)
    return response


def _validated(request: Request, response: Response) -> Response:
    body = getattr(response, "body", None)
    if "etag" not in response.headers and body is not None:
        response.headers["ETag"] = entity_tag(bytes(body))
    if (tag := response.headers.get("etag")) is None:
        return response
    whose = "private, no-cache" if hasattr(request.state, "caller") else "no-cache"
    response.headers.setdefault("Cache-Control", whose)
    _check_match(request, tag)
    unless = request.headers.getlist("if-none-match")
    if not unless or not names_tag(", ".join(unless), tag, weakly=True):
        return response
    kept = {name: value for name, value in response.headers.items() if name in _KEPT}
    return Response(None, 304, kept, background=response.background)


@dataclass(frozen=True)
class Retirement:
    """An operation that will go away: docs/conventions.md says with how much notice."""

    since: date
    until: date
    see: str
    """Address of the page that says what to use instead."""

    @property
    def headers(self) -> dict[str, str]:
        """`Deprecation` (RFC 9745), `Sunset` (RFC 8594) and the link to the page."""
        return {
            "Deprecation": f"@{int(_midnight(self.since).timestamp())}",
            "Sunset": format_datetime(_midnight(self.until), usegmt=True),
            "Link": f'<{self.see}>; rel="deprecation"; type="text/html"',
        }


def retiring(retirement: Retirement) -> Callable[[Endpoint], Endpoint]:
    """Have every answer of an endpoint say that it will go away."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _MARK, retirement)
        return endpoint

    return mark


def retirement_of(endpoint: Callable[..., object]) -> Retirement | None:
    """What `retiring` said of an endpoint."""
    found: Retirement | None = getattr(endpoint, _MARK, None)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


class HeadAsGet:
    """ASGI middleware: `HEAD` is answered as `GET`, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def headless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, headless)
