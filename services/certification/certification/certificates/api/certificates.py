"""Certificates, and what their body does with them afterwards."""

from datetime import timedelta
from typing import Annotated, cast

from fastapi import Depends, Request

from certification.bodies.domain import PersonNotNamed
from certification.bodies.usecases.people import NamedPerson
from certification.certificates.api.requests import (
    ReinstatementRequest,
    SuspensionRequest,
    WithdrawalRequest,
)
from certification.certificates.api.views import CertificateView
from certification.certificates.domain.certificate import (
    CertificateAlreadySuspended,
    CertificateNoLongerInForce,
    CertificateNotSuspended,
    SuspensionEndMisplaced,
)
from certification.certificates.domain.search import CertificateSearch
from certification.certificates.domain.states import CertificateWord
from certification.certificates.settings import SuspendsCertificates
from certification.certificates.store import certificates
from certification.certificates.usecases.certificates import (
    CertificateName,
    CertificateNotFound,
    find_certificate,
)
from certification.certificates.usecases.changes import reinstate, suspend, withdraw
from certification.values.api import CallerSight, SharedCriteria, position, position_of
from chassis import clock
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router, settings_of

router = Router(prefix="/v1/certificates", tags=["certificates"])


ACT_REFUSALS = (CertificateNotFound, CertificateNoLongerInForce, PersonNotNamed)


async def _longest_suspension(request: Request) -> timedelta:
    return cast(SuspendsCertificates, settings_of(request)).longest_suspension


LongestSuspension = Annotated[timedelta, Depends(_longest_suspension)]


@router.get("", responses=problems(CursorInvalid))
async def list_certificates(
    tx: Transaction,
    sight: CallerSight,
    criteria: SharedCriteria,
    state: CertificateWord | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CertificateView]:
    """The certificates that the caller may see and that fit, by decision, newest first."""
    now = clock.now()
    search = CertificateSearch(criteria, now, state.state if state else None)
    files = await certificates.newest(tx, sight, search, position_of(cursor), limit + 1)
    return page(
        files,
        limit,
        lambda file: CertificateView.of(file, now),
        lambda file: position(file.certificate.decided_at, file.certificate.id),
    )


@router.get("/{name}", responses=problems(CertificateNotFound))
async def get_certificate(
    name: CertificateName, tx: Transaction, sight: CallerSight
) -> CertificateView:
    """One certificate, by its number or its id, as it stands now."""
    return CertificateView.of(await find_certificate(tx, name, sight), clock.now())


@router.post(
    "/{name}/suspension",
    status_code=201,
    responses=problems(*ACT_REFUSALS, CertificateAlreadySuspended, SuspensionEndMisplaced),
)
async def suspend_certificate(
    name: CertificateName,
    request: SuspensionRequest,
    tx: Transaction,
    person: NamedPerson,
    longest: LongestSuspension,
) -> CertificateView:
    """暂停: the certificate is not valid for now, and its label says so at once."""
    file = await suspend(tx, name, request.order(), person, longest)
    return CertificateView.of(file, clock.now())


@router.post(
    "/{name}/reinstatement",
    status_code=201,
    responses=problems(*ACT_REFUSALS, CertificateNotSuspended),
)
async def reinstate_certificate(
    name: CertificateName, request: ReinstatementRequest, tx: Transaction, person: NamedPerson
) -> CertificateView:
    """恢复: end a suspension."""
    file = await reinstate(tx, name, request.note_zh, person)
    return CertificateView.of(file, clock.now())


@router.post("/{name}/withdrawal", status_code=201, responses=problems(*ACT_REFUSALS))
async def withdraw_certificate(
    name: CertificateName, request: WithdrawalRequest, tx: Transaction, person: NamedPerson
) -> CertificateView:
    """撤销: void a certificate before it expires. Irreversible, and public at once."""
    file = await withdraw(tx, name, request.reason_code, request.note_zh, person)
    return CertificateView.of(file, clock.now())
