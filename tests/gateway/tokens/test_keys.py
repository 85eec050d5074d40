"""Which keys are taken, from clients and for signing tokens, and why the others are not."""

import base64
import json
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from gateway.clients.domain.clients import SecretHash, secret_hash
from gateway.clients.domain.keys import algorithms_of, public_keys
from gateway.clients.domain.refusals import KeyNotAccepted, PrivateKeyGiven
from gateway.tokens.domain.keys import DEVELOPMENT_KID, generated_token_keys, token_keys

FRESH = [ECKey.generate_key("P-256", {"kid": f"k-{number}"}) for number in range(9)]
PUBLIC: dict[str, Any] = FRESH[0].as_dict(private=False)
PRIVATE = [key.as_dict(private=True) for key in FRESH]


RSA = RSAKey.generate_key(2048, {"kid": "r"}).as_dict(private=False)
SHORT = base64.urlsafe_b64encode(b"\xff" * 128).rstrip(b"=").decode()
"""A modulus of 1024 bits."""
DIGEST = "849dc2b8362ec12b2b5c4a19892f52ed314b38c353ee5fd8179eabd3cfcb9186"
"""scrypt of `secret` with a salt of sixteen zero bytes, N 4096, r 8 and p 1 (RFC 7914)."""


def without(key: dict[str, Any], member: str) -> dict[str, Any]:
    return {name: value for name, value in key.items() if name != member}


def of_clients(count: int) -> dict[str, Any]:
    return {"keys": [key.as_dict(private=False) for key in FRESH[:count]]}


@pytest.mark.parametrize("count", [1, 8])
def test_a_client_has_one_to_eight_keys(count: int):
    assert len(public_keys(of_clients(count)).key_set.keys) == count


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ([], "give 1 to 8 keys"),
        (of_clients(9)["keys"], "give 1 to 8 keys"),
        ({}, "give 1 to 8 keys"),
        (["key"], "it is not an object"),
        ([without(PUBLIC, "kid")], "its kid is missing"),
        ([{**PUBLIC, "kid": 7}], "its kid is missing"),
        ([{**PUBLIC, "kid": "k" * 129}], "its kid is missing"),
        ([{**PUBLIC, "kid": "a b"}], "its kid is missing"),
        ([PUBLIC, PUBLIC], "a kid is repeated"),
        ([{**PUBLIC, "kty": "OKP"}], "only ES256, PS256 or RS256 signature keys serve"),
        ([{**PUBLIC, "crv": "P-384"}], "only ES256, PS256 or RS256 signature keys serve"),
        ([{**PUBLIC, "use": "enc"}], "only ES256, PS256 or RS256 signature keys serve"),
        ([{**PUBLIC, "x": PUBLIC["y"]}], "its point or modulus is wrong"),
        ([{**PUBLIC, "alg": "RS256"}], "only ES256, PS256 or RS256 signature keys serve"),
        ([{**RSA, "alg": "ES256"}], "only ES256, PS256 or RS256 signature keys serve"),
        ([{**RSA, "alg": "HS256"}], "only ES256, PS256 or RS256 signature keys serve"),
        ([without(RSA, "n")], "RSA keys have 2048 to 8192 bits and the exponent 65537"),
        ([{**RSA, "n": SHORT}], "RSA keys have 2048 to 8192 bits and the exponent 65537"),
        ([{**RSA, "e": "Aw"}], "RSA keys have 2048 to 8192 bits and the exponent 65537"),
        ([without(PUBLIC, "x")], "its point or modulus is wrong"),
    ],
)
def test_a_key_that_is_not_taken_is_refused_with_the_reason(keys: Any, reason: str):
    with pytest.raises(KeyNotAccepted) as refused:
        public_keys({"keys": keys})

    assert refused.value.facts["reason_en"] == reason


def test_the_kid_that_is_repeated_is_the_one_named():
    keys = [*of_clients(3)["keys"], FRESH[2].as_dict(private=False)]

    with pytest.raises(KeyNotAccepted) as refused:
        public_keys({"keys": keys})

    assert refused.value.facts["kid"] == "k-2"


@pytest.mark.parametrize("member", ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
def test_no_private_part_is_taken(member: str):
    with pytest.raises(PrivateKeyGiven):
        public_keys({"keys": [{**PUBLIC, member: "AQAB"}]})


def test_of_a_key_only_what_verifies_is_kept():
    given = {**without(PUBLIC, "use"), "kid": "k" * 128, "x5c": ["certificate"], "alg": "ES256"}

    [kept] = json.loads(public_keys({"keys": [given]}).document)["keys"]

    assert kept == {
        **{name: PUBLIC[name] for name in ("kty", "crv", "x", "y")},
        "kid": "k" * 128,
        "alg": "ES256",
        "use": "sig",
    }


def test_an_rsa_key_serves_for_the_algorithm_that_it_names_or_for_both():
    named = public_keys({"keys": [{**RSA, "alg": "PS256"}]}).key_set.keys[0]
    free = public_keys({"keys": [RSA]}).key_set.keys[0]

    assert algorithms_of(named) == ["PS256"]
    assert algorithms_of(free) == ["PS256", "RS256"]


def test_the_first_key_signs_and_all_are_published():
    document = {"keys": [PRIVATE[0], PRIVATE[1], FRESH[2].as_dict(private=False)]}

    keys = token_keys(json.dumps(document))

    assert keys.current.kid == "k-0"
    assert [key.kid for key in keys.published] == ["k-0", "k-1", "k-2"]
    assert not keys.are_for_development


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        (PRIVATE[:1], "two private keys"),
        ([PRIVATE[0], PUBLIC | {"kid": "k-1"}], "two private keys"),
        ([PUBLIC | {"kid": "k-1"}, PRIVATE[0]], "two private keys"),
        ([PRIVATE[0], without(PRIVATE[1], "kid")], "have a kid"),
        (
            [PRIVATE[0], ECKey.generate_key("P-384", {"kid": "k"}).as_dict(private=True)],
            "be on P-256",
        ),
        ([PRIVATE[0], PRIVATE[0]], "a kid is repeated"),
        ([RSAKey.generate_key(2048, {"kid": "k"}).as_dict(private=True)], "not a JWK set"),
        (7, "not a JWK set"),
    ],
)
def test_keys_that_cannot_sign_tokens_are_refused_with_the_reason(keys: Any, reason: str):
    with pytest.raises(ValueError, match=reason):
        token_keys(json.dumps({"keys": keys}))


def test_a_secret_is_known_by_the_digest_that_was_kept_of_it():
    kept = SecretHash(f"{'00' * 16}${DIGEST}")

    assert kept.matches("secret")
    assert not kept.matches("Secret")
    assert secret_hash("secret").text != secret_hash("secret").text


def test_generated_keys_are_two_named_by_their_thumbprints():
    keys = token_keys(generated_token_keys(DEVELOPMENT_KID))

    assert keys.are_for_development
    assert [key.kid for key in keys.published] == [
        f"development-{key.thumbprint()[:16]}" for key in keys.published
    ]
    assert len({key.kid for key in keys.published}) == 2
