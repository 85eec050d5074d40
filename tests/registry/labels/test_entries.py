"""Log entries are small, canonical, and tell nothing but identifiers and hashes."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from registry.identities.domain.entry import did_document_entry
from registry.labels.domain.entry import label_entry
from registry.labels.domain.label import Label, NumberSeries, SchemeCode
from registry.status.domain.entry import status_list_entry
from registry.status.domain.status_list import ListName, Purpose, StatusListIssue

NUMBER = NumberSeries(SchemeCode.NATIONAL, "120116", "47150", 26).number(1)
MAY_4 = datetime(2026, 5, 4, tzinfo=UTC)


def test_a_label_entry_holds_identifiers_and_hashes_only(make_certificate):
    certificate = make_certificate()

    entry = label_entry(Label(NUMBER, certificate))

    assert json.loads(entry.data) == {
        "kind": "label",
        "version": 1,
        "label": str(NUMBER),
        "certificate": certificate.certificate_number,
        "issuer": certificate.issuer,
        "credential_sha256": sha256(certificate.credential.encode()).hexdigest(),
        "payload_sha256": certificate.payload_sha256,
        "seal": certificate.seal,
    }
    assert entry.identity == str(NUMBER)


def test_an_entry_is_hashed_as_a_leaf(make_certificate):
    entry = label_entry(Label(NUMBER, make_certificate()))

    assert entry.leaf == sha256(b"\x00" + entry.data).digest()


def test_an_entry_stays_under_its_limit_with_the_longest_names(make_certificate):
    certificate = make_certificate(
        issuer=f"did:web:{'n' * 250}:bodies:CNCA-RF-2099-9001", certificate_number="C" * 64
    )

    assert len(label_entry(Label(NUMBER, certificate)).data) <= 1024


def test_an_entry_has_at_most_1024_bytes():
    short = len(did_document_entry("", 1, "{}").data)

    assert len(did_document_entry("d" * (1024 - short), 1, "{}").data) == 1024
    with pytest.raises(ValueError, match="is 1025 bytes long"):
        did_document_entry("d" * (1025 - short), 1, "{}")


def test_each_edition_of_a_status_list_is_an_entry_of_its_own():
    url, node = "https://node.example/status/suspension/1", "did:web:node.example"
    first, second = (
        StatusListIssue(ListName(Purpose.SUSPENSION), number, url, node, MAY_4) for number in (1, 2)
    )

    entries = [status_list_entry(issue, "e30.e30.c2ln") for issue in (first, second)]

    assert [entry.identity for entry in entries] == ["suspension#1", "suspension#2"]
    assert json.loads(entries[0].data)["valid_until"] == "2026-05-05T00:00:00Z"


def test_editions_of_two_lists_are_entries_of_their_own():
    url, node = "https://node.example/status/suspension/2", "did:web:node.example"
    issue = StatusListIssue(ListName(Purpose.SUSPENSION, 2), 1, url, node, MAY_4)

    assert status_list_entry(issue, "e30.e30.c2ln").identity == "suspension/2#1"


def test_each_version_of_an_identity_document_is_an_entry_of_its_own():
    entry = did_document_entry("did:web:node.example", 3, "{}")

    assert entry.identity == "did:web:node.example#3"
    assert json.loads(entry.data)["document_sha256"] == sha256(b"{}").hexdigest()
