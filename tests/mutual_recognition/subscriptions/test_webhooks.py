"""Signatures of webhooks, against the published vector and against a second way to check them."""

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mutual_recognition.subscriptions.domain import webhooks
from mutual_recognition.subscriptions.domain.refusals import (
    WebhookIncomplete,
    WebhookNotFresh,
    WebhookSignatureInvalid,
)

# The asymmetric vector that the reference server of Standard Webhooks publishes with its tests.
SECRET = (
    "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
)
PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="
ID, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'
AT = datetime.fromtimestamp(1_614_265_330, UTC)
SIGNATURE = (
    "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
)


@pytest.fixture
def key():
    return webhooks.parse_secret(SECRET)


@pytest.fixture
def signed(key):
    return webhooks.sign(ID, AT, BODY, [key])


def test_the_published_vector_is_reproduced(signed):
    assert signed == {
        "webhook-id": ID,
        "webhook-timestamp": "1614265330",
        "webhook-signature": SIGNATURE,
    }


def test_the_public_key_of_the_vector_is_reproduced(key):
    assert webhooks.public_text(key.public_key()) == PUBLIC


def test_a_signature_verifies_with_nothing_but_the_public_key_and_the_three_parts():
    key = Ed25519PrivateKey.generate()
    at, body = datetime(2026, 11, 22, 20, 0, 59, 999_999, tzinfo=UTC), "{标识}".encode()

    headers = webhooks.sign("event-1", at, body, [key])

    raw = base64.b64decode(webhooks.public_text(key.public_key()).removeprefix("whpk_"))
    scheme, _, signature = headers["webhook-signature"].partition(",")
    content = b"event-1." + str(int(at.timestamp())).encode() + b"." + body
    Ed25519PublicKey.from_public_bytes(raw).verify(base64.b64decode(signature), content)
    assert scheme == "v1a"


def test_a_timestamp_is_the_same_moment_in_every_time_zone(key, signed):
    in_tianjin = AT.astimezone(timezone(timedelta(hours=8)))

    assert webhooks.sign(ID, in_tianjin, BODY, [key]) == signed


def test_a_moment_without_time_zone_is_not_signed(key):
    with pytest.raises(TypeError):
        webhooks.sign(ID, AT.replace(tzinfo=None), BODY, [key])


def test_a_genuine_webhook_yields_its_id(signed, key):
    assert webhooks.verify(signed, BODY, [key.public_key()], AT) == ID


def test_a_subscriber_accepts_either_key_during_a_rotation(key):
    new = Ed25519PrivateKey.generate()

    headers = webhooks.sign(ID, AT, BODY, [new, key])

    for known in (key, new):
        assert webhooks.verify(headers, BODY, [known.public_key()], AT) == ID


def test_signatures_of_other_schemes_are_passed_over(signed, key):
    headers = {**signed, "webhook-signature": f"v1,Zm9v v1a,%% v2,x {SIGNATURE}"}

    assert webhooks.verify(headers, BODY, [key.public_key()], AT) == ID


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": "1614265331"},
        {"webhook-signature": "v1," + SIGNATURE.removeprefix("v1a,")},
        {"webhook-signature": "v1a,AAAA"},
        {"webhook-signature": SIGNATURE.replace("v1a,", "v1a,%")},
    ],
)
def test_a_changed_header_makes_a_webhook_invalid(signed, key, change):
    with pytest.raises(WebhookSignatureInvalid):
        webhooks.verify({**signed, **change}, BODY, [key.public_key()], AT)


def test_a_changed_body_makes_a_webhook_invalid(signed, key):
    with pytest.raises(WebhookSignatureInvalid):
        webhooks.verify(signed, BODY + b" ", [key.public_key()], AT)


def test_a_foreign_key_makes_a_webhook_invalid(signed):
    with pytest.raises(WebhookSignatureInvalid):
        webhooks.verify(signed, BODY, [Ed25519PrivateKey.generate().public_key()], AT)


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_webhook_needs_all_three_headers(signed, key, name):
    with pytest.raises(WebhookIncomplete, match=name):
        webhooks.verify({**signed, name: ""}, BODY, [key.public_key()], AT)


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_webhook_within_the_tolerance_is_fresh(signed, key, minutes):
    assert webhooks.verify(signed, BODY, [key.public_key()], AT + timedelta(minutes=minutes)) == ID


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_webhook_beyond_the_tolerance_may_be_a_replay(signed, key, seconds):
    with pytest.raises(WebhookNotFresh):
        webhooks.verify(signed, BODY, [key.public_key()], AT + timedelta(seconds=seconds))


@pytest.mark.parametrize("timestamp", ["yesterday", "-1", "1e9", "²", "9" * 40])
def test_a_timestamp_that_is_no_number_of_seconds_is_not_fresh(signed, key, timestamp):
    with pytest.raises(WebhookNotFresh):
        webhooks.verify({**signed, "webhook-timestamp": timestamp}, BODY, [key.public_key()], AT)


def test_a_secret_survives_being_written_and_read(key):
    assert webhooks.secret_text(key) == SECRET


def test_a_secret_may_be_the_seed_alone(key):
    seed = "whsk_" + base64.b64encode(key.private_bytes_raw()).decode()

    assert webhooks.secret_text(webhooks.parse_secret(seed)) == SECRET


@pytest.mark.parametrize(
    "text",
    ["", PUBLIC, "whsk_%%", "whsk_AAAA", SECRET[:-6] + "AAAA==", "-----BEGIN PRIVATE KEY-----"],
)
def test_what_is_no_secret_is_refused_without_repeating_it(text):
    with pytest.raises(ValueError, match="webhook") as refusal:
        webhooks.parse_secret(text)

    assert not text or text not in str(refusal.value)


@pytest.mark.parametrize(
    "text", [SECRET, "whpk_AAAA", "1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="]
)
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(ValueError, match=r"begins with whpk_|32 bytes"):
        webhooks.parse_public(text)
