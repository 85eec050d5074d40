"""What is decided about a certificate afterwards, and what its holder says to it."""

from datetime import timedelta
from typing import Annotated, cast

from fastapi import Depends, Request

from certification.bodies.domain import PersonNotNamed
from certification.bodies.usecases.people import NamedPerson
from certification.certificates.api.requests import (
    CancellationRequest,
    HolderStatement,
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
from certification.certificates.domain.proceedings import (
    CancellationAlreadyRequested,
    CancellationNotRequested,
    NothingToStateTo,
    WithdrawalIntended,
)
from certification.certificates.settings import SuspendsCertificates
from certification.certificates.usecases import changes, proceedings
from certification.certificates.usecases.certificates import CertificateName, CertificateNotFound
from certification.certificates.usecases.independence import ReviewerMayNotDecide, lock_for
from chassis import clock
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router, settings_of

router = Router(prefix="/v1/certificates", tags=["certificates"])


WISH_REFUSALS = (CertificateNotFound, CertificateNoLongerInForce)
ACT_REFUSALS = (*WISH_REFUSALS, PersonNotNamed, ReviewerMayNotDecide)


async def _longest_suspension(request: Request) -> timedelta:
    return cast(SuspendsCertificates, settings_of(request)).longest_suspension


LongestSuspension = Annotated[timedelta, Depends(_longest_suspension)]


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
    """暂停: the certificate is not valid for now, and its label says so at once.

    Where nobody reinstates it by `until`, its holder is told that it is to be withdrawn.
    """
    file = await lock_for(tx, name, person)
    suspended = await changes.suspend(tx, file, request.order(), person, longest)
    return CertificateView.of(suspended, clock.now())


@router.post(
    "/{name}/reinstatement",
    status_code=201,
    responses=problems(*ACT_REFUSALS, CertificateNotSuspended),
)
async def reinstate_certificate(
    name: CertificateName, request: ReinstatementRequest, tx: Transaction, person: NamedPerson
) -> CertificateView:
    """恢复: end a suspension, and a withdrawal that was intended."""
    file = await lock_for(tx, name, person)
    reinstated = await changes.reinstate(tx, file, request.note_zh, person)
    return CertificateView.of(reinstated, clock.now())


@router.post("/{name}/withdrawal", status_code=201, responses=problems(*ACT_REFUSALS))
async def withdraw_certificate(
    name: CertificateName, request: WithdrawalRequest, tx: Transaction, person: NamedPerson
) -> CertificateView:
    """撤销: void a certificate before it expires. Irreversible, and public at once."""
    file = await lock_for(tx, name, person)
    reason, note_zh = request.reason_code, request.note_zh
    withdrawn = await changes.withdraw(tx, file, reason, note_zh, person.id)
    return CertificateView.of(withdrawn, clock.now())


@router.post(
    "/{name}/cancellation",
    status_code=201,
    responses=problems(*ACT_REFUSALS, CancellationNotRequested),
)
async def cancel_certificate(
    name: CertificateName, request: CancellationRequest, tx: Transaction, person: NamedPerson
) -> CertificateView:
    """注销: void a certificate because its holder asked for it. Irreversible; no sanction."""
    file = await lock_for(tx, name, person)
    cancelled = await changes.cancel(tx, file, request.reason_code, request.note_zh, person)
    return CertificateView.of(cancelled, clock.now())


@router.post(
    "/{name}/cancellation-request",
    status_code=201,
    responses=problems(*WISH_REFUSALS, CancellationAlreadyRequested, WithdrawalIntended),
)
async def request_cancellation(
    name: CertificateName, request: HolderStatement, tx: Transaction, caller: CurrentCaller
) -> CertificateView:
    """The holder asks to have its certificate cancelled.

    The body does so; where it does not in time, the cancellation follows by itself.
    """
    note_zh = request.note_zh
    file = await proceedings.request_cancellation(tx, name, caller.org, caller.client, note_zh)
    return CertificateView.of(file, clock.now())


@router.post(
    "/{name}/statement",
    status_code=201,
    responses=problems(CertificateNotFound, NothingToStateTo),
)
async def state_objection(
    name: CertificateName, request: HolderStatement, tx: Transaction, caller: CurrentCaller
) -> CertificateView:
    """陈述申辩: what the holder says to an intended withdrawal, while it may be heard."""
    note_zh = request.note_zh
    file = await proceedings.make_statement(tx, name, caller.org, caller.client, note_zh)
    return CertificateView.of(file, clock.now())
