"""Signing a certificate: lint a throwaway copy, sign, verify, compare with what was decided."""

import json
from dataclasses import dataclass

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from certification.certificates.domain.credential_schema import VALIDATOR
from certification.issuers.domain.identity import IssuerKey, key_url
from chassis.canonical import canonical, sha256_hex

ALGORITHMS = ["ES256"]
_THROWAWAY_KID = "lint"


class CredentialUnfit(Exception):
    """A credential must not be signed or stored as it is; the message says why."""


def sign_certificate(payload: bytes, payload_sha256: str, did: str, key: IssuerKey) -> str:
    """The credential as `application/vc+jwt`. Raises `CredentialUnfit`.

    A copy signed with a key that is thrown away is examined first, so that a defect is found
    before the body's key has put its name to it.
    """
    throwaway = IssuerKey(_THROWAWAY_KID, ECKey.generate_key("P-256"))
    check_credential(_sign(payload, did, throwaway), payload_sha256, did, throwaway)
    credential = _sign(payload, did, key)
    check_credential(credential, payload_sha256, did, key)
    return credential


def check_credential(credential: str, payload_sha256: str, did: str, key: IssuerKey) -> None:
    """Raise `CredentialUnfit` unless the vc+jwt is well made, verifies, and says what was decided.

    Source: W3C Securing Verifiable Credentials using JOSE and COSE, 3.1; RFC 7515.
    """
    try:
        signed = jws.deserialize_compact(credential, key.key, algorithms=ALGORITHMS)
    except (JoseError, ValueError) as failure:
        raise CredentialUnfit(f"the signature does not verify: {failure}") from failure
    if signed.headers() != _header(did, key):
        raise CredentialUnfit(f"the header is {signed.headers()}, not {_header(did, key)}")
    if sha256_hex(signed.payload) != payload_sha256:
        raise CredentialUnfit("the payload is not the one that was decided")
    _check_payload(signed.payload, did)


@dataclass(frozen=True)
class Opened:
    """What a body signed, and the key that verifies it."""

    payload: bytes
    key_id: str


def opened(credential: str, did_document: str, payload_sha256: str) -> Opened | None:
    """A credential that a key of the document signed, if it says what was decided."""
    for method in json.loads(did_document)["verificationMethod"]:
        try:
            key = ECKey.import_key(method["publicKeyJwk"])
            signed = jws.deserialize_compact(credential, key, algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            continue
        says_so = sha256_hex(signed.payload) == payload_sha256
        if says_so and signed.headers().get("kid") == method["id"]:
            return Opened(signed.payload, method["id"])
    return None


def _check_payload(payload: bytes, did: str) -> None:
    claims = json.loads(payload)
    if canonical(claims) != payload:
        raise CredentialUnfit("the payload is not canonical JSON (RFC 8785)")
    fault = next(iter(VALIDATOR.iter_errors(claims)), None)
    if fault:
        raise CredentialUnfit(f"{fault.json_path}: {fault.message[:200]}")
    if claims["issuer"]["id"] != did:
        raise CredentialUnfit("the issuer is not the body whose key signs")


def _header(did: str, key: IssuerKey) -> dict[str, str]:
    return {"alg": "ES256", "typ": "vc+jwt", "cty": "vc", "kid": key_url(did, key.kid)}


def _sign(payload: bytes, did: str, key: IssuerKey) -> str:
    return jws.serialize_compact(_header(did, key), payload, key.key, algorithms=ALGORITHMS)
