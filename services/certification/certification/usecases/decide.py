"""The evaluation and decision (认证结果评价与批准), and the certificate that it grants.

Number, place in the status lists, payload and hash are fixed here, in one transaction with the
decision. The signature is the worker's: this process holds no key.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.domain.application import Application, Case
from certification.domain.certificate import Certificate
from certification.domain.credential import Grant, credential_payload
from certification.domain.numbering import (
    CHINA_TIME,
    add_months,
    certificate_number,
    draw_status_index,
)
from certification.store import certificates, footprints, packs, signatures
from certification.store.locks import hold
from certification.usecases.steps import Entry, Person, record_step
from chassis.canonical import sha256_hex


async def decide(
    tx: AsyncConnection, id: UUID, entry: Entry, person: Person, public_url: str
) -> Case:
    """Record the decision; a positive one grants the certificate."""
    case = await record_step(tx, id, entry, person)
    if not case.procedure.is_granted:
        return case
    at = case.procedure.records[-1].at
    grant = await _grant(tx, case.application, at)
    await certificates.add(tx, _certificate(grant, case.application, person, public_url))
    await signatures.await_signature(tx, grant.id, at)
    return replace(case, certificate_id=grant.id, certificate_number=grant.number)


async def _grant(tx: AsyncConnection, application: Application, at: datetime) -> Grant:
    rule = await packs.get_rule(tx, application.rule_code, application.rule_version)
    body = await packs.get_body(tx, application.body)
    year = at.astimezone(CHINA_TIME).year
    serial = await certificates.next_serial(tx, body.number, year)
    # Two decisions must not draw the same place, so they draw one after the other.
    await hold(tx, "status lists")
    return Grant(
        id=uuid4(),
        number=certificate_number(body.number, year, serial),
        body=body,
        scheme=application.scheme,
        footprint=await footprints.get(tx, application.calculation_id),
        rule=rule,
        status_index=draw_status_index(await certificates.taken_places(tx)),
        decided_at=at,
        valid_until=add_months(at, rule.validity_months),
    )


def _certificate(
    grant: Grant, application: Application, decider: Person, public_url: str
) -> Certificate:
    payload = credential_payload(grant, public_url)
    return Certificate(
        id=grant.id,
        number=grant.number,
        application_id=application.id,
        calculation_id=application.calculation_id,
        body=application.body,
        enterprise=application.enterprise,
        division=application.division,
        scheme=application.scheme,
        rule_code=application.rule_code,
        rule_version=application.rule_version,
        payload=payload,
        payload_sha256=sha256_hex(payload),
        status_index=grant.status_index,
        valid_from=grant.decided_at,
        valid_until=grant.valid_until,
        decided_at=grant.decided_at,
        decided_by=decider.id,
    )
