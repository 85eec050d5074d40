"""Applications, and the steps that a body's people record on them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from certification.bodies.domain import PersonNotNamed
from certification.bodies.usecases.bodies import BodyNotApproved
from certification.bodies.usecases.people import NamedPerson
from certification.bundles.settings import CurrentBundleKeys
from certification.bundles.usecases import BundleNotKept, read
from certification.cases.api.requests import (
    ApplicationRequest,
    RetreatRequest,
    StepRequest,
    VerificationRequest,
)
from certification.cases.api.views import ApplicationView
from certification.cases.domain.application import (
    ActivityDataTooOld,
    ApplicationNoLongerOpen,
    ApplicationRetreated,
    ApplicationStillOpen,
    CaseSearch,
    CaseState,
    FootprintUnderCertification,
    RecomputedSealMissing,
    SealDoesNotMatch,
)
from certification.cases.domain.procedure import (
    DeciderReviewedTheCase,
    ProcedureEnded,
    Step,
    StepAlreadyRecorded,
    StepOutOfTurn,
)
from certification.cases.domain.replacing import ReplacementUnderWay, ReplacementUnfit
from certification.cases.store import applications
from certification.cases.usecases.applications import apply
from certification.cases.usecases.cases import ApplicationNotFound, find_case
from certification.cases.usecases.decisions import decide
from certification.cases.usecases.endings import retreat
from certification.cases.usecases.steps import record_step
from certification.catalogue.domain.category import NationalLabelNotOpen
from certification.catalogue.usecases.nominations import ProductNotListed
from certification.certificates.domain.certificate import CertificateNoLongerInForce
from certification.certificates.domain.proceedings import WithdrawalIntended
from certification.certificates.usecases.certificates import CertificateNotFound
from certification.footprints.usecases import FootprintLost, FootprintNotFound
from certification.rules.domain import FootprintUnderOtherRule, NoRuleInForce
from certification.rules.usecases import CategoryUnknown
from certification.values.api import CallerSight, SharedCriteria, position, position_of
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router, settings_of
from contracts.sealed_bundle import BUNDLE

router = Router(prefix="/v1/applications", tags=["applications"])


async def _public_url(request: Request) -> str:
    return settings_of(request).public_url


PublicUrl = Annotated[str, Depends(_public_url)]

STEP_REFUSALS = (
    ApplicationNotFound,
    ApplicationRetreated,
    PersonNotNamed,
    ProcedureEnded,
    StepAlreadyRecorded,
    StepOutOfTurn,
)


@router.post(
    "",
    status_code=201,
    responses=problems(
        FootprintNotFound,
        BodyNotApproved,
        CategoryUnknown,
        NationalLabelNotOpen,
        ProductNotListed,
        NoRuleInForce,
        FootprintUnderOtherRule,
        ActivityDataTooOld,
        FootprintUnderCertification,
        ApplicationStillOpen,
        CertificateNotFound,
        CertificateNoLongerInForce,
        WithdrawalIntended,
        ReplacementUnfit,
        ReplacementUnderWay,
    ),
)
async def submit_application(
    request: ApplicationRequest, tx: Transaction, caller: CurrentCaller
) -> ApplicationView:
    """认证委托: apply to a body with a sealed footprint. The body may then read the calculation."""
    return ApplicationView.of(await apply(tx, request.order(), caller.org, caller.client))


@router.get("", responses=problems(CursorInvalid))
async def list_applications(
    tx: Transaction,
    sight: CallerSight,
    criteria: SharedCriteria,
    state: CaseState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ApplicationView]:
    """The applications that the caller may see and that fit, by submission, newest first."""
    search = CaseSearch(criteria, state)
    cases = await applications.newest(tx, sight, search, position_of(cursor), limit + 1)
    return page(
        cases,
        limit,
        ApplicationView.of,
        lambda case: position(case.application.submitted_at, case.application.id),
    )


@router.get("/{id}", responses=problems(ApplicationNotFound))
async def get_application(id: UUID, tx: Transaction, sight: CallerSight) -> ApplicationView:
    """One application with every step so far."""
    return ApplicationView.of(await find_case(tx, id, sight))


@router.get(
    "/{id}/bundle",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": BUNDLE}}},
        **problems(ApplicationNotFound, BundleNotKept),
    },
)
async def get_application_bundle(
    id: UUID, tx: Transaction, sight: CallerSight, keys: CurrentBundleKeys
) -> Response:
    """The sealed calculation that the body verified, for it and the enterprise alone.

    Byte for byte what `python -m accounting recompute` reads; kept as long as the file.
    """
    case = await find_case(tx, id, sight)
    content = await read(tx, keys, case.application.calculation_id)
    return Response(content, media_type="application/json")


@router.post(
    "/{id}/withdrawal",
    status_code=201,
    responses=problems(ApplicationNotFound, ApplicationNoLongerOpen),
)
async def withdraw_application(
    id: UUID, request: RetreatRequest, tx: Transaction, caller: CurrentCaller
) -> ApplicationView:
    """Withdraw an application before it is decided. The body's access to the calculation ends."""
    return ApplicationView.of(await retreat(tx, id, caller.org, caller.client, request.note_zh))


@router.post("/{id}/acceptance", status_code=201, responses=problems(*STEP_REFUSALS))
async def accept_application(
    id: UUID, request: StepRequest, tx: Transaction, person: NamedPerson
) -> ApplicationView:
    """受理: accept the application, or refuse it, which ends the procedure."""
    return ApplicationView.of(await record_step(tx, id, request.entry(Step.ACCEPTANCE), person))


@router.post("/{id}/plan", status_code=201, responses=problems(*STEP_REFUSALS))
async def plan_certification(
    id: UUID, request: StepRequest, tx: Transaction, person: NamedPerson
) -> ApplicationView:
    """认证策划: plan the certification."""
    return ApplicationView.of(await record_step(tx, id, request.entry(Step.PLANNING), person))


@router.post("/{id}/document-review", status_code=201, responses=problems(*STEP_REFUSALS))
async def review_documents(
    id: UUID, request: StepRequest, tx: Transaction, person: NamedPerson
) -> ApplicationView:
    """文件评审: review the documents."""
    entry = request.entry(Step.DOCUMENT_REVIEW)
    return ApplicationView.of(await record_step(tx, id, entry, person))


@router.post("/{id}/on-site-inspection", status_code=201, responses=problems(*STEP_REFUSALS))
async def inspect_site(
    id: UUID, request: StepRequest, tx: Transaction, person: NamedPerson
) -> ApplicationView:
    """现场检查: inspect the site."""
    entry = request.entry(Step.ON_SITE_INSPECTION)
    return ApplicationView.of(await record_step(tx, id, entry, person))


@router.post(
    "/{id}/footprint-verification",
    status_code=201,
    responses=problems(*STEP_REFUSALS, RecomputedSealMissing, SealDoesNotMatch),
)
async def verify_footprint(
    id: UUID, request: VerificationRequest, tx: Transaction, person: NamedPerson
) -> ApplicationView:
    """产品碳足迹核查: the recomputed seal must equal the sealed one, or nothing is recorded."""
    entry = request.entry(Step.FOOTPRINT_VERIFICATION)
    return ApplicationView.of(await record_step(tx, id, entry, person))


@router.post(
    "/{id}/decision",
    status_code=201,
    responses=problems(*STEP_REFUSALS, DeciderReviewedTheCase, FootprintLost, ActivityDataTooOld),
)
async def decide_application(
    id: UUID,
    request: StepRequest,
    tx: Transaction,
    person: NamedPerson,
    public_url: PublicUrl,
) -> ApplicationView:
    """认证结果评价与批准: somebody new to the case decides; `passed` grants the certificate.

    The certificate has its number at once; its signature follows within a moment.
    """
    entry = request.entry(Step.DECISION)
    return ApplicationView.of(await decide(tx, id, entry, person, public_url))
