"""A certificate's credential: its form, its signature, and what is refused before signing."""

import base64
import json
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey

from certification.domain.credential import credential_payload
from certification.domain.identity import (
    IssuerKey,
    body_did,
    did_document,
    keys_missing_from,
    lists_key,
)
from certification.domain.keys import (
    KeyFileUnusable,
    KeyMissing,
    KeyRing,
    development_key_file,
    read_keys,
)
from certification.domain.signing import CredentialUnfit, check_credential, sign_certificate
from chassis.canonical import canonical, sha256_hex
from contracts.certification import Scheme
from tests.certification.samples import BODY, MAY_4, PUBLIC_URL, SEAL, grant

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


def test_the_host_and_port_are_part_of_the_issuers_name():
    assert DID == "did:web:127.0.0.1%3A8080:bodies:CNCA-R-2099-901"
    assert body_did("https://cfp.example", BODY) == "did:web:cfp.example:bodies:CNCA-R-2099-901"


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
