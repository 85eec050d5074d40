"""Which duties a certificate brings with it, from its decision to the end of the archive."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.acts import Act, Reinstatement, Suspension
from certification.certificates.domain.certificate import Certificate, CertificateFile
from certification.certificates.store import certificates
from certification.duties.domain.duty import DutyKind, Matter
from certification.duties.domain.working_days import end_of
from certification.duties.usecases import duties
from certification.rules import usecases as rules
from certification.values.domain.calendar import CHINA_TIME, add_months
from chassis import clock, outbox
from contracts.certification import ApplicationEnded, ApplicationEnding

WATCHING = (DutyKind.SURVEILLANCE_VISIT, DutyKind.OVERDUE_SURVEILLANCE)
WITHDRAWING = (DutyKind.HEARING, DutyKind.HEARING_DECISION)
_ENDING_SUSPENSION = (DutyKind.SUSPENSION_END, *WITHDRAWING)
_OF_FORCE = (
    *WATCHING,
    *_ENDING_SUSPENSION,
    DutyKind.CANCELLATION,
    DutyKind.RECERTIFICATION,
    DutyKind.EXPIRY,
)
"""Duties that a certificate has only while it is in force."""


def matter_of(certificate: Certificate) -> Matter:
    """The certificate as duties name it."""
    return Matter(
        noun="certificate",
        id=certificate.id,
        reference=certificate.number,
        enterprise=certificate.enterprise,
        body=certificate.body,
        division=certificate.division,
    )


async def is_open(tx: AsyncConnection, file: CertificateFile, *kinds: DutyKind) -> bool:
    """Whether one of these duties is open about a certificate."""
    return any(duty.kind in kinds for duty in await duties.open_of(tx, file.certificate.id))


async def begin(tx: AsyncConnection, certificate: Certificate) -> None:
    """What a certificate brings with it on the day of its decision."""
    matter = matter_of(certificate)
    rule = (await duties.rules(tx))[DutyKind.RECERTIFICATION]
    if rule.term:
        renewal = _end_of_day(add_months(certificate.valid_until, -rule.term.amount))
        await duties.oblige(tx, DutyKind.RECERTIFICATION, matter, renewal)
    await duties.oblige(tx, DutyKind.EXPIRY, matter, certificate.valid_until)
    await oblige_visit(tx, certificate, certificate.decided_at)


async def begin_missing(tx: AsyncConnection) -> None:
    """Set the duties of certificates that were granted before there were any."""
    now = clock.now()
    for file in await certificates.unexpired(tx, now):
        if not file.is_in_force(now) or await is_open(tx, file, DutyKind.EXPIRY):
            continue
        await begin(tx, file.certificate)
        last = file.acts[-1] if file.acts else None
        if isinstance(last, Suspension):
            await follow_act(tx, file, last)


async def oblige_visit(tx: AsyncConnection, certificate: Certificate, last: datetime) -> None:
    """The next surveillance visit after a moment; none when the certificate ends before."""
    rule = await rules.get_rule(tx, certificate.rule_code, certificate.rule_version)
    due = _end_of_day(add_months(last, rule.surveillance_interval_months))
    if due < certificate.valid_until:
        await duties.oblige(tx, DutyKind.SURVEILLANCE_VISIT, matter_of(certificate), due)


async def visited(tx: AsyncConnection, certificate: Certificate, at: datetime) -> None:
    """A visit took place, whatever it found; the interval begins anew."""
    await duties.discharge(tx, certificate.id, *WATCHING)
    await oblige_visit(tx, certificate, at)


async def follow_act(tx: AsyncConnection, file: CertificateFile, act: Act) -> None:
    """The duties that an act sets and ends."""
    certificate = file.certificate
    match act:
        case Suspension():
            matter = matter_of(certificate)
            await duties.oblige(tx, DutyKind.SUSPENSION_END, matter, act.until)
        case Reinstatement():
            await duties.discharge(tx, certificate.id, *_ENDING_SUSPENSION)
            if not await is_open(tx, file, *WATCHING):
                await _oblige_missed_visit(tx, certificate, act.at)
        case _:
            await end(tx, certificate, act.at)


async def end(tx: AsyncConnection, certificate: Certificate, at: datetime) -> None:
    """The certificate is no longer in force: what remains is the archive, and then nothing."""
    await duties.drop(tx, certificate.id, *_OF_FORCE)
    until = await duties.end_of_term(tx, DutyKind.ARCHIVE, at)
    await duties.oblige(tx, DutyKind.ARCHIVE, matter_of(certificate), until)
    await outbox.append(
        tx,
        ApplicationEnded(
            application_id=certificate.application_id,
            calculation_id=certificate.calculation_id,
            enterprise=certificate.enterprise,
            body=certificate.body,
            ending=ApplicationEnding.CERTIFICATE_ENDED,
            ended_at=at,
            access_until=until,
        ),
    )


async def _oblige_missed_visit(tx: AsyncConnection, certificate: Certificate, at: datetime) -> None:
    """A certificate that was suspended for want of a visit is visited soon after it is back."""
    due = await duties.end_of_term(tx, DutyKind.OVERDUE_SURVEILLANCE, at)
    if due < certificate.valid_until:
        await duties.oblige(tx, DutyKind.SURVEILLANCE_VISIT, matter_of(certificate), due)


def _end_of_day(at: datetime) -> datetime:
    return end_of(at.astimezone(CHINA_TIME).date())
