"""Exchange partners, and requests for footprints in both directions with their deadlines."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Depends, Query
from fastapi import Request as HttpRequest
from pydantic import AwareDatetime, ConfigDict, Field, JsonValue

from accounting.pact.domain.criteria import CriterionMalformed
from accounting.pact.domain.events import EventMalformed
from accounting.partners.domain.addresses import PartnerAddressNotPublic, PartnerUrlNotAccepted
from accounting.partners.domain.exchange import (
    DeadlinePassed,
    FootprintRequest,
    Partner,
    PartnerNotFound,
    RequestAlreadyAnswered,
    RequestNotFound,
    RequestState,
    Version,
)
from accounting.partners.domain.search import PartnersAsked, RequestsAsked
from accounting.partners.usecases import registrations
from accounting.partners.usecases.hosts import host_of
from accounting.publications.domain.record import PublishedFootprintNotFound
from accounting.requests import store
from accounting.requests.usecases import requests as requesting
from accounting.values.api import Word
from accounting.values.domain.forms import Request, View
from accounting.values.domain.text import Name
from chassis import clock
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.outbound import Guard
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router, settings_of
from chassis.text import TextRule
from chassis.written import Moment

router = Router(prefix="/v1", tags=["supply chain"])
Address = Annotated[str, TextRule(most=2_000)]
Urns = Annotated[tuple[Annotated[str, TextRule(most=2_000)], ...], Field(max_length=50)]
Open = Annotated[bool | None, Query(description="Only unanswered requests, or only the others.")]


class PartnerRequest(Request):
    """Where a partner's PACT host is, where it gives out tokens (absent: no token needed), and
    the major version of PACT that it speaks.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"base_url": "https://pact.example.com"}]}
    )

    base_url: Address
    auth_base: Address | None = None
    version: Version = Version.V3


class PartnerView(View):
    org: str
    base_url: str
    auth_base: str | None
    version: Version

    @classmethod
    def of(cls, partner: Partner) -> Self:
        return cls(
            org=partner.org,
            base_url=partner.base_url,
            auth_base=partner.auth_base,
            version=partner.version,
        )


class AskRequest(Request):
    """Which footprints a partner is asked for, and until when."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "partner": "91130200MA0000007R",
                    "product_ids": ["urn:gtin:6901234567892"],
                    "deadline": "2026-12-31T00:00:00Z",
                }
            ]
        }
    )

    partner: Name
    product_ids: Urns = ()
    """URNs of the products whose footprints are asked for."""
    company_ids: Urns = ()
    """URNs of the companies whose footprints are asked for."""
    comment: Name | None = None
    deadline: Moment

    def wish(self) -> requesting.Wish:
        criteria: dict[str, object] = {
            "productId": list(self.product_ids),
            "companyId": list(self.company_ids),
            "comment": self.comment,
        }
        stated = {name: value for name, value in criteria.items() if value}
        return requesting.Wish(self.partner, stated, self.deadline)


class FulfilmentRequest(Request):
    """Own published footprints that answer a request."""

    footprints: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=200)]


class RejectionRequest(Request):
    message: Name


class FootprintRequestView(View):
    """A request; `answer` is absent while it is open, `state` tells how its deadline stands.

    `not_asked` names footprints that came for it and are of other products: they were kept, and
    leave it open.
    """

    id: UUID
    direction: str
    partner: str
    created_at: AwareDatetime
    deadline: Moment
    state: RequestState
    criteria: dict[str, JsonValue]
    answer: str | None
    answered_at: AwareDatetime | None
    """When it was answered; null while it is open."""
    footprints: list[UUID]
    message: str | None
    not_asked: list[UUID]
    """Footprints that came for it and are of other products; they leave it open."""

    @classmethod
    def of(cls, request: FootprintRequest) -> Self:
        given = request.answer
        return cls.model_validate(
            {
                "id": request.id,
                "direction": request.direction,
                "partner": request.partner,
                "created_at": request.created_at,
                "deadline": request.deadline,
                "state": request.state(clock.now()),
                "criteria": dict(request.criteria),
                "answer": given and given.outcome.value,
                "answered_at": given and given.at,
                "footprints": list(given.footprints) if given else [],
                "message": given and given.message,
                "not_asked": list(request.not_asked),
            }
        )


async def admitted(request: PartnerRequest, http: HttpRequest) -> PartnerRequest:
    """The request, once its addresses were checked. Declared before the transaction, so that names
    are resolved before one opens, where nothing else opened it."""
    guard: Guard = http.app.state.guard
    for url in filter(None, (request.base_url, request.auth_base)):
        await registrations.admit(guard, url)
    return request


@router.put(
    "/exchange-partners/{org}", responses=problems(PartnerUrlNotAccepted, PartnerAddressNotPublic)
)
async def put_exchange_partner(
    org: Word,
    request: Annotated[PartnerRequest, Depends(admitted)],
    caller: CurrentCaller,
    tx: Transaction,
) -> PartnerView:
    """Register where a partner is reached; events are accepted and sent only so."""
    partner = Partner(caller.org, org, request.base_url, request.auth_base, request.version)
    return PartnerView.of(await registrations.register(tx, partner))


@router.get("/exchange-partners/{org}", responses=problems(PartnerNotFound))
async def get_exchange_partner(org: Word, caller: CurrentCaller, tx: Transaction) -> PartnerView:
    """Where the caller's enterprise reaches one partner."""
    return PartnerView.of(await registrations.read(tx, caller.org, org))


@router.get("/exchange-partners", responses=problems(CursorInvalid))
async def list_exchange_partners(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[PartnersAsked, Query()]
) -> Page[PartnerView]:
    """The partners of the caller's enterprise, by identifier."""
    found = await registrations.page(tx, asked, owner=caller.org)
    return page(found, asked.limit, PartnerView.of, lambda partner: (partner.org,))


@router.post(
    "/footprint-requests",
    status_code=201,
    responses=problems(PartnerNotFound, DeadlinePassed, EventMalformed, CriterionMalformed),
)
async def request_footprints(
    request: AskRequest, http: HttpRequest, caller: CurrentCaller, tx: Transaction
) -> FootprintRequestView:
    """Ask a partner for footprints; the event is sent, and sent again, until it arrives."""
    source = host_of(settings_of(http)).source
    return FootprintRequestView.of(
        await requesting.ask(tx, caller.org, request.wish(), source=source)
    )


@router.get("/footprint-requests", responses=problems(CursorInvalid))
async def list_footprint_requests(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[RequestsAsked, Query()]
) -> Page[FootprintRequestView]:
    """Requests by and to the caller's enterprise, the newest first."""
    rows = await store.page(tx, asked, owner=caller.org)
    return page(rows, asked.limit, FootprintRequestView.of, lambda row: row.position)


@router.get("/footprint-requests/{id}", responses=problems(RequestNotFound))
async def get_footprint_request(
    id: UUID, caller: CurrentCaller, tx: Transaction
) -> FootprintRequestView:
    """One request with its answer."""
    return FootprintRequestView.of(await requesting.read(tx, caller.org, id))


@router.post(
    "/footprint-requests/{id}/fulfilment",
    status_code=201,
    responses=problems(RequestNotFound, RequestAlreadyAnswered, PublishedFootprintNotFound),
)
async def fulfil_footprint_request(
    id: UUID, request: FulfilmentRequest, http: HttpRequest, caller: CurrentCaller, tx: Transaction
) -> FootprintRequestView:
    """Answer with published footprints; the asking organisation may read them from now on."""
    source = host_of(settings_of(http)).source
    answered = await requesting.fulfil(tx, caller.org, id, request.footprints, source=source)
    return FootprintRequestView.of(answered)


@router.post(
    "/footprint-requests/{id}/rejection",
    status_code=201,
    responses=problems(RequestNotFound, RequestAlreadyAnswered),
)
async def reject_footprint_request(
    id: UUID, request: RejectionRequest, http: HttpRequest, caller: CurrentCaller, tx: Transaction
) -> FootprintRequestView:
    """Answer with the reason why there will be no data."""
    source = host_of(settings_of(http)).source
    answered = await requesting.reject(tx, caller.org, id, request.message, source=source)
    return FootprintRequestView.of(answered)
