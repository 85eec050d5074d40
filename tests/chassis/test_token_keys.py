"""How long a verifier believes published keys and verified tokens, and when it asks again."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest.mock import patch

import pytest
from joserfc.jwk import ECKey

from chassis.auth import Caller, KeysUnavailable, NotAuthenticated, TokenVerifier
from tests.support.tokens import ISSUER, Issuer

WHO = ("91120116MA0000007N", "enterprise")


class Publisher:
    """An authorization server that counts how often its keys are asked for."""

    def __init__(self) -> None:
        self.issuer, self.asked, self.status = Issuer(), 0, 200

    def rotate(self) -> None:
        parameters = {"kid": f"test-{self.asked + 2}", "use": "sig", "alg": "ES256"}
        self.issuer.key = ECKey.generate_key("P-256", parameters)

    def token(self, **claims: object) -> str:
        return self.issuer.token(*WHO, **claims)


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.passed_s = 0.0

    def monotonic(self) -> float:
        return 1000 + self.passed_s

    def time(self) -> float:
        return time.time() + self.passed_s


@contextmanager
def serving(publisher: Publisher) -> Iterator[str]:
    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publisher.asked += 1
            keys = {"keys": [publisher.issuer.key.as_dict(private=False)]}
            self.send_response(publisher.status)
            self.end_headers()
            self.wfile.write(json.dumps(keys).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/jwks"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def verifier(publisher: Publisher) -> Iterator[TokenVerifier]:
    with serving(publisher) as url:
        yield TokenVerifier(url, ISSUER)


@pytest.fixture
def clock() -> Iterator[Hands]:
    with patch("chassis.auth.time", Hands()) as hands:
        yield hands


async def test_keys_are_asked_for_once_in_five_minutes(publisher, verifier, clock):
    await verifier.verify(publisher.token())
    clock.passed_s = 300
    await verifier.verify(publisher.token())
    assert publisher.asked == 1

    clock.passed_s = 301
    await verifier.verify(publisher.token(exp=int(time.time()) + 3600))
    assert publisher.asked == 2


async def test_the_claims_of_a_token_say_who_calls(publisher, verifier):
    named = await verifier.verify(publisher.token(person="p-1", scope="a b"))
    system = await verifier.verify(publisher.token(scope="a"))

    assert named == Caller(f"client-{WHO[0]}-p-1", *WHO, frozenset({"a", "b"}), "p-1")
    assert system == Caller(f"client-{WHO[0]}-system", *WHO, frozenset({"a"}), None)


@pytest.mark.parametrize("missing", ["iss", "aud", "exp", "sub"])
async def test_a_token_that_leaves_a_claim_out_is_refused(publisher, verifier, missing):
    with pytest.raises(NotAuthenticated, match=missing):
        await verifier.verify(publisher.token(**{missing: None}))


async def test_a_token_that_was_verified_is_believed_until_it_expires(publisher, verifier, clock):
    token = publisher.token(exp=int(time.time()) + 60)
    first = await verifier.verify(token)
    publisher.rotate()
    clock.passed_s = 58
    assert await verifier.verify(token) is first

    clock.passed_s = 61
    await verifier.keys(fresh=True)
    with pytest.raises(NotAuthenticated):
        await verifier.verify(token)


async def test_after_a_rotation_new_tokens_are_taken_at_once(publisher, verifier, clock):
    await verifier.verify_after_rotation(publisher.token())
    publisher.rotate()
    clock.passed_s = 6

    await verifier.verify_after_rotation(publisher.token(sub="new"))

    assert publisher.asked == 2


async def test_invented_tokens_do_not_make_the_keys_be_asked_for_every_time(
    publisher, verifier, clock
):
    await verifier.verify(publisher.token())
    for second in range(6):
        clock.passed_s = second
        with pytest.raises(NotAuthenticated):
            await verifier.verify_after_rotation("a.b.c")
    assert publisher.asked == 1

    clock.passed_s = 5.5
    with pytest.raises(NotAuthenticated):
        await verifier.verify_after_rotation("a.b.c")
    assert publisher.asked == 2


async def test_keys_that_cannot_be_had_anew_are_believed_on(publisher, verifier, clock):
    token = publisher.token(exp=int(time.time()) + 3600)
    before = await verifier.keys()
    publisher.status = 503
    clock.passed_s = 1000

    assert await verifier.keys() is before
    assert (await verifier.verify(token)).org == WHO[0]
    assert publisher.asked == 3


async def test_without_any_keys_nobody_is_refused_for_his_token(publisher, verifier):
    publisher.status = 503

    with pytest.raises(KeysUnavailable):
        await verifier.verify(publisher.token())
