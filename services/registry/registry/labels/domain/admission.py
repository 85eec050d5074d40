"""What may enter the log as a label: only a credential that its issuer's published keys verify."""

from base64 import urlsafe_b64decode

from chassis.canonical import sha256_hex
from chassis.refusals import Conflict, Invalid
from contracts.certification import CertificateIssued
from registry.identities.domain.signed import keys_of, parse_json, read_credential


class IssuerKeyUnknown(Conflict):
    """No published DID document of the issuer has the key that signed; it may still arrive."""

    zh = "签发机构尚未公布密钥 {key};公布后标识会自动发布。"
    en = "The issuer has not published the key {key} yet; the label follows when it has."


class CredentialNotAuthentic(Invalid):
    """The credential is not what its issuer signed, or not the one that was decided."""

    zh = "证书 {certificate} 的凭证不可信:{reason}。标识不予发布,请联系签发机构。"
    en = "The credential of {certificate} is not authentic: {reason}. Ask the issuer about it."


def admit(certificate: CertificateIssued, issuer_document: str | None) -> None:
    """Raise unless the credential is the decided one, signed by a published key of its issuer.

    Raises `IssuerKeyUnknown`, which time may cure, or `CredentialNotAuthentic`, which it cannot.
    """
    credential = read_credential(certificate.credential)
    if credential is None:
        raise _not_authentic(certificate, "not a vc+jwt")
    if credential.issuer != certificate.issuer:
        raise _not_authentic(certificate, f"issued by {credential.issuer}")
    document = parse_json(issuer_document or "null")
    key = next((key for key in keys_of(document) if key.id == credential.key_id), None)
    if key is None or not key.id.startswith(f"{certificate.issuer}#"):
        raise IssuerKeyUnknown(key=credential.key_id)
    if not key.verifies(credential.token):
        raise _not_authentic(certificate, "the signature does not verify")
    if credential.signed_at is None or not key.was_in_use(credential.signed_at):
        raise _not_authentic(certificate, "the key was retired when it signed")
    if sha256_hex(_payload(credential.token)) != certificate.payload_sha256:
        raise _not_authentic(certificate, "the payload is not the one that was decided")


def _payload(token: str) -> bytes:
    part = token.split(".")[1]
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _not_authentic(certificate: CertificateIssued, reason: str) -> CredentialNotAuthentic:
    return CredentialNotAuthentic(certificate=certificate.certificate_number, reason=reason)
