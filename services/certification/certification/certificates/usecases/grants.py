"""Granting a certificate: everything that is fixed in the transaction of the decision.

Number, place in the status lists, payload and hash are fixed here. The signature is the worker's:
this process holds no key.
"""

from dataclasses import replace
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.usecases import bodies
from certification.certificates.domain.certificate import Certificate, Decision
from certification.certificates.domain.credential import Grant, credential_payload
from certification.certificates.domain.numbering import (
    StatusPlace,
    certificate_number,
    draw_places,
)
from certification.certificates.store import certificates, reviewers, signatures
from certification.certificates.usecases import obligations
from certification.certificates.usecases.recovery import remember_serial
from certification.footprints import usecases as footprints
from certification.rules import usecases as rules
from certification.values.domain.calendar import CHINA_TIME, term_end
from chassis.canonical import sha256_hex


async def grant(tx: AsyncConnection, decision: Decision, public_url: str) -> Certificate:
    """Fix the certificate that a decision grants, and put it into the line to be signed."""
    grant = await _grant(tx, decision)
    certificate = _certificate(grant, decision, public_url)
    # Whoever draws a place that another takes at the same moment draws again.
    while not await certificates.add(tx, certificate):
        grant = replace(grant, place=await _draw_place(tx))
        certificate = _certificate(grant, decision, public_url)
    await reviewers.add(tx, certificate.id, decision.reviewers)
    await obligations.begin(tx, certificate)
    await signatures.await_signature(tx, certificate.id, decision.decided_at)
    return certificate


async def _grant(tx: AsyncConnection, decision: Decision) -> Grant:
    rule = await rules.get_rule(tx, decision.rule_code, decision.rule_version)
    body = await bodies.get_body(tx, decision.body)
    year = decision.decided_at.astimezone(CHINA_TIME).year
    serial = await certificates.next_serial(tx, body.number, year)
    await remember_serial(tx, body.number, year, serial)
    return Grant(
        id=uuid4(),
        number=certificate_number(body.number, year, serial),
        body=body,
        scheme=decision.scheme,
        footprint=await footprints.get(tx, decision.calculation_id),
        rule=rule,
        place=await _draw_place(tx),
        decided_at=decision.decided_at,
        valid_until=term_end(decision.decided_at, rule.validity_months),
    )


async def _draw_place(tx: AsyncConnection) -> StatusPlace:
    """A place that is free as far as this transaction can see."""
    place = None
    while place is None:
        drawn = draw_places(await certificates.newest_status_list(tx))
        place = await certificates.first_free(tx, drawn)
    return place


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
        status_list=grant.place.status_list,
        status_index=grant.place.status_index,
        valid_from=grant.decided_at,
        valid_until=grant.valid_until,
        decided_at=grant.decided_at,
        decided_by=decision.decided_by,
        replaces=decision.replaces,
        replacement=decision.replacement,
    )
