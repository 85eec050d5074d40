"""A certificate's credential: its form, its signature, and what is refused before signing."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey

from certification.certificates.domain.credential import credential_payload
from certification.certificates.domain.numbering import StatusPlace
from certification.certificates.domain.signing import (
    CredentialUnfit,
    check_credential,
    sign_certificate,
)
from certification.issuers.domain.identity import IssuerKey, body_did
from chassis.canonical import canonical, sha256_hex
from contracts.certification import Scheme
from tests.certification.samples import BODY, PUBLIC_URL, SEAL, grant

DID = body_did(PUBLIC_URL, BODY)


KEY = IssuerKey("2026-1", ECKey.generate_key("P-256"))


def unsigned(**changes):
    payload = credential_payload(grant(**changes), PUBLIC_URL)
    return payload, sha256_hex(payload)


def altered(change):
    claims = json.loads(unsigned()[0])
    change(claims)
    payload = canonical(claims)
    return payload, sha256_hex(payload)


def part(token, index):
    segment = token.split(".")[index]
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


def public_key():
    x, y = (
        int.from_bytes(base64.urlsafe_b64decode(KEY.key.as_dict()[m] + "=")) for m in ("x", "y")
    )
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def verify_by_hand(token):
    """ECDSA over the JWS signing input (RFC 7515, 5.1), without any JOSE library."""
    raw = part(token, 2)
    signature = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public_key().verify(signature, token.rpartition(".")[0].encode(), ec.ECDSA(SHA256()))


def test_the_credential_says_what_was_decided():
    claims = json.loads(unsigned()[0])
    assessment = claims["credentialSubject"]["conformityAssessment"]

    assert claims["issuer"]["id"] == DID
    assert claims["validFrom"] == "2026-05-04T09:30:00Z"
    assert claims["validUntil"] == "2028-05-04T09:30:00Z"
    assert claims["credentialSubject"]["attestationType"] == "certification"
    assert len(assessment) == 1
    assert assessment[0]["assessedPerformance"] == [
        {
            "metric": {
                "id": "urn:tanbiao:metric:product-carbon-footprint",
                "name": "kgCO2e per 1 kWp",
            },
            "measure": {"value": "511.20", "unit": "KGM"},
        }
    ]
    assert claims["evidence"][0]["seal"] == SEAL
    assert claims["evidence"][0]["rule"] == {"code": "TJ-CFP-PV", "version": "2025.1"}


def test_the_credential_has_one_place_in_both_status_lists():
    suspension, revocation = json.loads(unsigned()[0])["credentialStatus"]

    assert suspension["statusListIndex"] == revocation["statusListIndex"] == "94567"
    assert suspension["statusListCredential"] == f"{PUBLIC_URL}/status/suspension/1"
    assert revocation["statusListCredential"] == f"{PUBLIC_URL}/status/revocation/1"


def test_a_credential_names_the_lists_that_have_its_place():
    payload = credential_payload(grant(place=StatusPlace(3, 7)), PUBLIC_URL)

    suspension, _ = json.loads(payload)["credentialStatus"]

    assert suspension["id"] == f"{PUBLIC_URL}/status/suspension/3#7"
    assert suspension["statusListCredential"] == f"{PUBLIC_URL}/status/suspension/3"


def test_the_credential_names_no_person_and_no_trade_data():
    words = unsigned()[0].decode()

    assert "zhao" not in words
    assert "activity" not in words


def test_the_header_is_that_of_a_secured_credential():
    payload, digest = unsigned()

    header = json.loads(part(sign_certificate(payload, digest, DID, KEY), 0))

    assert header == {"alg": "ES256", "typ": "vc+jwt", "cty": "vc", "kid": f"{DID}#2026-1"}


def test_a_signed_certificate_verifies_by_an_independent_method():
    payload, digest = unsigned()

    token = sign_certificate(payload, digest, DID, KEY)

    verify_by_hand(token)
    assert part(token, 1) == payload
    assert sha256_hex(part(token, 1)) == digest


def test_a_changed_character_breaks_the_signature():
    header, body, signature = sign_certificate(*unsigned(), DID, KEY).split(".")
    forged = body[:100] + ("A" if body[100] != "A" else "B") + body[101:]

    with pytest.raises(InvalidSignature):
        verify_by_hand(f"{header}.{forged}.{signature}")


def test_a_payload_in_another_form_than_the_canonical_is_not_signed():
    spaced = json.dumps(json.loads(unsigned()[0])).encode()

    with pytest.raises(CredentialUnfit, match="not canonical"):
        sign_certificate(spaced, sha256_hex(spaced), DID, KEY)


def test_a_payload_other_than_the_decided_one_is_not_signed():
    _, digest = unsigned()
    payload, _ = unsigned(scheme=Scheme.CB_OWN)

    with pytest.raises(CredentialUnfit, match="not the one that was decided"):
        sign_certificate(payload, digest, DID, KEY)


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("Additional properties", lambda c: c.update(vc={})),
        ("required", lambda c: c.pop("validUntil")),
        ("credentialStatus", lambda c: c["credentialStatus"].pop()),
        ("statusListIndex", lambda c: c["credentialStatus"][0].update(statusListIndex=5)),
        ("value", lambda c: _measure(c).update(value="511,20")),
        ("scheme", lambda c: c["evidence"][0].update(scheme="OTHER")),
        ("attestationType", lambda c: c["credentialSubject"].update(attestationType="testing")),
        ("issuer", lambda c: c["issuer"].update(id="did:web:elsewhere.example:bodies:CNCA-R-1-1")),
        ("evidence", lambda c: c["evidence"].append(c["evidence"][0])),
        ("evidence", lambda c: c["evidence"].clear()),
        ("credentialStatus", lambda c: c["credentialStatus"].append(c["credentialStatus"][0])),
        ("credentialStatus", lambda c: c["credentialStatus"].reverse()),
        ("name", lambda c: c.update(name="")),
    ],
)
def test_a_malformed_credential_is_found_before_the_bodys_key_signs(fault, change):
    with pytest.raises(CredentialUnfit, match=fault):
        sign_certificate(*altered(change), DID, KEY)


def _measure(claims):
    assessment = claims["credentialSubject"]["conformityAssessment"][0]
    return assessment["assessedPerformance"][0]["measure"]


def test_a_body_cannot_sign_what_another_body_decided():
    other = body_did(PUBLIC_URL, "CNCA-R-2099-902")

    with pytest.raises(CredentialUnfit, match="issuer"):
        sign_certificate(*unsigned(), other, KEY)


def test_a_signature_by_another_key_is_refused():
    payload, digest = unsigned()
    stranger = IssuerKey("2026-1", ECKey.generate_key("P-256"))
    token = sign_certificate(payload, digest, DID, stranger)

    with pytest.raises(CredentialUnfit, match="does not verify"):
        check_credential(token, digest, DID, KEY)
