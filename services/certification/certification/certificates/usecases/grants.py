"""Granting a certificate: everything that is fixed in the transaction of the decision.

Number, place in the status lists, payload and hash are fixed here. The signature is the worker's:
this process holds no key.
"""

from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.usecases import bodies
from certification.certificates.domain.certificate import Certificate, Decision
from certification.certificates.domain.credential import Grant, credential_payload
from certification.certificates.domain.numbering import certificate_number, draw_status_index
from certification.certificates.store import certificates, signatures
from certification.footprints import usecases as footprints
from certification.rules import usecases as rules
from certification.values.domain.calendar import CHINA_TIME, add_months
from certification.values.store.locks import hold
from chassis.canonical import sha256_hex


async def grant(tx: AsyncConnection, decision: Decision, public_url: str) -> Certificate:
    """Fix the certificate that a decision grants, and put it into the line to be signed."""
    certificate = _certificate(await _grant(tx, decision), decision, public_url)
    await certificates.add(tx, certificate)
    await signatures.await_signature(tx, certificate.id, decision.decided_at)
    return certificate


async def _grant(tx: AsyncConnection, decision: Decision) -> Grant:
    rule = await rules.get_rule(tx, decision.rule_code, decision.rule_version)
    body = await bodies.get_body(tx, decision.body)
    year = decision.decided_at.astimezone(CHINA_TIME).year
    serial = await certificates.next_serial(tx, body.number, year)
    # Two decisions must not draw the same place, so they draw one after the other.
    await hold(tx, "status lists")
    return Grant(
        id=uuid4(),
        number=certificate_number(body.number, year, serial),
        body=body,
        scheme=decision.scheme,
        footprint=await footprints.get(tx, decision.calculation_id),
        rule=rule,
        status_index=draw_status_index(await certificates.taken_places(tx)),
        decided_at=decision.decided_at,
        valid_until=add_months(decision.decided_at, rule.validity_months),
    )


def _certificate(grant: Grant, decision: Decision, public_url: str) -> Certificate:
    payload = credential_payload(grant, public_url)
    return Certificate(
        id=grant.id,
        number=grant.number,
        application_id=decision.application_id,
        calculation_id=decision.calculation_id,
        body=decision.body,
        enterprise=decision.enterprise,
        division=decision.division,
        scheme=decision.scheme,
        rule_code=decision.rule_code,
        rule_version=decision.rule_version,
        payload=payload,
        payload_sha256=sha256_hex(payload),
        status_index=grant.status_index,
        valid_from=grant.decided_at,
        valid_until=grant.valid_until,
        decided_at=grant.decided_at,
        decided_by=decision.decided_by,
    )
