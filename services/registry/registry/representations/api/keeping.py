"""Gives what was answered before, as bytes, while nothing that it rests on has changed.

It stands before the application: what it has costs no route, no query of the label and no check of
a proof. What may be kept says so itself, by a `Cache-Control` that names it public.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from time import perf_counter

from prometheus_client import Counter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import clock
from chassis.answered import names_tag
from chassis.problems import language
from chassis.telemetry import REQUESTS
from chassis.wake import UNREACHABLE
from registry.proofs.usecases.anchors import ANCHORS
from registry.representations.domain.forms import Form, negotiate
from registry.representations.domain.kept import Answer
from registry.representations.usecases.newest import Epoch, Newest

LONGEST = timedelta(seconds=60)
"""A row that was changed behind the register's back is shown no longer than this."""
_ANSWERS = Counter("registry_answers", "Public answers by whether they were there", ["kept"])
_HIT, _MISS = _ANSWERS.labels("yes"), _ANSWERS.labels("no")
_GOES_ON = frozenset({"/log/checkpoint"})
"""What changes with every label, which no epoch tells."""
_WITH_304 = frozenset(
    {
        b"etag",
        b"cache-control",
        b"vary",
        b"content-location",
        b"link",
        b"access-control-allow-origin",
    }
)
_OWN = frozenset({b"authorization", b"if-match", b"transfer-encoding", b"range"})
"""Headers that make a request one that only the application may answer."""


@lru_cache(maxsize=1_024)
def _form(accept: str | None) -> Form:
    return negotiate(accept)


@lru_cache(maxsize=1_024)
def _language(accepted: str | None) -> str:
    return language(accepted)


@dataclass(frozen=True)
class _Question:
    name: tuple[object, ...]
    """All that an answer depends on: address, form and language."""
    unless: Sequence[str]
    """What `If-None-Match` says."""
    is_head: bool


def _question(scope: Scope) -> _Question | None:
    """What is asked, if it can have been answered before."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None
    said: dict[bytes, str] = {}
    unless = []
    for name, value in scope["headers"]:
        if name in _OWN:
            return None
        if name == b"if-none-match":
            unless.append(value.decode("latin-1"))
        said.setdefault(name, value.decode("latin-1"))
    form, spoken = _form(said.get(b"accept")), _language(said.get(b"accept-language"))
    name_ = (scope["path"], scope["query_string"], form, spoken)
    return _Question(name_, unless, scope["method"] == "HEAD")


class Keeping:
    """ASGI middleware of the registry's public answers."""

    def __init__(self, app: ASGIApp, newest: Newest) -> None:
        self._app, self._newest = app, newest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        question = _question(scope)
        if question is None:
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        try:
            epoch = await self._newest.now()
        except UNREACHABLE:
            # The application says in its own words that the database is away.
            await self._app(scope, receive, send)
            return
        answer = epoch.shelf.find(question.name, clock.now())
        if answer is None:
            _MISS.inc()
            answer = await self._made(question, epoch, scope, receive)
        else:
            _HIT.inc()
            measured = REQUESTS.labels(scope["method"], answer.route, str(answer.status))
            measured.observe(perf_counter() - began)
        await _give(answer, question, send)

    async def _made(
        self, question: _Question, epoch: Epoch, scope: Scope, receive: Receive
    ) -> Answer:
        """What the application answers, kept if it says so."""
        headers = [(n, v) for n, v in scope["headers"] if n != b"if-none-match"]
        asked = {**scope, "method": "GET", "headers": headers, ANCHORS: epoch.anchors}
        messages: list[Message] = []

        async def collecting(message: Message) -> None:
            messages.append(message)

        at = clock.now()
        await self._app(asked, receive, collecting)
        answer = _answer(messages, asked)
        if _may_be_kept(answer) and scope["path"] not in _GOES_ON:
            epoch.shelf.put(question.name, answer, at + LONGEST)
        return answer


def _answer(messages: Sequence[Message], scope: Scope) -> Answer:
    start, *rest = messages
    body = b"".join(part.get("body", b"") for part in rest)
    route = getattr(scope.get("route"), "path_format", "(unknown)")
    return Answer(start["status"], tuple(start["headers"]), body, route)


def _may_be_kept(answer: Answer) -> bool:
    return answer.status in (200, 307) and b"public" in answer.fields.get(b"cache-control", b"")


async def _give(answer: Answer, question: _Question, send: Send) -> None:
    status, headers, body = answer.status, answer.headers, answer.body
    if question.unless and status == 200 and _is_unchanged(answer, question.unless):
        status, headers, body = 304, [h for h in headers if h[0] in _WITH_304], b""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if question.is_head else body})


def _is_unchanged(answer: Answer, unless: Sequence[str]) -> bool:
    tag = answer.fields.get(b"etag")
    return tag is not None and names_tag(", ".join(unless), tag.decode("latin-1"), weakly=True)
