"""The token endpoint: what it issues, and everything it refuses."""

import asyncio
import base64
import json
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from gateway.tokens.usecases.authorization_server import TokenRequest
from gateway.tokens.usecases.tokens import RequestMalformed, named_client, token_request
from tests.gateway.world import ISSUER, Program, World

ENTERPRISE = "91120116MA0000007N"
BODY = "CNCA-R-2099-901"


@pytest.fixture(scope="module")
async def program(world: World) -> Program:
    return await world.registered(ENTERPRISE, scopes=["products.read", "products.write"])


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def encoded(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


async def test_a_token_says_who_acts_for_whom_and_what_it_may_do(world: World):
    person = {"id": "auditor-07", "name": "示例审核员"}
    reviewer = await world.registered(BODY, scopes=["certification.review"], person=person)

    answer = await world.ask_token(reviewer)

    token = answer.json()
    claims = jwt.decode(token["access_token"], await world.published_keys(), ["ES256"]).claims
    now = time.time()
    assert token["token_type"] == "Bearer"
    assert token["expires_in"] == 600
    assert answer.headers["cache-control"] == "no-store"
    assert claims.pop("jti")
    assert 590 < claims.pop("exp") - now <= 600
    assert abs(claims.pop("iat") - now) < 5
    assert claims == {
        "iss": ISSUER,
        "aud": "tanbiao",
        "sub": reviewer.id,
        "client_id": reviewer.id,
        "org": BODY,
        "role": "certification-body",
        "scope": "certification.review",
        "person": "auditor-07",
        "person_name": "示例审核员",
    }


async def test_a_token_verifies_by_bare_cryptography(world: World, program: Program):
    head, body, signature = (await world.token(program)).split(".")
    header = json.loads(decoded(head))
    keys = (await world.http.get("/oauth/jwks")).json()["keys"]
    key = next(key for key in keys if key["kid"] == header["kid"])
    x, y = (int.from_bytes(decoded(key[name]), "big") for name in ("x", "y"))
    r, s = (int.from_bytes(decoded(signature)[i : i + 32], "big") for i in (0, 32))

    point = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    point.verify(encode_dss_signature(r, s), f"{head}.{body}".encode(), ec.ECDSA(SHA256()))

    assert header["typ"] == "at+jwt"
    assert header["alg"] == "ES256"


async def test_two_live_keys_are_published_and_nothing_private(world: World):
    keys = (await world.http.get("/oauth/jwks")).json()["keys"]

    assert len({key["kid"] for key in keys}) == 2
    assert all(set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"} for key in keys)


async def test_the_requested_scope_narrows_the_token(world: World, program: Program):
    answer = await world.ask_token(program, scope="products.read")

    assert answer.json()["scope"] == "products.read"


async def test_the_issuer_is_an_accepted_audience(world: World, program: Program):
    answer = await world.http.post(
        "/oauth/token", data=program.form(program.assertion(aud=[ISSUER]))
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ({"aud": "https://elsewhere.test"}, "aud"),
        ({"aud": None}, "aud"),
        ({"exp": int(time.time()) - 60}, "expired"),
        ({"exp": None}, "exp"),
        ({"exp": int(time.time()) + 7200}, "an hour"),
        ({"exp": "soon"}, "exp"),
        ({"nbf": int(time.time()) + 86_400}, "not yet valid"),
        ({"jti": None}, "JWT ID"),
        ({"jti": 7}, "jti"),
        ({"jti": "x" * 300}, "jti"),
        ({"jti": "a\x00b"}, "jti"),
        ({"iss": "somebody-else"}, "Issuer and Subject"),
        ({"sub": 7}, "sub"),
        ({"sub": None}, "sub"),
    ],
)
async def test_an_assertion_with_wrong_claims_is_refused(
    world: World, program: Program, claims: dict[str, Any], message: str
):
    answer = await world.http.post("/oauth/token", data=program.form(program.assertion(**claims)))

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_client"
    assert message in answer.json()["error_description"]


async def test_an_assertion_serves_once(world: World, program: Program):
    form = program.form()

    first = await world.http.post("/oauth/token", data=form)
    second = await world.http.post("/oauth/token", data=form)

    assert first.status_code == 200
    assert second.status_code == 400
    assert second.json()["error"] == "invalid_client"
    assert "used before" in second.json()["error_description"]


async def test_an_assertion_whose_scope_was_refused_is_used_up(world: World, program: Program):
    form = program.form()

    wide = await world.http.post("/oauth/token", data={**form, "scope": "clients.manage"})
    again = await world.http.post("/oauth/token", data=form)

    assert wide.json()["error"] == "invalid_scope"
    assert again.json()["error"] == "invalid_client"


def unsigned(program: Program) -> str:
    body = program.assertion().split(".")[1]
    return f"{encoded({'alg': 'none'})}.{body}."


def signed_with_the_public_key_as_secret(program: Program) -> str:
    secret = OctKey.import_key(json.dumps(program.jwks["keys"][0]))
    return program.assertion(key=secret, header={"alg": "HS256"})


def signed_by_another_key(program: Program) -> str:
    return program.assertion(key=ECKey.generate_key("P-256"))


def signed_with_an_unknown_kid(program: Program) -> str:
    return program.assertion(header={"kid": "no-such-key"})


def with_a_hostile_header(program: Program) -> str:
    hostile = {"alg": 'ES"\\256ü', "kid": "ü"}
    return f"{encoded(hostile)}.{program.assertion().partition('.')[2]}"


def deeply_nested(_: Program) -> str:
    return f"{encoded({'alg': 'ES256'})}.{encoded(b'[' * 9000)}.{encoded(b'x')}"


def from_a_client_with_a_nul(program: Program) -> str:
    return program.assertion(iss="a\x00b", sub="a\x00b")


def not_a_jwt(_: Program) -> str:
    return "not-a-jwt"


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        signed_with_the_public_key_as_secret,
        signed_by_another_key,
        signed_with_an_unknown_kid,
        with_a_hostile_header,
        deeply_nested,
        from_a_client_with_a_nul,
        not_a_jwt,
    ],
)
async def test_a_forged_assertion_is_refused(world: World, program: Program, forge: Any):
    answer = await world.http.post("/oauth/token", data=program.form(forge(program)))

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_client"


async def test_a_stranger_learns_nothing_about_which_clients_exist(world: World, program: Program):
    unknown = await world.ask_token(Program("nobody"))
    forged = await world.http.post(
        "/oauth/token", data=program.form(signed_by_another_key(program))
    )

    assert unknown.status_code == 400
    assert unknown.json() == forged.json()


async def test_a_scope_beyond_the_client_is_refused(world: World, program: Program):
    answer = await world.ask_token(program, scope="products.read calculations.read")

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_scope"


async def test_a_revoked_client_gets_no_token(world: World):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    await world.as_operator("POST", f"/v1/clients/{program.id}/revocation", {"reason": "test"})

    answer = await world.ask_token(program)

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_client"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "authorization_code", "code": "x"}, "unsupported_grant_type"),
        ({"grant_type": "客户端"}, "unsupported_grant_type"),
        ({"scope": "products.read"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "a\x00b"}, "invalid_client"),
        ({"grant_type": "client_credentials", "client_assertion": "a.b.c"}, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "operator"}, "invalid_client"),
    ],
)
async def test_other_grants_and_missing_credentials_are_refused(
    world: World, form: dict[str, str], error: str
):
    answer = await world.http.post("/oauth/token", data=form)

    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == error


async def test_a_repeated_parameter_is_refused(world: World, program: Program):
    form = [*program.form().items(), ("scope", "products.read"), ("scope", "products.write")]
    content = "&".join(f"{key}={value}" for key, value in form)

    answer = await world.http.post(
        "/oauth/token",
        content=content,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )

    assert answer.json()["error"] == "invalid_request"


async def test_json_and_endless_bodies_are_refused(world: World):
    as_json = await world.http.post("/oauth/token", json={"grant_type": "client_credentials"})
    endless = await world.http.post("/oauth/token", data={"scope": "x" * 20_000})

    assert as_json.json()["error"] == "invalid_request"
    assert endless.json()["error"] == "invalid_request"


async def test_a_secret_serves_in_development_only_for_the_client_registered_with_it(
    world: World, program: Program
):
    secret = "a-long-development-secret"
    body = {"org": ENTERPRISE, "scopes": ["products.read"], "secret": secret}
    await world.as_operator("PUT", "/v1/clients/with-secret", body)
    grant = {"grant_type": "client_credentials"}

    basic = await world.http.post("/oauth/token", data=grant, auth=("with-secret", secret))
    posted = await world.http.post(
        "/oauth/token", data={**grant, "client_id": "with-secret", "client_secret": secret}
    )
    wrong = await world.http.post("/oauth/token", data=grant, auth=("with-secret", "guess"))
    other = await world.http.post("/oauth/token", data=grant, auth=(program.id, secret))
    garbled = await world.http.post(
        "/oauth/token", data=grant, headers={"Authorization": "Basic /////w=="}
    )

    assert basic.status_code == posted.status_code == 200
    assert wrong.status_code == other.status_code == 401
    assert wrong.headers["www-authenticate"].startswith("Basic")
    assert garbled.json()["error"] == "invalid_client"


@pytest.mark.parametrize(
    "authorization", ["Bearer bmFtZTp3b3Jk", "Basic bmFtZQ==", "Basic", "Basic bmFtZTp3b3Jk!"]
)
def test_a_client_is_named_by_basic_credentials_and_by_no_others(authorization: str):
    with pytest.raises(RequestMalformed):
        named_client(TokenRequest({}, authorization))


@pytest.mark.parametrize(
    ("authorization", "form"),
    [
        ("Basic bmFtZTp3b3Jk", {"client_assertion": "a.b.c"}),
        ("Basic bmFtZTp3b3Jk", {"client_secret": "word"}),
        (None, {"client_assertion": "a.b.c", "client_secret": "word"}),
    ],
)
def test_a_client_proves_itself_in_one_way_only(authorization: str | None, form: dict[str, str]):
    with pytest.raises(RequestMalformed, match="in one way only"):
        token_request(list(form.items()), authorization)

    assert token_request(list(form.items())[:1], None).form
    assert token_request([], authorization).authorization == authorization


def test_basic_credentials_are_escaped_like_a_form():
    request = TokenRequest({}, "basic " + base64.b64encode(b"a%2Bb+c:word").decode())

    assert named_client(request) == "a+b c"


async def test_the_discovery_documents_say_what_is_true(world: World, program: Program):
    document = (await world.http.get("/.well-known/oauth-authorization-server")).json()
    same = (await world.http.get("/.well-known/openid-configuration")).json()

    assert document == same
    assert document["issuer"] == ISSUER
    assert document["token_endpoint"] == f"{ISSUER}/oauth/token"
    assert document["jwks_uri"] == f"{ISSUER}/oauth/jwks"
    assert document["grant_types_supported"] == ["client_credentials"]
    assert document["token_endpoint_auth_signing_alg_values_supported"] == [
        "ES256",
        "PS256",
        "RS256",
    ]
    assert document["op_policy_uri"] == document["service_documentation"] == f"{ISSUER}/docs"
    assert "authorization_endpoint" not in document
    assert "products.read" in document["scopes_supported"]


async def test_the_address_of_pact_clients_answers_alike(world: World, program: Program):
    secret = "another-long-development-secret"
    body = {"org": ENTERPRISE, "scopes": ["footprints.list"], "secret": secret}
    await world.as_operator("PUT", "/v1/clients/with-secret-too", body)
    grant = {"grant_type": "client_credentials"}

    by_key = await world.http.post("/auth/token", data=program.form(program.assertion()))
    basic = await world.http.post("/auth/token", data=grant, auth=("with-secret-too", secret))
    wrong = await world.http.post("/auth/token", data=grant, auth=("with-secret-too", "guess"))

    assert by_key.json()["token_type"] == basic.json()["token_type"] == "Bearer"
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")


async def test_a_refusal_on_the_pact_surface_has_its_code_and_message(world: World):
    answer = await world.http.get("/3/nothing")

    assert answer.status_code == 404
    assert answer.json()["code"] == "NotFound"
    assert "/3/nothing" in answer.json()["message"]


async def test_half_sent_requests_of_strangers_keep_nobody_from_a_token(
    world: World, program: Program
):
    host, port = world.address.removeprefix("http://").split(":")
    head = f"POST /oauth/token HTTP/1.1\r\nHost: {host}\r\nContent-Length: 16000\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\n\r\ngrant_type=clien"
    writers = []
    for _ in range(30):
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write((head + form).encode())
        writers.append(writer)
        await writer.drain()

    answer = await world.ask_token(program)
    protected = await world.as_operator("GET", "/v1/clients")

    assert (answer.status_code, protected.status_code) == (200, 200)
    for writer in writers:
        writer.close()
