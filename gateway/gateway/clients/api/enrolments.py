"""Enrolment: an applicant without a token proposes itself and asks; operators check and decide."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Query, Response, status
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, JsonValue

from chassis import forms, pages
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Document, Name, TextRule
from gateway.clients.api.views import (
    ClientKeyView,
    CurrentActor,
    CurrentTerms,
    PersonModel,
    key_views,
)
from gateway.clients.domain.clients import CLIENT_ID, Person
from gateway.clients.domain.enrolments import (
    Applicant,
    Contact,
    Enrolment,
    EnrolmentState,
    Proof,
)
from gateway.clients.domain.refusals import (
    ApplicantCodeInvalid,
    ClientTaken,
    DistrictNotNamed,
    EnrolmentAlreadyDecided,
    EnrolmentNotFound,
    EnrolmentsFull,
    KeyNotAccepted,
    OperatorNotNamed,
    OrganisationFromPack,
    OrganisationIdInvalid,
    OrganisationOfAnotherRole,
    OrganisationOfAnotherTenant,
    PrivateKeyGiven,
    RoleUnknown,
    ScopeBeyondRole,
)
from gateway.clients.domain.search import EnrolmentsAsked
from gateway.clients.store import enrolments
from gateway.clients.usecases import enrolments as usecases
from gateway.values.api import CurrentPack

router = Router(prefix="/v1/enrolments", tags=["enrolment"])

Receipt = Annotated[
    str,
    Header(
        alias="Enrolment-Receipt",
        pattern=r"^[A-Za-z0-9_-]{1,128}$",
        description="The secret that was told when the enrolment was proposed.",
    ),
]
Scope = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z]+$")]
_EXAMPLE: dict[str, JsonValue] = {
    "name_zh": "山东省市场监督管理局",
    "name_en": "Shandong Market Regulation Bureau",
    "credit_code": "91120116MA0000007N",
    "role": "partner-region",
    "division": "370000",
    "contact": {"name": "示例联系人", "email": "liaison@example.cn", "phone": "+86 531 0000 0000"},
    "documents": [{"name": "授权书.pdf", "sha256": "0" * 64}],
    "jwks": {"keys": [{"kty": "EC", "crv": "P-256", "kid": "2026-1", "x": "…", "y": "…"}]},
}


class ContactModel(forms.Request):
    """Whom the operators ask."""

    model_config = ConfigDict(strict=True)

    name: Annotated[str, TextRule(most=64)]
    email: Annotated[str, TextRule(most=254)] = Field(pattern=r"^[^@ ]+@[^@ ]+$")
    """Address of electronic mail."""
    phone: Annotated[str, TextRule(most=40)] | None = None
    """Telephone number."""


class ProofModel(forms.Request):
    """A document by its digest; the document itself is shown to the operators."""

    model_config = ConfigDict(strict=True)

    name: Annotated[str, TextRule(most=200)]
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class EnrolmentRequest(forms.Request):
    """What an organisation says of itself, and what it asks for."""

    model_config = ConfigDict(strict=True, json_schema_extra={"example": _EXAMPLE})

    name_zh: Name
    name_en: Name
    credit_code: str = Field(pattern=r"^[0-9A-Z]{18}$")
    """Unified social credit code (GB 32100-2015)."""
    role: Annotated[str, TextRule(most=32)]
    division: str | None = Field(default=None, pattern=r"^\d{6}$")
    """GB/T 2260 code of where it is in charge."""
    contact: ContactModel
    """Whom the operators ask."""
    documents: list[ProofModel] = Field(default=[], max_length=20)
    """The documents that prove it, by their digests."""
    jwks: Document
    """Public JWK set (RFC 7517) by whose keys its client will prove itself."""


class EnrolmentReceipt(forms.View):
    """The enrolment, and the secret by which it is asked for; nobody can tell it again."""

    id: UUID
    receipt: str
    """The secret by which the applicant asks for its progress; it is told once."""
    state: str


class EnrolmentProgress(forms.View):
    """What became of an enrolment, for its applicant."""

    id: UUID
    state: str
    """`proposed`, `approved`, `refused` or `withdrawn`."""
    client_id: str | None
    """With an approved enrolment: the `iss` and `sub` of its assertions."""
    reason: str | None
    proposed_at: datetime
    decided_at: datetime | None


class EnrolmentView(EnrolmentProgress):
    """An enrolment as the operators see it."""

    name_zh: str
    name_en: str
    credit_code: str
    """Unified social credit code (GB 32100-2015)."""
    role: str
    division: str | None
    contact: ContactModel
    """Whom the operators ask."""
    documents: list[ProofModel]
    """The documents that prove it, by their digests."""
    keys: list[ClientKeyView]
    change: UUID | None
    """The change by which one operator approves it, and which a second one confirms."""


class ApprovalRequest(forms.Request):
    """What a checked organisation gets."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={
            "example": {"org": "shandong", "client_id": "shandong-1", "role": "partner-region"}
        },
    )

    org: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")
    """Id of the organisation; one that is known already keeps its names."""
    client_id: str = Field(pattern=CLIENT_ID)
    """Id that its first client gets."""
    role: Annotated[str, TextRule(most=32)]
    scopes: list[Scope] | None = Field(default=None, min_length=1, max_length=50)
    """All that the role holds, where it is absent."""
    person: PersonModel | None = None
    sample: bool = False
    """Whether it begins in the test tenant, whose labels are worth nothing. It stays there."""


class EnrolmentRefusalRequest(forms.Request):
    """Why an organisation is not taken in; the applicant reads it."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"example": {"reason": "授权书缺少印章 / the letter bears no seal"}},
    )

    reason: Annotated[str, TextRule(most=500)]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses=problems(
        ApplicantCodeInvalid, RoleUnknown, KeyNotAccepted, PrivateKeyGiven, EnrolmentsFull
    ),
)
async def propose_enrolment(
    request: EnrolmentRequest, response: Response, tx: Transaction, pack: CurrentPack
) -> EnrolmentReceipt:
    """Ask to take part; no token is needed. Keep the receipt: the answer is asked for with it."""
    contact = Contact(request.contact.name, request.contact.email, request.contact.phone)
    documents = tuple(Proof(each.name, each.sha256) for each in request.documents)
    names = (request.name_zh, request.name_en, request.division)
    proposal = usecases.Proposal(
        Applicant(*names, contact, documents), request.credit_code, request.role, request.jwks
    )
    enrolment, receipt = await usecases.propose(tx, proposal, pack=pack)
    response.headers["Location"] = f"/v1/enrolments/{enrolment.id}/progress"
    return EnrolmentReceipt(id=enrolment.id, receipt=receipt, state=str(enrolment.state))


@router.get("/{id}/progress", responses=problems(EnrolmentNotFound))
async def get_enrolment_progress(id: UUID, tx: Transaction, receipt: Receipt) -> EnrolmentProgress:
    """What became of an enrolment, for whoever holds its receipt."""
    return EnrolmentProgress(**_progress(await usecases.own_enrolment(tx, id, receipt)))


@router.post(
    "/{id}/withdrawal",
    status_code=status.HTTP_201_CREATED,
    responses=problems(EnrolmentNotFound, EnrolmentAlreadyDecided),
)
async def withdraw_enrolment(
    id: UUID, response: Response, tx: Transaction, receipt: Receipt
) -> EnrolmentProgress:
    """Take an enrolment back that is not decided yet."""
    response.headers["Location"] = f"/v1/enrolments/{id}/progress"
    return EnrolmentProgress(**_progress(await usecases.withdraw(tx, id, receipt)))


@router.get("", responses=problems(CursorInvalid))
async def list_enrolments(
    tx: Transaction, asked: Annotated[EnrolmentsAsked, Query()]
) -> Page[EnrolmentView]:
    """Enrolments, the newest first."""
    rows = await enrolments.list_enrolments(tx, asked)
    return pages.page(rows, asked.limit, _view, lambda e: [e.proposed_at.isoformat(), str(e.id)])


@router.get("/{id}", responses=problems(EnrolmentNotFound))
async def get_enrolment(id: UUID, tx: Transaction) -> EnrolmentView:
    """One enrolment, with what the applicant says of itself and the thumbprints of its keys."""
    return _view(await enrolments.get_enrolment(tx, id))


@router.post(
    "/{id}/approval",
    status_code=status.HTTP_201_CREATED,
    response_model=EnrolmentView,
    responses={
        202: {"model": EnrolmentView, "description": "Waits for a second operator: see `change`"},
        **problems(
            EnrolmentNotFound,
            EnrolmentAlreadyDecided,
            ClientTaken,
            ScopeBeyondRole,
            RoleUnknown,
            DistrictNotNamed,
            OrganisationIdInvalid,
            OrganisationFromPack,
            OrganisationOfAnotherRole,
            OrganisationOfAnotherTenant,
            OperatorNotNamed,
        ),
    },
)
async def approve_enrolment(
    id: UUID, request: ApprovalRequest, tx: Transaction, terms: CurrentTerms
) -> EnrolmentView | JSONResponse:
    """Give a checked organisation its client; outside development a second operator confirms."""
    approval = usecases.Approval(
        org=request.org,
        client_id=request.client_id,
        role=request.role,
        scopes=None if request.scopes is None else frozenset(request.scopes),
        person=Person(request.person.id, request.person.name) if request.person else None,
        sample=request.sample,
    )
    view = _view(await usecases.approve(tx, id, approval, terms))
    if view.state == EnrolmentState.APPROVED:
        return view
    return JSONResponse(
        view.model_dump(mode="json"), 202, {"Location": f"/v1/changes/{view.change}"}
    )


@router.post(
    "/{id}/refusal",
    status_code=status.HTTP_201_CREATED,
    responses=problems(EnrolmentNotFound, EnrolmentAlreadyDecided),
)
async def refuse_enrolment(
    id: UUID, request: EnrolmentRefusalRequest, tx: Transaction, actor: CurrentActor
) -> EnrolmentView:
    """Take an organisation not in; the applicant reads the reason."""
    return _view(await usecases.refuse_enrolment(tx, id, request.reason, by=actor))


def _progress(enrolment: Enrolment) -> dict[str, Any]:
    is_approved = enrolment.state is EnrolmentState.APPROVED
    return {
        "id": enrolment.id,
        "state": str(enrolment.state),
        "client_id": enrolment.client_id if is_approved else None,
        "reason": enrolment.reason,
        "proposed_at": enrolment.proposed_at,
        "decided_at": enrolment.decided_at,
    }


def _view(enrolment: Enrolment) -> EnrolmentView:
    applicant = enrolment.applicant
    return EnrolmentView(
        **_progress(enrolment),
        name_zh=applicant.name_zh,
        name_en=applicant.name_en,
        credit_code=enrolment.credit_code,
        role=enrolment.role,
        division=applicant.division,
        contact=ContactModel(**vars(applicant.contact)),
        documents=[ProofModel(**vars(each)) for each in applicant.documents],
        keys=key_views(enrolment.keys),
        change=enrolment.change,
    )
