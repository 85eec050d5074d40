"""The worker signs what was decided: one certificate, one signature, one event, one transaction.

A crash at any point leaves the certificate in the line and nothing else, so it is signed exactly
once. A certificate that cannot be signed waits longer each time and holds nobody up.
"""

from datetime import timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Body
from certification.bodies.usecases import bodies
from certification.certificates.domain.certificate import Certificate, Signature
from certification.certificates.domain.signing import CredentialUnfit, sign_certificate
from certification.certificates.store import signatures
from certification.certificates.store.signatures import Due
from certification.certificates.usecases import replacing
from certification.certificates.usecases.certificates import find_certificate
from certification.footprints import usecases as footprints
from certification.issuers.domain.identity import IssuerKey, body_did, key_url, lists_key
from certification.issuers.domain.keys import KeyMissing, KeyRing
from certification.issuers.usecases import documents
from certification.rules import usecases as rules
from certification.values.domain.sight import Sight
from chassis import aside, clock, generations, outbox
from chassis.database import Database
from chassis.telemetry import continued_trace
from contracts.certification import CertificateIssued

_LONGEST_PAUSE = timedelta(minutes=5)
log = structlog.get_logger()


class KeyNotAnnounced(Exception):
    """The DID document that lists the signing key has not been announced yet."""


async def sign_pending(database: Database, *, keys: KeyRing, public_url: str) -> bool:
    """Sign the certificate that has waited longest; False when none is due."""
    async with aside.attempt(database, signatures.JOB) as attempt, database.transaction() as tx:
        due = await signatures.take_due(tx, clock.now())
        if due is None:
            return False
        attempt.at(due.certificate_id)
        try:
            with continued_trace(due.traceparent, "sign certificate"):
                await _sign(tx, due, keys, public_url)
        except (KeyMissing, KeyNotAnnounced, CredentialUnfit) as failure:
            await _postpone(tx, due, failure)
    return True


async def _sign(tx: AsyncConnection, due: Due, keys: KeyRing, public_url: str) -> None:
    file = await find_certificate(tx, str(due.certificate_id), Sight())
    certificate = file.certificate
    did, key = body_did(public_url, certificate.body), keys.active(certificate.body)
    await _check_announced(tx, did, key)
    credential = sign_certificate(certificate.payload, certificate.payload_sha256, did, key)
    signed = Signature(credential, key_url(did, key.kid), clock.now())
    await generations.note(tx, {})
    await signatures.add(tx, certificate.id, signed)
    await outbox.append(tx, await _issued(tx, certificate, signed, did))
    await replacing.end_replaced(tx, certificate)


async def _check_announced(tx: AsyncConnection, did: str, key: IssuerKey) -> None:
    """Nobody could verify a signature whose key is in no DID document."""
    announced = await documents.newest_document(tx, did)
    if announced is None or not lists_key(announced.document, key_url(did, key.kid)):
        raise KeyNotAnnounced(f"{key_url(did, key.kid)} is in no announced DID document")


async def _issued(
    tx: AsyncConnection, certificate: Certificate, signed: Signature, did: str
) -> CertificateIssued:
    footprint = await footprints.get(tx, certificate.calculation_id)
    rule = await rules.get_rule(tx, certificate.rule_code, certificate.rule_version)
    body: Body = await bodies.get_body(tx, certificate.body)
    return CertificateIssued(
        certificate_id=certificate.id,
        certificate_number=certificate.number,
        scheme=certificate.scheme,
        body=body.number,
        body_name_zh=body.name_zh,
        body_name_en=body.name_en,
        issuer=did,
        calculation_id=certificate.calculation_id,
        seal=footprint.seal,
        product=footprint.product,
        declared_unit=footprint.declared_unit,
        value=footprint.value,
        boundary=footprint.boundary,
        rule_code=rule.code,
        rule_version=rule.version,
        standard=rule.standard,
        credential=signed.credential,
        payload_sha256=certificate.payload_sha256,
        status_list=certificate.status_list,
        status_index=certificate.status_index,
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
        issued_at=signed.signed_at,
        replaces=await replacing.number_replaced_by(tx, certificate),
    )


async def _postpone(tx: AsyncConnection, due: Due, failure: Exception) -> None:
    pause = min(timedelta(seconds=0.5) * 2 ** min(due.attempts, 16), _LONGEST_PAUSE)
    log.error("certificate not signed", certificate=str(due.certificate_id), error=repr(failure))
    await signatures.postpone(tx, due, clock.now() + pause, repr(failure))
