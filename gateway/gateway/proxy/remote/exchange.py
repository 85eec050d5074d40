"""One request and its answer: what is known about it, how it is refused, how it is logged."""

import json
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from starlette.types import Message, Scope, Send

from chassis.auth import Caller, NotAuthenticated
from chassis.crowd import household
from chassis.problems import MEDIA_TYPE, MethodNotAllowed, explained_at, language, problem
from chassis.refusals import Refusal, Unavailable
from chassis.shares import ShareExhausted
from chassis.telemetry import lines, trace_id
from gateway.proxy.domain.headers import Headers, callers_id, header
from gateway.proxy.domain.rates import Standing
from gateway.proxy.domain.refusals import TooManyRequests
from gateway.proxy.domain.routes import Route
from gateway.proxy.domain.tenants import path_within, without_question

_SNIFFING = b"x-content-type-options"
_ORIGINS = b"access-control-allow-origin"
_RETRY_UNAVAILABLE_S = "2"
_PACT = ("/2/", "/3/")
"""Paths whose standard gives every error the members `code` and `message`."""
_PACT_CODES = {400: "BadRequest", 401: "BadRequest", 403: "AccessDenied", 404: "NotFound"}
_PACT_EXPIRED = "TokenExpired"
"""Of a token whose time is over; what never was a token is a bad request."""


class WrongMethod(MethodNotAllowed):
    """The address exists and does not take this method; the answer names those it takes."""

    def __init__(self, method: str, allowed: Iterable[str]) -> None:
        super().__init__(method=method)
        self.allowed = ", ".join(sorted(allowed))


@dataclass
class Exchange:
    """A request on its way through the gateway."""

    scope: Scope
    address: str
    outward: Send
    id: str = field(default_factory=lambda: trace_id() or uuid.uuid4().hex)
    """The number of its trace, which a problem says too; 32 hexadecimal digits."""
    began: float = field(default_factory=time.perf_counter)
    route: Route | None = None
    caller: Caller | None = None
    status: int = 0
    """0 until an answer began."""
    sent: int = 0
    """Bytes of the answer's body."""
    counted: list[Standing] = field(default_factory=list)
    """How the caller stands with each limit that the request was counted against."""
    sample: bool = False
    """Whether it is for the test tenant."""

    @property
    def target(self) -> bytes:
        """Path and query as the service is asked, in the bytes in which they came."""
        path: bytes = self.scope["raw_path"]
        query: bytes = self.scope["query_string"]
        if within := path_within(path.decode("latin-1")):
            path = within.encode("latin-1")
        if self.sample:
            query = without_question(query)
        return path + b"?" + query if query else path

    @property
    def headers(self) -> Headers:
        headers: Headers = self.scope["headers"]
        return headers

    @property
    def share(self) -> tuple[str, str]:
        """Whose share of the places it takes: an organisation's and a client's, or an address's."""
        if self.caller:
            return self.caller.org, self.caller.client
        return f"address {household(self.address)}", ""

    @property
    def method(self) -> str:
        return str(self.scope["method"])

    @property
    def path(self) -> str:
        return str(self.scope["path"])

    async def send(self, message: Message) -> None:
        """Pass an ASGI message on to the caller; answers carry the request's id."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = list(message.get("headers", ()))
            message = {**message, "headers": [*given, *self._fields(given)]}
        else:
            self.sent += len(message.get("body", b""))
        await self.outward(message)

    def _fields(self, given: Headers) -> Headers:
        """What every answer has besides its own fields."""
        fields = [(b"x-request-id", self.id.encode())]
        if not header(given, _SNIFFING):
            fields.append((_SNIFFING, b"nosniff"))
        if self.route and self.route.is_for_pages and not header(given, _ORIGINS):
            # Without credentials: what a cookie or a token opens is on no such route.
            fields.append((_ORIGINS, b"*"))
        if self.counted:
            policies = ", ".join(standing.policy for standing in self.counted)
            states = ", ".join(standing.state for standing in self.counted)
            fields += [(b"ratelimit-policy", policies.encode()), (b"ratelimit", states.encode())]
        return fields

    async def allow_pages(self) -> None:
        """Answer a browser that asks whether a page of another site may read this address."""
        fields = [
            (b"allow", b"GET, HEAD, OPTIONS"),
            (b"access-control-allow-methods", b"GET, HEAD"),
            (b"access-control-allow-headers", b"*"),
            (b"access-control-max-age", b"86400"),
        ]
        await self.send({"type": "http.response.start", "status": 204, "headers": fields})
        await self.send({"type": "http.response.body", "body": b""})

    async def refuse(self, refusal: Refusal) -> None:
        """Answer with a problem document (RFC 9457)."""
        lang = language(header(self.headers, b"accept-language"))
        document = problem(refusal, instance=self.path, lang=lang)
        if self.path.startswith(_PACT):
            document |= {"code": _pact_code(refusal), "message": refusal.messages[lang]}
        body = json.dumps(document, ensure_ascii=False).encode()
        fields = {
            "content-type": MEDIA_TYPE,
            "content-length": str(len(body)),
            "content-language": lang,
            "link": explained_at(refusal),
            **_advice(refusal),
        }
        raw = [(key.encode(), value.encode()) for key, value in fields.items()]
        await self.send({"type": "http.response.start", "status": refusal.status, "headers": raw})
        await self.send({"type": "http.response.body", "body": body})

    def log(self) -> None:
        """The access log: no query, no header and no body, so it can hold no secret."""
        route, caller = self.route, self.caller
        facts: dict[str, object] = {
            "request_id": self.id,
            "callers_id": callers_id(self.headers),
            "method": self.method,
            "path": self.path,
            "route": route.path if route else None,
            "upstream": route.service if route else None,
            "client": caller.client if caller else None,
            "org": caller.org if caller else None,
            "address": self.address,
            "status": self.status or None,
            "bytes": self.sent,
            "ms": round((time.perf_counter() - self.began) * 1000, 2),
        }
        lines.write("request", facts)


def _pact_code(refusal: Refusal) -> str:
    if isinstance(refusal, NotAuthenticated) and refusal.expired:
        return _PACT_EXPIRED
    return _PACT_CODES.get(refusal.status, "InternalError")


def _advice(refusal: Refusal) -> dict[str, str]:
    match refusal:
        case TooManyRequests() | ShareExhausted():
            return {"retry-after": str(refusal.facts["seconds"])}
        case Unavailable():
            return {"retry-after": _RETRY_UNAVAILABLE_S}
        case WrongMethod():
            return {"allow": refusal.allowed}
        case Refusal(challenge=str(challenge)):
            return {"www-authenticate": challenge}
        case Refusal(status=408 | 413):
            return {"connection": "close"}
        case _:
            return {}
