"""Which tokens open a route, and which do not."""

import base64
import hmac
import time

import pytest
from joserfc.jwk import ECKey

NOTE = {"words": "hello"}
WHO = ("91120116MA0000007N", "enterprise")


async def post(service, token):
    return await service.post("/v1/notes", NOTE, headers={"Authorization": f"Bearer {token}"})


async def test_no_token_is_answered_401_and_says_how_to_get_one(service):
    response = await service.post("/v1/notes", NOTE)

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="tanbiao"'
    assert "/oauth/token" in response.json()["messages"]["zh"]


@pytest.mark.parametrize(
    "change",
    [
        {"exp": int(time.time()) - 60},
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"header": {"typ": "JWT"}},
        {"header": {"kid": "unknown"}},
    ],
    ids=["expired", "foreign issuer", "another audience", "not an access token", "unknown key"],
)
async def test_a_token_that_is_not_ours_to_accept_is_refused(service, issuer, change):
    response = await post(service, issuer.token(*WHO, **change))

    assert response.status_code == 401
    assert 'error="invalid_token"' in response.headers["www-authenticate"]
    assert await service.published() == []


@pytest.mark.parametrize("scheme", ["Basic", "DPoP", ""])
async def test_a_valid_token_behind_another_scheme_is_refused(service, issuer, scheme):
    header = f"{scheme} {issuer.token(*WHO)}".lstrip()

    response = await service.post("/v1/notes", NOTE, headers={"Authorization": header})

    assert response.status_code == 401
    assert "no bearer token" in response.json()["messages"]["en"]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_the_name_of_the_scheme_has_no_case(service, issuer, scheme):
    header = f"{scheme} {issuer.token(*WHO)}"

    response = await service.post("/v1/notes", NOTE, headers={"Authorization": header})

    assert response.status_code == 201


async def test_a_token_signed_by_someone_else_is_refused(service, issuer):
    stranger = ECKey.generate_key("P-256", {"kid": "test-1"})

    assert (await post(service, issuer.token(*WHO, key=stranger))).status_code == 401


async def test_an_unsigned_token_or_a_shared_secret_is_refused(service, issuer):
    header, body, _ = issuer.token(*WHO).split(".")
    claimed = encoded(b'{"alg":"HS256","typ":"at+jwt","kid":"test-1"}')
    public = issuer.key.as_pem(private=False)
    confused = encoded(hmac.digest(public, f"{claimed}.{body}".encode(), "sha256"))

    assert (await post(service, f"{claimed}.{body}.{confused}")).status_code == 401
    assert (await post(service, f"{header}.{body}.")).status_code == 401


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


async def test_a_valid_token_without_the_scope_is_refused_and_named(service, issuer):
    response = await post(service, issuer.token("sample-bank", "bank"))

    assert response.status_code == 403
    assert "applications.write" in response.json()["detail"]
    advice = 'Bearer realm="tanbiao", error="insufficient_scope", scope="applications.write"'
    assert response.headers["www-authenticate"] == advice


async def test_a_public_route_needs_no_token(service):
    assert (await service.get("/v1/notes")).status_code == 200
