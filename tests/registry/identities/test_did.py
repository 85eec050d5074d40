"""Identities: names by did:web, documents that never forget a key."""

import json
from datetime import UTC, datetime, timedelta

from registry.identities.domain.did import VerificationKey, document, renewed
from registry.values.domain.node import node

NODE = node("https://node.example/")
MAY_4 = datetime(2026, 5, 4, tzinfo=UTC)
FIRST, SECOND, THIRD = (
    VerificationKey(name, {"kty": "EC", "crv": "P-256", "x": name}) for name in ("a", "b", "c")
)


def test_a_port_is_percent_encoded_in_the_names_of_node_and_body():
    local = node("http://127.0.0.1:8080")

    assert local.did == "did:web:127.0.0.1%3A8080"
    assert local.log_origin == "127.0.0.1:8080/log"
    assert NODE.body_did("CNCA-R-2099-901") == "did:web:node.example:bodies:CNCA-R-2099-901"


def test_a_slash_at_the_end_of_the_address_changes_nothing():
    assert node("https://node.example/") == node("https://node.example")
    assert NODE.label_url("N-1") == "https://node.example/label/N-1"


def test_a_replaced_key_ends_now_and_keeps_its_end_later():
    once = renewed([FIRST], SECOND, MAY_4)
    twice = renewed(once, THIRD, MAY_4 + timedelta(days=1))

    assert [(key.kid, key.expires) for key in twice] == [
        ("c", None),
        ("b", MAY_4 + timedelta(days=1)),
        ("a", MAY_4),
    ]


def test_an_unchanged_key_gives_the_same_document():
    keys = renewed([SECOND, FIRST], SECOND, MAY_4)

    assert renewed(keys, SECOND, MAY_4 + timedelta(days=9)) == keys


def test_a_retired_key_stays_in_the_document_with_its_end():
    written = json.loads(document(NODE, renewed([FIRST], SECOND, MAY_4), "node.example/log+0+a"))

    assert [(m["id"], m.get("expires")) for m in written["verificationMethod"]] == [
        ("did:web:node.example#b", None),
        ("did:web:node.example#a", "2026-05-04T00:00:00Z"),
    ]
    assert written["assertionMethod"] == ["did:web:node.example#b", "did:web:node.example#a"]
    assert written["service"][0]["serviceEndpoint"] == {
        "uri": "https://node.example/log",
        "vkey": "node.example/log+0+a",
    }
