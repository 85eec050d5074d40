"""The worker's jobs: exactly one signature per certificate, whatever happens in between."""

import asyncio
import base64
import json

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from certification.certificates.domain.signing import sign_certificate
from certification.certificates.store import signatures
from certification.certificates.usecases import signatures as sign
from certification.issuers.domain.keys import (
    KeyRing,
)
from chassis import outbox
from chassis.canonical import sha256_hex
from contracts.certification import CertificateIssued, IssuerKeysChanged
from tests.certification.samples import BODY, PUBLIC_URL

DID = "did:web:127.0.0.1%3A8080:bodies:CNCA-R-2099-901"


class PowerCut(BaseException):
    """The process ends here."""


async def credential_of(certification, number):
    path = f"/v1/certificates/{number}"
    return (await certification.get(path, certification.as_body())).json()["credential"]


async def test_a_granted_certificate_is_signed_and_told_to_the_registry(certification):
    number = await certification.issued()

    (event,) = await certification.published(CertificateIssued)
    assert event.certificate_number == number
    assert event.issuer == DID
    assert event.credential == await credential_of(certification, number)
    assert PUBLIC_URL == "http://127.0.0.1:8080"


async def test_the_credential_verifies_with_the_announced_key_alone(certification):
    await certification.issued()
    (event,) = await certification.published(CertificateIssued)
    announced = await certification.published(IssuerKeysChanged)
    document = next(json.loads(e.document) for e in announced if e.body == BODY)
    method = document["verificationMethod"][0]

    signed = jws.deserialize_compact(
        event.credential, ECKey.import_key(method["publicKeyJwk"]), algorithms=["ES256"]
    )

    assert signed.headers()["kid"] == method["id"]
    assert sha256_hex(signed.payload) == event.payload_sha256
    claims = json.loads(signed.payload)
    indexes = {entry["statusListIndex"] for entry in claims["credentialStatus"]}
    assert indexes == {str(event.status_index)}
    assert claims["validUntil"] == event.valid_until.isoformat().replace("+00:00", "Z")


async def test_the_payload_was_fixed_before_anything_was_signed(certification):
    number = await certification.granted()
    before = await certification.get(f"/v1/certificates/{number}", certification.as_body())
    await certification.announces()
    await certification.signs()

    payload = (await credential_of(certification, number)).split(".")[1]

    raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    assert sha256_hex(raw) == before.json()["payload_sha256"]
    assert before.json()["signed_at"] is None


@pytest.mark.parametrize(
    ("module", "name"),
    [(sign, "sign_certificate"), (signatures, "add"), (outbox, "append")],
)
@pytest.mark.parametrize("after", [False, True])
async def test_a_crash_at_any_point_leaves_exactly_one_certificate(
    certification, monkeypatch, module, name, after
):
    await certification.granted()
    await certification.announces()
    original = getattr(module, name)

    async def crash_around_call(*arguments):
        if after:
            await original(*arguments)
        raise PowerCut

    def crash_around(*arguments):
        if after:
            original(*arguments)
        raise PowerCut

    crash = crash_around if original is sign_certificate else crash_around_call
    with monkeypatch.context() as broken:
        broken.setattr(module, name, crash)
        with pytest.raises(PowerCut):
            await certification.signs()
    assert await certification.published(CertificateIssued) == []

    assert await certification.signs()
    assert not await certification.signs()
    assert len(await certification.published(CertificateIssued)) == 1


async def test_two_workers_at_once_sign_each_certificate_once(certification):
    numbers = {await certification.granted() for _ in range(3)}
    await certification.announces()

    for _ in range(3):
        await asyncio.gather(certification.signs(), certification.signs())

    events = await certification.published(CertificateIssued)
    assert sorted(event.certificate_number for event in events) == sorted(numbers)


async def test_a_body_without_a_key_holds_nobody_up(certification, keys):
    waiting = await certification.granted()
    await certification.announces()
    without = KeyRing({body: k for body, k in keys.bodies.items() if body != BODY})

    assert await certification.signs(without)
    assert not await certification.signs(without)

    assert await credential_of(certification, waiting) is None
    assert await certification.published(CertificateIssued) == []


async def test_nothing_is_signed_with_a_key_that_is_not_announced(certification):
    number = await certification.granted()

    await certification.signs()

    assert await credential_of(certification, number) is None


async def test_a_postponed_certificate_is_signed_when_its_turn_comes(certification):
    number = await certification.granted()
    await certification.signs()
    await certification.announces()

    async with asyncio.timeout(10):
        while await credential_of(certification, number) is None:
            await certification.signs()
            await asyncio.sleep(0.05)

    assert len(await certification.published(CertificateIssued)) == 1


def header_of(credential):
    head = credential.split(".")[0]
    return base64.urlsafe_b64decode(head + "=" * (-len(head) % 4))
