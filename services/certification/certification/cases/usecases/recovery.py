"""Bring back what certification had said on the bus before its database was put back."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bundles import usecases as bundles
from certification.cases.domain.application import Application
from certification.cases.store import applications
from certification.certificates.domain.certificate import Certificate
from certification.certificates.usecases import recovery as certificates
from certification.issuers.usecases import documents
from chassis import outbox
from chassis.bus import Envelope
from chassis.lastknown import LastKnown
from contracts.certification import (
    CertificateCancelled,
    CertificateIssued,
    CertificateReinstated,
    CertificateReplaced,
    CertificateSuspended,
    CertificateWithdrawn,
    IssuerKeysChanged,
)

_DECIDED_BY = "(restored)"
_ACTS = {
    kind.TYPE: kind
    for kind in (
        CertificateSuspended,
        CertificateReinstated,
        CertificateWithdrawn,
        CertificateCancelled,
        CertificateReplaced,
    )
}


async def restore(tx: AsyncConnection, known: LastKnown, events: Sequence[Envelope]) -> list[str]:
    """Put back what the events say; what could not be, in lines. Doing it again changes nothing."""
    await certificates.move_series(tx, {name: mark.value for name, mark in known.marks.items()})
    lines = [line for event in events if (line := await _put_back(tx, event))]
    return [f"certification: {len(events)} events read again, {len(lines)} not put back", *lines]


async def _put_back(tx: AsyncConnection, said: Envelope) -> str | None:
    """Why what was said could not be put back, if so; else it is said again to who missed it."""
    if said.type == CertificateIssued.TYPE:
        why = await _put_back_issue(tx, CertificateIssued.model_validate(said.data))
    elif said.type == IssuerKeysChanged.TYPE:
        await documents.put_back(tx, IssuerKeysChanged.model_validate(said.data))
        why = None
    elif said.type in _ACTS:
        act = _ACTS[said.type].model_validate(said.data)
        is_known = await certificates.put_back_act(tx, act)
        why = None if is_known else f"{said.type} of {act.certificate_number}: certificate lost"
    else:
        return None
    if why is None:
        await outbox.put_back(tx, said)
    return why


async def _put_back_issue(tx: AsyncConnection, issued: CertificateIssued) -> str | None:
    await certificates.move_beyond(tx, issued)
    named = f"certificate {issued.certificate_number} ({issued.product.name_zh})"
    signed = await certificates.authentic(tx, issued)
    if signed is None:
        return f"{named}: no announced key of {issued.body} verifies what was published"
    if not await certificates.is_known(tx, issued):
        cases = await applications.of_footprint(tx, issued.calculation_id)
        here = [case for case in cases if case.application.body == issued.body]
        free = [case for case in here if case.certificate_id is None]
        if not free:
            return f"{named}: public and labelled, its application is lost; ask {issued.body}"
        case = free[-1]
        certificate = _certificate(issued, case.application, signed.payload)
        await certificates.put_back(tx, certificate, case.procedure.reviewers)
        await bundles.want(tx, issued.calculation_id, file_ends_at=issued.valid_until)
    await certificates.put_back_signature(tx, issued, signed)
    return None


def _certificate(issued: CertificateIssued, asked: Application, payload: bytes) -> Certificate:
    return Certificate(
        id=issued.certificate_id,
        number=issued.certificate_number,
        application_id=asked.id,
        calculation_id=issued.calculation_id,
        body=issued.body,
        enterprise=asked.enterprise,
        division=asked.division,
        scheme=issued.scheme,
        rule_code=issued.rule_code,
        rule_version=issued.rule_version,
        payload=payload,
        payload_sha256=issued.payload_sha256,
        status_list=issued.status_list,
        status_index=issued.status_index,
        valid_from=issued.valid_from,
        valid_until=issued.valid_until,
        decided_at=issued.valid_from,
        decided_by=_DECIDED_BY,
    )
