"""Offline verification: a sound bundle passes, and each fault is found for its own reason only."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws

from chassis.canonical import canonical
from registry.identities.domain.signed import keys_of
from registry.log.domain.note import SignerKey
from registry.log.domain.proof import LogProof
from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.findings import Check, Outcome, sentences
from registry.proofs.domain.policy import TrustedBody
from registry.proofs.domain.verification import verify
from registry.status.domain.status_list import (
    ListName,
    Purpose,
    StatusList,
    StatusListIssue,
    payload,
)
from registry.values.domain.bilingual import Bilingual
from tests.registry.world import NOW, World, footprint, sign_vc


def failures(world: World, bundle: Bundle | None = None, at: datetime = NOW) -> tuple[str, ...]:
    return verify(bundle or world.bundle(), world.policy(), at).failures


def test_a_sound_bundle_passes_every_check():
    world = World()

    report = verify(world.bundle(), world.policy(), NOW)

    assert report.is_verified
    assert [finding.check for finding in report.findings] == list(Check)
    assert {finding.outcome for finding in report.findings} == {Outcome.PASSED}


def test_a_bundle_of_a_product_without_a_gtin_passes():
    world = World(sealed=footprint(gtin=None))

    assert failures(world) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [('"474.24"', '"174.24"'), ("JG-S-580", "JG-S-680"), ('"4711"', '"4712"')],
)
def test_a_tampered_credential_is_found(before: str, after: str):
    world = World()
    bundle = world.bundle()
    header, payload, signature = bundle.credential.split(".")
    changed = json.dumps(json.loads(_decoded(payload)), ensure_ascii=False).replace(before, after)

    forged = replace(bundle, credential=f"{header}.{_encoded(changed)}.{signature}")

    assert failures(world, forged) == ("credential-tampered",)


def test_what_depends_on_a_tampered_credential_is_not_checked():
    world = World()
    bundle = world.bundle()

    report = verify(
        replace(bundle, credential=bundle.credential[:-8] + "AAAAAAAA"), world.policy(), NOW
    )

    unchecked = {f.check for f in report.findings if f.outcome is Outcome.NOT_CHECKED}
    assert unchecked == set(Check) - {Check.CREDENTIAL_SIGNATURE, Check.CHECKPOINT_SIGNED}


def test_a_text_that_is_no_credential_is_found():
    world = World()

    assert failures(world, world.bundle(credential="not.a.jwt")) == ("credential-unreadable",)


def test_a_credential_without_a_signature_algorithm_is_refused():
    world = World()
    bundle = world.bundle()
    header = json.loads(_decoded(bundle.credential.split(".")[0])) | {"alg": "none"}
    unsigned = f"{_encoded(json.dumps(header))}.{bundle.credential.split('.')[1]}."

    assert failures(world, replace(bundle, credential=unsigned)) == ("credential-tampered",)


def test_an_issuer_outside_the_policy_is_found():
    stranger = World(issuer="did:web:elsewhere.example:bodies:CNCA-R-2099-666")
    policy = stranger.policy(bodies=World().policy().bodies)

    assert verify(stranger.bundle(), policy, NOW).failures == ("issuer-not-trusted",)


def test_a_key_of_somebody_else_does_not_speak_for_a_trusted_body():
    world, stranger = World(), World()
    bundle = world.bundle(body_did=stranger.body_document(), credential=stranger.credential())

    assert "issuer-key-not-trusted" in failures(world, bundle)


def test_a_pinned_key_must_be_the_one_that_signed():
    world, other = World(), World()
    pinned = keys_of(json.loads(other.body_document()))
    body = TrustedBody(world.issuer, Bilingual("示例", "Sample"), pinned)

    report = verify(world.bundle(), world.policy(bodies=(body,)), NOW)

    assert report.failures == ("credential-tampered",)


def test_with_a_pinned_key_the_key_document_need_not_be_logged():
    world = World()
    pinned = keys_of(json.loads(world.body_document()))
    body = TrustedBody(world.issuer, Bilingual("示例", "Sample"), pinned)
    bundle = world.bundle(body_did="", body_entry="", body_proof="")

    assert verify(bundle, world.policy(bodies=(body,)), NOW).is_verified


def test_a_key_document_that_is_not_logged_is_not_believed():
    world = World()

    assert failures(world, world.bundle(body_proof="")) == ("issuer-key-not-trusted",)


def test_a_key_that_was_retired_before_it_signed_is_found():
    world = World()
    world.body_key = replace(world.body_key, retired_at=datetime(2026, 5, 1, tzinfo=UTC))

    assert failures(world) == ("issuer-key-retired",)


def test_a_key_that_was_retired_after_it_signed_still_counts():
    world = World()
    world.body_key = replace(world.body_key, retired_at=datetime(2026, 5, 10, tzinfo=UTC))

    assert failures(world) == ()


def test_a_suspended_certificate_is_found():
    assert failures(World(suspended=True)) == ("suspended",)


def test_a_revoked_certificate_is_found():
    assert failures(World(revoked=True)) == ("revoked",)


def test_an_expired_certificate_is_found():
    after = datetime(2028, 5, 3, 16, tzinfo=UTC)
    world = World(lists_issued=after - timedelta(hours=1))

    assert failures(world, at=after) == ("expired",)
    assert failures(world, at=after - timedelta(seconds=1)) == ()


def test_a_certificate_that_is_not_valid_yet_is_found():
    before = datetime(2026, 5, 4, 1, tzinfo=UTC)

    assert failures(World(lists_issued=before), at=before) == ("not-yet-valid",)


def test_a_stale_status_list_is_found():
    assert failures(World(lists_issued=NOW - timedelta(hours=25))) == ("status-list-stale",)


def test_a_status_list_of_the_future_is_found():
    assert failures(World(lists_issued=NOW + timedelta(hours=1))) == ("status-list-stale",)


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("issued", "found"),
    [
        (NOW - timedelta(hours=24) + SECOND, ()),
        (NOW - timedelta(hours=24), ("status-list-stale",)),
        (NOW + timedelta(minutes=5), ()),
        (NOW + timedelta(minutes=5) + SECOND, ("status-list-stale",)),
    ],
)
def test_a_status_list_is_believed_for_a_day_from_five_minutes_ahead(issued, found):
    """Its own end, 24 hours after its issue, is exclusive."""
    assert failures(World(lists_issued=issued)) == found


@pytest.mark.parametrize(("older", "found"), [(0 * SECOND, ()), (SECOND, ("status-list-stale",))])
def test_a_status_list_may_be_just_as_old_as_the_policy_says(older, found):
    world = World(lists_issued=NOW - timedelta(hours=1) - older)
    strict = world.policy(status_max_age=timedelta(hours=1))

    assert verify(world.bundle(), strict, NOW).failures == found


def test_a_certificate_is_valid_from_the_very_moment_it_says():
    decided = World().decided
    begins, before = (World(lists_issued=each) for each in (decided, decided - SECOND))

    assert failures(begins, at=decided) == ()
    assert failures(before, at=decided - SECOND) == ("not-yet-valid",)


def test_a_policy_may_ask_for_fresher_status_lists():
    world = World(lists_issued=NOW - timedelta(hours=2))
    strict = world.policy(status_max_age=timedelta(hours=1))

    assert verify(world.bundle(), strict, NOW).failures == ("status-list-stale",)


def test_an_old_bundle_verifies_as_of_its_day():
    world = World()

    assert failures(world, at=NOW + timedelta(days=300)) == ("status-list-stale",)
    assert failures(world, at=NOW) == ()


def test_a_status_list_signed_by_somebody_else_is_found():
    world, stranger = World(), World()
    forged = stranger.status_jwt(Purpose.REVOCATION, is_set=False)

    assert failures(world, world.bundle(revocation=forged)) == ("status-list-not-signed",)


def test_one_status_list_does_not_stand_for_the_other():
    world = World(revoked=True)
    bundle = world.bundle()

    assert failures(world, replace(bundle, revocation=bundle.suspension)) == ("status-list-wrong",)


@pytest.mark.parametrize(
    ("purpose", "url"),
    [
        (Purpose.REVOCATION, "http://127.0.0.1:8080/status/revocation/2"),
        (Purpose.SUSPENSION, "http://127.0.0.1:8080/status/revocation/1"),
    ],
)
def test_a_status_list_is_the_one_named_and_of_its_purpose(purpose, url):
    world = World()
    issue = StatusListIssue(ListName(purpose), 1, url, world.node_did, world.lists_issued)
    claims = canonical(payload(issue, StatusList()))
    forged = sign_vc(claims, world.node_key, world.node_did)

    assert failures(world, world.bundle(revocation=forged)) == ("status-list-wrong",)


def test_a_status_list_without_the_index_is_found():
    world = World()
    claims = json.loads(world.payload())
    for status in claims["credentialStatus"]:
        status["statusListIndex"] = "131072"
    credential = sign_vc(canonical(claims), world.body_key, world.issuer)

    found = failures(world, world.bundle(credential=credential))

    assert found == ("status-list-wrong", "entry-of-another-credential")


def test_an_entry_that_is_not_in_the_log_is_found():
    world = World()
    bundle = world.bundle()
    proof = LogProof.parse(bundle.proof)
    path = (bytes(32), *proof.path[1:])

    elsewhere = replace(bundle, proof=replace(proof, path=path).text())

    assert failures(world, elsewhere) == ("not-in-log",)


def test_an_altered_entry_is_found():
    world = World()
    bundle = world.bundle()

    altered = replace(bundle, entry=bundle.entry.replace("2600001", "2600002"))

    assert failures(world, altered) == ("not-in-log",)


def test_a_swapped_credential_is_found():
    world = World()
    other = replace(world, certificate_number="CFP901-2026-00002").credential()

    assert failures(world, world.bundle(credential=other)) == ("entry-of-another-credential",)


def test_a_checkpoint_that_the_log_did_not_sign_is_found():
    world = World()
    pinned = TrustedBody(
        world.issuer, Bilingual("示例", "Sample"), keys_of(json.loads(world.body_document()))
    )
    other = SignerKey(world.log_key.name, Ed25519PrivateKey.generate())

    report = verify(world.bundle(), world.policy(log_key=other.verifier, bodies=(pinned,)), NOW)

    assert report.failures == ("checkpoint-not-signed",)


def test_a_checkpoint_of_another_log_is_found():
    world = World()
    pinned = TrustedBody(
        world.issuer, Bilingual("示例", "Sample"), keys_of(json.loads(world.body_document()))
    )

    report = verify(
        world.bundle(), world.policy(log_origin="elsewhere.example/log", bodies=(pinned,)), NOW
    )

    assert report.failures == ("checkpoint-not-signed",)


def test_facts_that_the_credential_does_not_bear_out_are_found():
    world = World()
    bundle = world.bundle()
    facts = json.loads(bundle.label)
    facts["footprint"]["value"] = "1.00"

    report = verify(replace(bundle, label=json.dumps(facts)), world.policy(), NOW)

    assert report.failures == ("facts-differ",)
    assert report.findings[-1].sentence.zh == "所示信息与签名凭证不一致：footprint.value。"


@pytest.mark.parametrize("part", sorted(Bundle.NAMES))
@pytest.mark.parametrize("rubbish", ["", "null", "[]", '{"id": 1}', "a.b.c", "\n\n\n", "u" * 99])
def test_rubbish_in_any_part_is_a_finding_and_never_a_crash(part: str, rubbish: str):
    world = World()

    report = verify(replace(world.bundle(), **{part: rubbish}), world.policy(), NOW)

    assert not report.is_verified


@pytest.mark.parametrize(
    "changes",
    [
        {"validFrom": "0001-01-01T00:00:00+23:59"},
        {"validUntil": "9999-12-31T23:59:59-23:59"},
        {"iat": 10**20, "validFrom": 1},
        {"iat": -1, "validFrom": None},
        {"issuer": []},
        {"credentialStatus": "none"},
        {"credentialStatus": [1, {"statusPurpose": "revocation", "statusListIndex": "9" * 5000}]},
        {"credentialSubject": [[]], "evidence": {}},
    ],
)
def test_a_strangely_signed_credential_is_a_finding_and_never_a_crash(changes: dict):
    world = World()
    claims = json.loads(world.payload()) | changes
    credential = sign_vc(json.dumps(claims).encode(), world.body_key, world.issuer)

    assert failures(world, world.bundle(credential=credential)) != ()


def test_every_code_is_said_in_both_languages():
    assert all(sentence.zh and sentence.en for sentence in sentences().values())
    assert {check.value for check in Check} <= sentences().keys()


def _decoded(part: str) -> str:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()


def _encoded(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def test_a_signature_that_was_checked_is_not_checked_again(monkeypatch):
    checked, really = list[str](), jws.deserialize_compact

    def noting(token: str, *args: object, **options: object) -> object:
        checked.append(token)
        return really(token, *args, **options)

    world = World()
    bundle, policy = world.bundle(), world.policy()
    monkeypatch.setattr(jws, "deserialize_compact", noting)

    first, again = verify(bundle, policy, NOW), verify(bundle, policy, NOW)

    assert first == again
    assert sorted(checked) == sorted({bundle.credential, bundle.suspension, bundle.revocation})
