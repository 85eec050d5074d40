"""The sequencer makes public what was decided: exactly once, in order, provably."""

import json
from datetime import timedelta

import pytest

from chassis.canonical import sha256_hex
from contracts.certification import (
    CertificateCancelled,
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    Scheme,
)
from contracts.registry import LabelIssued, LabelStatus, LabelStatusChanged
from registry.identities.domain.signed import read_credential
from registry.identities.usecases import documents
from registry.labels.domain.label import parse_number
from registry.labels.usecases import labels
from registry.log.domain import checkpoint, merkle
from registry.log.usecases import reading as read
from registry.status.domain import status_list
from registry.status.domain.status_list import Purpose
from registry.status.usecases import lists as status_lists
from tests.registry.node import NODE, new_keys
from tests.registry.samples import sample_product


def suspended(certificate, **changes):
    facts = {
        "certificate_id": certificate.certificate_id,
        "certificate_number": certificate.certificate_number,
        "reason_code": "0201",
        "suspended_at": "2026-06-01T00:00:00Z",
        "suspended_until": "2026-09-01T00:00:00Z",
    }
    return CertificateSuspended.model_validate(facts | changes)


def reinstated(certificate):
    return CertificateReinstated(
        certificate_id=certificate.certificate_id,
        certificate_number=certificate.certificate_number,
        reinstated_at="2026-07-01T00:00:00Z",
    )


def withdrawn(certificate):
    return CertificateWithdrawn(
        certificate_id=certificate.certificate_id,
        certificate_number=certificate.certificate_number,
        reason_code="0203",
        withdrawn_at="2026-08-01T00:00:00Z",
    )


def cancelled(certificate):
    return CertificateCancelled(
        certificate_id=certificate.certificate_id,
        certificate_number=certificate.certificate_number,
        reason_code="0204",
        cancelled_at="2026-08-01T00:00:00Z",
    )


async def bit(registry, purpose, index):
    jwt = (await registry.get(f"/status/{purpose}/1")).text
    encoded = read_credential(jwt).claims["credentialSubject"]["encodedList"]
    return status_list.decode(encoded)[index]


async def log_size(registry):
    async with registry.database.transaction() as tx:
        return (await read.checkpoint(tx)).size


async def test_a_signed_certificate_becomes_a_label_that_the_log_proves(registry, body):
    certificate = body.certificate()

    [issued] = await registry.publishes(body.keys_changed(), certificate)

    assert isinstance(issued, LabelIssued)
    assert issued.certificate_id == certificate.certificate_id
    assert issued.credential_sha256 == sha256_hex(certificate.credential.encode())
    assert issued.label_url == f"http://127.0.0.1:8080/label/{issued.label_number}"
    async with registry.database.transaction() as tx:
        label = await labels.label_facts(tx, issued.label_number)
        logged = await labels.logged_label(tx, label)
    tree = checkpoint.open_checkpoint(
        logged.proof.checkpoint,
        NODE.log_origin,
        [registry.keys.log_signer(NODE).verifier],
    )
    leaf = merkle.leaf_hash(logged.entry.encode())
    assert logged.proof.index == issued.log_index
    assert merkle.verify_inclusion(leaf, issued.log_index, tree.size, logged.proof.path, tree.root)
    assert json.loads(logged.entry)["label"] == issued.label_number


async def test_a_redelivered_certificate_gets_no_second_label(registry, body):
    certificate = body.certificate()
    [issued] = await registry.publishes(body.keys_changed(), certificate)
    size = await log_size(registry)

    again = await registry.publishes(certificate, body.keys_changed())

    assert again == []
    assert await log_size(registry) == size
    async with registry.database.transaction() as tx:
        assert await labels.label_facts(tx, issued.label_number)


async def test_labels_of_a_series_are_numbered_without_gaps(registry, body):
    certificates = [body.certificate() for _ in range(3)]
    elsewhere = body.certificate(product=sample_product(site_division="120113"))
    own_scheme = body.certificate(scheme=Scheme.CB_OWN)

    issued = await registry.publishes(
        body.keys_changed(), *certificates, elsewhere, own_scheme, body.certificate()
    )

    numbers = {event.certificate_number: event.label_number for event in issued}
    in_order = [parse_number(numbers[c.certificate_number]).sequence for c in certificates]
    assert in_order == [1, 2, 3]
    assert numbers[elsewhere.certificate_number].startswith("N-120113-47150-2600001-")
    assert numbers[own_scheme.certificate_number].startswith("C-120116-47150-2600001-")
    assert sorted(parse_number(n).sequence for n in numbers.values()) == [1, 1, 1, 2, 3, 4]


async def test_a_suspension_a_reinstatement_and_a_withdrawal_reach_lists_and_listeners(
    registry, body
):
    certificate = body.certificate()
    [issued] = await registry.publishes(body.keys_changed(), certificate)
    steps = [
        (suspended(certificate), LabelStatus.SUSPENDED, (True, False)),
        (reinstated(certificate), LabelStatus.VALID, (False, False)),
        (withdrawn(certificate), LabelStatus.WITHDRAWN, (False, True)),
    ]

    for event, status, bits in steps:
        [changed] = await registry.publishes(event)

        assert isinstance(changed, LabelStatusChanged)
        assert (changed.label_number, changed.status) == (issued.label_number, status)
        assert bits == (
            await bit(registry, "suspension", certificate.status_index),
            await bit(registry, "revocation", certificate.status_index),
        )
        async with registry.database.transaction() as tx:
            proof = await read.inclusion(tx, changed.log_index)
            lists = await status_lists.status_lists(tx, 1)
            assert changed.log_index in {one.log_index for one in lists.values()}
            assert proof.index == changed.log_index


async def test_a_cancellation_is_revoked_in_the_lists_and_no_sanction_in_words(registry, body):
    certificate = body.certificate()
    [issued] = await registry.publishes(body.keys_changed(), certificate)

    [changed] = await registry.publishes(cancelled(certificate))

    assert (changed.status, changed.is_cancelled) == (LabelStatus.WITHDRAWN, True)
    assert changed.reason_code == "0204"
    assert await bit(registry, "revocation", certificate.status_index)
    for status, found in (("cancelled", [issued.label_number]), ("withdrawn", [])):
        listed = (await registry.get(f"/v1/labels?status={status}")).json()["items"]
        assert [item["label_number"] for item in listed] == found


async def test_changes_that_come_at_once_are_told_in_the_order_they_were_decided(registry, body):
    certificate = body.certificate()

    issued, *changes = await registry.publishes(
        body.keys_changed(), certificate, suspended(certificate), withdrawn(certificate)
    )

    assert isinstance(issued, LabelIssued)
    assert [change.status for change in changes] == [LabelStatus.SUSPENDED, LabelStatus.WITHDRAWN]
    async with registry.database.transaction() as tx:
        label = await labels.label_facts(tx, issued.label_number)
    assert label.status(certificate.valid_from + timedelta(days=60)) == LabelStatus.WITHDRAWN
    assert label.status(certificate.valid_until) == LabelStatus.WITHDRAWN


async def test_a_withdrawn_label_stays_withdrawn_whatever_is_reinstated(registry, body):
    certificate = body.certificate()
    await registry.publishes(body.keys_changed(), certificate, withdrawn(certificate))

    [changed] = await registry.publishes(reinstated(certificate))

    assert changed.status == LabelStatus.WITHDRAWN


async def test_both_lists_exist_before_any_certificate_points_at_them(registry):
    await registry.sequences()

    for purpose in Purpose:
        response = await registry.get(f"/status/{purpose}/1")
        credential = read_credential(response.text)
        assert response.headers["content-type"] == "application/vc+jwt"
        assert credential.claims["id"] == f"http://127.0.0.1:8080/status/{purpose}/1"
        assert credential.issuer == NODE.did


async def test_lists_are_reissued_and_logged_after_twelve_hours_and_not_before(
    registry, time_machine
):
    time_machine.move_to("2026-05-04T00:00:00+00:00", tick=False)
    await registry.sequences()
    size = await log_size(registry)

    time_machine.move_to("2026-05-04T11:59:59+00:00", tick=False)
    await registry.sequences()
    before = await log_size(registry)
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    await registry.sequences()

    assert (before, await log_size(registry)) == (size, size + 2)


@pytest.mark.clause("C08")
async def test_the_list_in_force_at_any_earlier_moment_can_be_asked_for(
    registry, body, time_machine
):
    certificate = body.certificate()
    time_machine.move_to("2026-03-02T00:00:00+00:00", tick=False)
    await registry.publishes(body.keys_changed(), certificate)
    time_machine.move_to("2026-03-04T00:00:00+00:00", tick=False)
    await registry.publishes(suspended(certificate))

    async def was_suspended(timestamp):
        response = await registry.get("/status/suspension/1", params={"timestamp": timestamp})
        encoded = read_credential(response.text).claims["credentialSubject"]["encodedList"]
        return status_list.decode(encoded)[certificate.status_index]

    assert not await was_suspended("2026-03-02T23:59:59Z")
    assert await was_suspended("2026-03-04T08:00:00+08:00")


@pytest.mark.parametrize(
    ("timestamp", "status"),
    [
        ("2026-03-01T23:59:59Z", 404),
        ("2026-03-02T00:00:00Z", 200),
        ("2026-03-02T23:59:59Z", 200),
        ("2026-03-03T00:00:00Z", 404),
        ("2026-03-05T00:00:01Z", 404),
    ],
    ids=["before the first", "first moment", "last moment", "nobody reissued it", "future"],
)
async def test_no_list_answers_for_a_moment_at_which_none_was_in_force(
    registry, time_machine, timestamp, status
):
    time_machine.move_to("2026-03-02T00:00:00+00:00", tick=False)
    await registry.sequences()
    time_machine.move_to("2026-03-05T00:00:00+00:00", tick=False)

    response = await registry.get("/status/suspension/1", params={"timestamp": timestamp})

    assert response.status_code == status


async def test_a_round_with_nothing_to_do_signs_and_logs_nothing(registry):
    await registry.sequences()
    size = await log_size(registry)

    await registry.sequences()

    assert await log_size(registry) == size
    assert await registry.published() == []


async def test_a_label_waits_until_its_issuers_key_is_in_the_log(registry, body):
    assert await registry.publishes(body.certificate()) == []

    [issued] = await registry.publishes(body.keys_changed())

    assert isinstance(issued, LabelIssued)


async def test_changes_of_a_label_wait_with_it_and_keep_their_order(registry, body):
    certificate = body.certificate()
    assert await registry.publishes(certificate, suspended(certificate)) == []

    issued, *changes = await registry.publishes(body.keys_changed(), reinstated(certificate))

    assert isinstance(issued, LabelIssued)
    assert [change.status for change in changes] == [LabelStatus.SUSPENDED, LabelStatus.VALID]


async def test_a_credential_that_its_issuer_did_not_sign_is_never_published(registry, body):
    genuine = body.certificate()
    payload = b'{"issuer":"did:web:someone.example"}'
    forged = [
        body.certificate(credential=genuine.credential[:-6] + "AAAAAA"),
        body.certificate(credential=body.sign(payload), payload_sha256=sha256_hex(payload)),
        body.certificate(payload_sha256="00" * 32),
        body.certificate(credential="not a credential"),
    ]

    published = await registry.publishes(body.keys_changed(), *forged, genuine)

    assert [event.certificate_number for event in published] == [genuine.certificate_number]


async def test_a_key_signs_no_labels_after_it_was_retired(registry, body):
    body.expires = "2026-05-03T23:59:59Z"

    published = await registry.publishes(body.keys_changed(), body.certificate())

    assert published == []


async def test_a_key_of_another_body_cannot_sign_for_this_one(registry, body):
    other = type(body)(number="CNCA-R-2099-902")
    stolen = body.certificate(credential=other.certificate().credential)

    published = await registry.publishes(body.keys_changed(), other.keys_changed(), stolen)

    assert published == []


async def test_a_new_node_key_retires_the_old_one_in_a_logged_document(registry, time_machine):
    time_machine.move_to("2026-05-04T00:00:00+00:00", tick=False)
    await registry.sequences()
    old, new = registry.keys, new_keys()

    time_machine.move_to("2026-06-01T00:00:00+00:00", tick=False)
    await registry.sequences(keys=new)

    document = (await registry.get("/.well-known/did.json")).json()
    methods = {m["id"].rpartition("#")[2]: m.get("expires") for m in document["verificationMethod"]}
    assert methods == {new.public.kid: None, old.public.kid: "2026-06-01T00:00:00Z"}
    async with registry.database.transaction() as tx:
        found = await documents.logged_document(tx, NODE.did)
        lists = await status_lists.status_lists(tx, 1)
        note = (await read.checkpoint(tx)).note
    entry = json.loads(found.logged.entry)
    assert found.version.version == 2
    assert entry["document_sha256"] == sha256_hex(found.version.document.encode())
    assert {read_credential(one.credential).key_id for one in lists.values()} == {
        f"{NODE.did}#{new.public.kid}"
    }
    assert checkpoint.open_checkpoint(note, NODE.log_origin, [new.log_signer(NODE).verifier])


async def test_every_version_of_a_bodys_document_is_logged(registry, body):
    await registry.publishes(body.keys_changed(1))
    first = await registry.get("/bodies/CNCA-R-2099-901/did.json")
    await registry.publishes(body.keys_changed(2))
    second = await registry.get("/bodies/CNCA-R-2099-901/did.json")

    assert (first.json()["version"], second.json()["version"]) == (1, 2)
    async with registry.database.transaction() as tx:
        for version in (1, 2):
            assert await read.logged(tx, "did-document", f"{body.did}#{version}")
