"""The trust policy file: what is published is what is read."""

import json
from dataclasses import replace

import pytest

from registry.identities.domain.signed import keys_of
from registry.proofs.domain.policy import Policy, PolicyUnreadable, TrustedBody, parse_policy
from registry.values.domain.bilingual import Bilingual
from tests.registry.world import World


@pytest.fixture(scope="module")
def policy() -> Policy:
    return World().policy()


def test_a_published_policy_is_read_back_unchanged(policy: Policy):
    assert parse_policy(policy.text()) == policy


def test_pinned_keys_survive(policy: Policy):
    keys = keys_of(json.loads(World().body_document()))
    pinned = replace(policy, bodies=(TrustedBody("did:web:x", Bilingual("甲", "A"), keys),))

    assert parse_policy(pinned.text()) == pinned


def test_a_body_is_found_by_its_own_name_and_no_other_is(policy: Policy):
    first, second = (TrustedBody(f"did:web:{n}", Bilingual("甲", "A")) for n in "xy")
    both = replace(policy, bodies=(first, second))

    assert (both.body("did:web:x"), both.body("did:web:y")) == (first, second)
    assert both.body("did:web:z") is None


@pytest.mark.parametrize("seconds", [1, 316_224_000])
def test_a_status_list_may_be_a_second_to_ten_years_old(policy: Policy, seconds: int):
    document = json.loads(policy.text())

    read = parse_policy(json.dumps(document | {"status_max_age_s": seconds}))

    assert read.status_max_age.total_seconds() == seconds
    with pytest.raises(PolicyUnreadable, match="status_max_age_s"):
        parse_policy(json.dumps(document | {"status_max_age_s": 316_224_001}))


def test_a_policy_never_carries_a_private_key(policy: Policy):
    document = policy.document()
    document["node"]["keys"][0]["publicKeyJwk"]["d"] = "secret"

    assert "secret" not in parse_policy(json.dumps(document)).text()


@pytest.mark.parametrize(
    ("member", "value", "named"),
    [
        ("format", "tanbiao-policy/2", "format"),
        ("node", {"did": "did:web:x", "keys": []}, "keys"),
        ("node", {"did": "did:web:x", "keys": [{"id": "did:web:x#1"}]}, "keys"),
        ("node", "did:web:x", "did"),
        ("log", {"origin": "x/log", "vkey": "x/log+00000000+AAAA"}, "vkey"),
        ("log", {"vkey": "x"}, "origin"),
        ("bodies", {}, "bodies"),
        ("bodies", [{"did": "did:web:x", "name_zh": "甲"}], "name_en"),
        ("status_max_age_s", "86400", "status_max_age_s"),
        ("status_max_age_s", 10**30, "status_max_age_s"),
        ("status_max_age_s", 0, "status_max_age_s"),
    ],
)
def test_a_faulty_policy_is_refused_by_the_member_that_is_wrong(
    policy: Policy, member: str, value: object, named: str
):
    document = json.loads(policy.text()) | {member: value}

    with pytest.raises(PolicyUnreadable, match=named):
        parse_policy(json.dumps(document))


def test_what_is_no_json_is_refused():
    with pytest.raises(PolicyUnreadable):
        parse_policy("log: x")
