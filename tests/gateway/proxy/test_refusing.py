"""How an exchange is refused: its status, its advice, and the codes that PACT prescribes."""

import json
from typing import Any

import pytest
from starlette.types import Message

from chassis.auth import NotAuthenticated, ScopeNotGranted
from chassis.bodies import BodyTooLarge
from chassis.problems import InternalError, RouteNotFound
from chassis.refusals import Refusal
from gateway.proxy.domain.headers import callers_id
from gateway.proxy.domain.refusals import (
    AnswerBroken,
    AnswerOverdue,
    ServiceUnreachable,
    TooManyRequests,
)
from gateway.proxy.remote.exchange import Exchange, WrongMethod

NONE: dict[str, str] = {}
BEARER = 'Bearer realm="tanbiao"'
TOKEN_INVALID = 'error="invalid_token"'
SCOPE_MISSING = 'error="insufficient_scope", scope="s"'


class Refused(Refusal):
    """Of no particular kind."""

    status = 400
    zh = "不行"
    en = "No"


async def exchanged(
    refusal: Refusal, path: str = "/v1/x", *headers: tuple[bytes, bytes]
) -> tuple[Exchange, dict[str, str], dict[str, Any]]:
    sent: list[Message] = []

    async def outward(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [*headers]}
    exchange = Exchange(scope, "10.0.0.1", outward)
    await exchange.refuse(refusal)
    fields = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return exchange, fields, json.loads(sent[1]["body"])


@pytest.mark.parametrize(
    ("refusal", "status", "advice"),
    [
        (TooManyRequests(seconds=7), 429, {"retry-after": "7"}),
        (ServiceUnreachable(service="s"), 503, {"retry-after": "2"}),
        (WrongMethod("PUT", ["POST", "GET"]), 405, {"allow": "GET, POST"}),
        (NotAuthenticated(reason="r", absent=True), 401, {"www-authenticate": BEARER}),
        (NotAuthenticated(reason="r"), 401, {"www-authenticate": f"{BEARER}, {TOKEN_INVALID}"}),
        (BodyTooLarge(limit=10), 413, {"connection": "close"}),
        (ScopeNotGranted(scope="s"), 403, {"www-authenticate": f"{BEARER}, {SCOPE_MISSING}"}),
        (RouteNotFound(path="/v1/x"), 404, NONE),
        (AnswerBroken(service="s"), 502, NONE),
        (AnswerOverdue(service="s", seconds="5"), 504, NONE),
        (InternalError(), 500, NONE),
        (Refused(), 400, NONE),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Refusal) else "",
)
async def test_a_refusal_has_its_status_and_says_what_to_do_next(refusal, status, advice):
    exchange, fields, document = await exchanged(refusal)

    common = {
        "content-type",
        "content-length",
        "content-language",
        "link",
        "x-request-id",
        "x-content-type-options",
    }
    assert {name: value for name, value in fields.items() if name not in common} == advice
    assert exchange.status == document["status"] == status
    assert int(fields["content-length"]) == exchange.sent
    assert (fields["content-language"], fields["x-request-id"]) == ("zh", exchange.id)
    name = document["type"].rpartition(":")[2]
    assert fields["link"] == f'</docs/problems#{name}>; rel="help"'
    assert "code" not in document


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (Refused(), "BadRequest"),
        (NotAuthenticated(reason="r"), "BadRequest"),
        (NotAuthenticated(reason="r", expired=True), "TokenExpired"),
        (ScopeNotGranted(scope="s"), "AccessDenied"),
        (RouteNotFound(path="x"), "NotFound"),
        (WrongMethod("PUT", ["GET"]), "InternalError"),
        (AnswerBroken(service="s"), "InternalError"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Refusal) else value,
)
@pytest.mark.parametrize("path", ["/2/footprints", "/3/events"])
async def test_on_the_surfaces_of_pact_a_refusal_has_a_code_and_a_message(path, refusal, code):
    english = (b"accept-language", b"en")

    _, fields, document = await exchanged(refusal, path, english)

    assert (document["code"], document["message"]) == (code, refusal.messages["en"])
    assert fields["content-language"] == "en"


@pytest.mark.parametrize("path", ["/23/x", "/v3/x", "/4/x", "/"])
async def test_elsewhere_it_has_neither(path):
    _, _, document = await exchanged(Refused(), path)

    assert {"code", "message"} & document.keys() == set()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (b"a-harmless.id_1", True),
        (b"x" * 64, True),
        (b"x" * 65, False),
        (b"x" * 7, False),
        (b"with space", False),
        ("ünïcödé-id".encode(), False),
    ],
)
def test_only_a_harmless_id_of_the_caller_is_logged(given, kept):
    headers = [(b"x-other", b"another-id-0"), (b"x-request-id", given)]

    assert callers_id(headers) == (given.decode() if kept else None)
