"""Key files, and the DID documents made of them."""

import json
from datetime import timedelta

import pytest
from joserfc.jwk import ECKey

from certification.issuers.domain.identity import (
    IssuerKey,
    body_did,
    did_document,
    keys_missing_from,
    lists_key,
)
from certification.issuers.domain.keys import (
    KeyFileUnusable,
    KeyMissing,
    KeyRing,
    development_key_file,
    read_keys,
)
from tests.certification.samples import BODY, MAY_4, PUBLIC_URL

DID = body_did(PUBLIC_URL, BODY)
KEY = IssuerKey("2026-1", ECKey.generate_key("P-256"))


def test_the_host_and_port_are_part_of_the_issuers_name():
    assert DID == "did:web:127.0.0.1%3A8080:bodies:CNCA-R-2099-901"
    assert body_did("https://cfp.example", BODY) == "did:web:cfp.example:bodies:CNCA-R-2099-901"


def test_retired_keys_stay_in_the_document_with_their_end_date():
    retired = IssuerKey("2025-1", ECKey.generate_key("P-256"), MAY_4 - timedelta(days=1))

    document = json.loads(did_document(DID, [retired, KEY]))

    old, new = document["verificationMethod"]
    assert old["expires"] == "2026-05-03T09:30:00Z"
    assert "expires" not in new
    assert document["assertionMethod"] == [f"{DID}#2025-1", f"{DID}#2026-1"]


def test_a_key_that_a_later_document_leaves_out_is_missed():
    other = IssuerKey("2025-1", ECKey.generate_key("P-256"))
    both, one = (did_document(DID, keys) for keys in ([other, KEY], [KEY]))

    assert keys_missing_from(one, both) == [f"{DID}#2025-1"]
    assert keys_missing_from(both, one) == keys_missing_from(one, one) == []
    assert lists_key(one, f"{DID}#2026-1")
    assert not lists_key(one, f"{DID}#2025-1")


def test_the_document_never_shows_a_private_key():
    methods = json.loads(did_document(DID, [KEY]))["verificationMethod"]

    assert "d" not in methods[0]["publicKeyJwk"]


def test_a_development_key_file_can_be_read_back_and_says_what_it_is():
    keys = read_keys(BODY, development_key_file(BODY, 2026))

    assert keys.development
    assert keys.active.kid == "2026-dev"


@pytest.mark.parametrize("body", ["", "CNCA-X-2099-901", "../CNCA-R-2099-901"])
def test_a_file_is_named_by_an_approval_number_and_by_nothing_else(body):
    with pytest.raises(KeyFileUnusable, match="approval number"):
        development_key_file(body, 2026)
    with pytest.raises(KeyFileUnusable, match="approval number"):
        read_keys(body, development_key_file(BODY, 2026))


def test_two_keys_of_a_body_do_not_share_a_name():
    file = json.loads(development_key_file(BODY, 2026))

    with pytest.raises(KeyFileUnusable, match="two keys share a kid"):
        read_keys(BODY, json.dumps(file | {"keys": file["keys"] * 2}))


def test_the_last_key_that_is_not_retired_signs():
    file, other = (json.loads(development_key_file(BODY, year)) for year in (2026, 2027))
    retired = file["keys"][0] | {"kid": "old", "retired_at": "2026-05-01T00:00:00Z"}

    keys = read_keys(BODY, json.dumps(file | {"keys": [*file["keys"], *other["keys"], retired]}))

    assert keys.active.kid == "2027-dev"


def test_a_retired_key_signs_nothing():
    file = json.loads(development_key_file(BODY, 2026))
    file["keys"][0]["retired_at"] = "2026-05-01T00:00:00Z"

    with pytest.raises(KeyMissing):
        KeyRing({BODY: read_keys(BODY, json.dumps(file))}).active(BODY)


def test_a_body_without_a_key_file_is_named():
    with pytest.raises(KeyMissing, match=BODY):
        KeyRing({}).active(BODY)


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "{}",
        '{"keys": []}',
        '{"keys": [{"kty": "RSA", "crv": "P-256", "x": "a", "y": "b", "kid": "k"}]}',
        '{"keys": [{"kty": "EC", "crv": "P-256", "x": "a", "y": "b", "kid": "k"}]}',
    ],
)
def test_an_unusable_key_file_is_named_and_its_secret_is_not(text):
    with pytest.raises(KeyFileUnusable, match=f"{BODY}.json"):
        read_keys(BODY, text)


def test_a_faulty_key_is_not_quoted_in_the_message():
    secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ"
    text = json.dumps({"keys": [{"kty": "EC", "d": secret, "kid": "k"}]})

    with pytest.raises(KeyFileUnusable) as refused:
        read_keys(BODY, text)

    assert secret not in str(refused.value)
