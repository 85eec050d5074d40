"""What the authorization server decides, to the second, without a database or a wire."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from joserfc import jwt
from joserfc.jwk import ECKey

from gateway.clients.domain.clients import Client, Organisation, granted_scopes, secret_hash
from gateway.clients.domain.keys import public_keys
from gateway.tokens.domain.keys import generated_token_keys, token_keys
from gateway.tokens.usecases.authorization_server import Policy, TokenAnswer, TokenRequest, decide
from tests.gateway.world import ISSUER, TOKEN_ENDPOINT, Program

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOW = int(NOON.timestamp())
PROGRAM = Program("a-client")
SCOPES = frozenset({"products.read", "products.write"})
KEYS = token_keys(generated_token_keys())
POLICY = Policy(ISSUER, TOKEN_ENDPOINT, KEYS, life_s=600, secrets_allowed=False)
CLIENT = Client(
    id=PROGRAM.id,
    organisation=Organisation("91120116MA0000007N", "enterprise", "甲", "A", None, True),
    scopes=SCOPES,
    person=None,
    credential=public_keys(PROGRAM.jwks),
    created_at=NOON,
    revoked_at=None,
)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def asked(client: Client | None = CLIENT, **claims: Any) -> TokenAnswer:
    form = PROGRAM.form(PROGRAM.assertion(**claims))
    return decide(TokenRequest(form, None), client, of_role=SCOPES, policy=POLICY)


def test_an_assertion_may_end_an_hour_and_ten_seconds_ahead():
    last, later = asked(exp=NOW + 3610), asked(exp=NOW + 3611)

    assert last.status == 200
    assert (later.status, later.body["error"]) == (400, "invalid_client")
    assert "an hour" in str(later.body["error_description"])


def test_an_assertion_that_ended_less_than_ten_seconds_ago_is_still_taken():
    assert asked(exp=NOW - 9).status == 200
    assert asked(exp=NOW - 10).status == 400


@pytest.mark.parametrize(
    ("jti", "status"),
    [("", 400), ("x", 200), ("x" * 255, 200), ("x" * 256, 400), ("a\nb", 400), (7, 400)],
)
def test_an_assertion_has_an_id_of_one_to_255_printable_characters(jti: object, status: int):
    assert asked(jti=jti).status == status


def test_a_used_assertion_is_remembered_until_nobody_can_use_it_again():
    used = asked(exp=NOW + 60, jti="j-1").assertion

    assert used is not None
    assert (used.client_id, used.jti) == (PROGRAM.id, "j-1")
    assert used.expires_at.timestamp() == NOW + 60 + 11


def test_a_token_lives_as_long_as_the_policy_says():
    answer = asked()

    claims = jwt.decode(str(answer.body["access_token"]), KEYS.published, ["ES256"]).claims
    assert (claims["iat"], claims["exp"]) == (NOW, NOW + 600)
    assert answer.body["expires_in"] == 600
    assert answer.body["scope"] == "products.read products.write"


@pytest.mark.parametrize("client", [None, CLIENT.revoked(NOON)])
def test_nobody_and_a_revoked_client_are_refused_alike(client: Client | None):
    answer = asked(client)

    assert (answer.status, answer.body["error"]) == (400, "invalid_client")


@pytest.mark.parametrize(
    ("requested", "granted"),
    [
        (None, "a b"),
        ("b", "b"),
        ("b a", "a b"),
        ("c", None),
        ("a c", None),
        ("d", None),
    ],
)
def test_only_what_client_and_role_both_hold_is_granted(requested: str | None, granted: str | None):
    own, of_role = frozenset("abd"), frozenset("abc")

    assert granted_scopes(requested, own, of_role) == granted
    assert granted_scopes(requested, own, frozenset()) is None


def test_a_stranger_is_refused_as_slowly_as_a_client_with_a_wrong_secret():
    policy = replace(POLICY, secrets_allowed=True)
    known = replace(CLIENT, credential=secret_hash("s" * 20))
    form = {"grant_type": "client_credentials", "client_id": known.id, "client_secret": "z" * 20}

    def fastest(client: Client | None) -> float:
        return min(timed(lambda: refused_by(client)) for _ in range(7))

    def refused_by(client: Client | None) -> None:
        answer = decide(TokenRequest(form, None), client, of_role=SCOPES, policy=policy)
        assert (answer.status, answer.body["error"]) == (401, "invalid_client")

    assert 0.5 < fastest(None) / fastest(known) < 2


def timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def work(client: Client | None, header: dict[str, str]) -> tuple[TokenAnswer, int]:
    """The answer to an assertion by a strange key, and how many calls were made for it."""
    strange = ECKey.generate_key("P-256")
    claims = {"iss": PROGRAM.id, "sub": PROGRAM.id, "aud": ISSUER, "exp": NOW + 60, "jti": "j"}
    form = PROGRAM.form(jwt.encode({"alg": "ES256", **header}, claims, strange))
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    for _ in range(2):  # The first time fills what libraries remember.
        counted = 0
        sys.setprofile(count)
        answer = decide(TokenRequest(form, None), client, of_role=SCOPES, policy=POLICY)
        sys.setprofile(None)
    return answer, counted


@pytest.mark.parametrize("header", [{}, {"kid": "made-up"}])
def test_a_stranger_makes_as_much_work_as_a_client(header):
    """Else the time of an answer tells who is one."""
    known, of_known = work(CLIENT, header)
    unknown, of_unknown = work(None, header)
    revoked, of_revoked = work(replace(CLIENT, revoked_at=NOON), header)

    assert known == unknown == revoked
    assert known.status == 400
    assert of_known > 300
    assert of_unknown == pytest.approx(of_known, rel=0.05)
    assert of_revoked == pytest.approx(of_known, rel=0.05)
