"""Certificates, and what their body does with them afterwards."""

from typing import Annotated

from fastapi import Path

from certification.api.parts import (
    CallerSight,
    NamedPerson,
    ServiceSettings,
    position,
    position_of,
)
from certification.api.requests import (
    ReinstatementRequest,
    StepRequest,
    SuspensionRequest,
    WithdrawalRequest,
)
from certification.api.views import ApplicationView, CertificateView
from certification.domain.application import PersonNotNamed
from certification.domain.certificate import (
    CertificateAlreadySuspended,
    CertificateNoLongerInForce,
    CertificateNotSuspended,
    SuspensionEndMisplaced,
)
from certification.domain.procedure import Step
from certification.store import certificates
from certification.usecases.lookup import CertificateNotFound, find_certificate
from certification.usecases.supervise import reinstate, survey, suspend, withdraw
from chassis import clock
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/certificates", tags=["certificates"])
Name = Annotated[
    str, Path(pattern=r"^[0-9A-Za-z-]{1,64}$", description="Certificate number, or its UUID.")
]
ACT_REFUSALS = (CertificateNotFound, CertificateNoLongerInForce, PersonNotNamed)


@router.get("", responses=problems(CursorInvalid))
async def list_certificates(
    tx: Transaction, sight: CallerSight, limit: Limit = 50, cursor: Cursor = None
) -> Page[CertificateView]:
    """The certificates that the caller may see, newest first."""
    files, now = await certificates.newest(tx, sight, position_of(cursor), limit + 1), clock.now()
    return page(
        files,
        limit,
        lambda file: CertificateView.of(file, now),
        lambda file: position(file.certificate.decided_at, file.certificate.id),
    )


@router.get("/{name}", responses=problems(CertificateNotFound))
async def read_certificate(name: Name, tx: Transaction, sight: CallerSight) -> CertificateView:
    """One certificate, by its number or its id, as it stands now."""
    return CertificateView.of(await find_certificate(tx, name, sight), clock.now())


@router.post(
    "/{name}/suspension",
    status_code=201,
    responses=problems(*ACT_REFUSALS, CertificateAlreadySuspended, SuspensionEndMisplaced),
)
async def suspend_certificate(
    name: Name,
    request: SuspensionRequest,
    tx: Transaction,
    person: NamedPerson,
    settings: ServiceSettings,
) -> CertificateView:
    """暂停: the certificate is not valid for now, and its label says so at once."""
    file = await suspend(tx, name, request.order(), person, settings.longest_suspension)
    return CertificateView.of(file, clock.now())


@router.post(
    "/{name}/reinstatement",
    status_code=201,
    responses=problems(*ACT_REFUSALS, CertificateNotSuspended),
)
async def reinstate_certificate(
    name: Name, request: ReinstatementRequest, tx: Transaction, person: NamedPerson
) -> CertificateView:
    """恢复: end a suspension."""
    file = await reinstate(tx, name, request.note_zh, person)
    return CertificateView.of(file, clock.now())


@router.post("/{name}/withdrawal", status_code=201, responses=problems(*ACT_REFUSALS))
async def withdraw_certificate(
    name: Name, request: WithdrawalRequest, tx: Transaction, person: NamedPerson
) -> CertificateView:
    """撤销: void a certificate before it expires. Irreversible, and public at once."""
    file = await withdraw(tx, name, request.reason_code, request.note_zh, person)
    return CertificateView.of(file, clock.now())


@router.post("/{name}/surveillance", status_code=201, responses=problems(*ACT_REFUSALS))
async def record_surveillance(
    name: Name, request: StepRequest, tx: Transaction, person: NamedPerson
) -> ApplicationView:
    """获证后监督: record a surveillance. After a failed one the body must suspend or withdraw."""
    case = await survey(tx, name, request.entry(Step.SURVEILLANCE), person)
    return ApplicationView.of(case)
