"""The PACT v2.3 host: an adapter before the same footprints, with a report of its losses."""

from collections.abc import Mapping
from typing import ClassVar, Self
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pydantic import JsonValue

from accounting.pact.domain.legacy_events import event_as_v3
from accounting.pact.domain.legacy_writing import LegacyLoss, Written
from accounting.partners.domain.exchange import Version
from accounting.partners.usecases.hosts import host_of
from accounting.publications.domain.record import PublicationNotFound
from accounting.publications.usecases import legacy_host as usecases
from accounting.requests.api.pact import PACT_EVENT, body_of, pact_errors, parameter
from accounting.requests.api.pact_route import PactRoute, public_address
from accounting.requests.usecases import arrivals
from accounting.values.domain.forms import View
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router, settings_of
from chassis.settings import ApiSettings


class LegacyRoute(PactRoute):
    """The same errors, but for the two codes that v2.3 has otherwise."""

    codes: ClassVar[Mapping[int, str]] = {**PactRoute.codes, 404: "NoSuchFootprint"}
    statuses: ClassVar[Mapping[int, int]] = {501: 400}


router = Router(prefix="/2", tags=["pact"])
router.route_class = LegacyRoute
own = Router(prefix="/v1/calculations", tags=["supply chain"])
_PARAMETERS = [
    parameter("$filter", {"type": "string"}),
    parameter("limit", {"type": "integer", "minimum": 0}),
    parameter("cursor", {"type": "string", "description": "Part of the Link header."}),
]


class LegacyFootprintList(View):
    """A page of footprints; the `Link` header leads to the next."""

    data: list[dict[str, JsonValue]]
    """The footprints in the data model of PACT v2.3."""


class LegacyFootprint(View):
    """One footprint."""

    data: dict[str, JsonValue]
    """The footprint in the data model of PACT v2.3."""


class LegacyLossView(View):
    """Something that v2.3 cannot say, or says otherwise; `field` is its name in v3."""

    field: str
    zh: str
    en: str

    @classmethod
    def of(cls, loss: LegacyLoss) -> Self:
        return cls(**vars(loss))


class LegacyView(View):
    """The footprint as readers of v2.3 get it; without a document they cannot get it at all."""

    document: dict[str, JsonValue] | None
    losses: list[LegacyLossView]

    @classmethod
    def of(cls, written: Written) -> Self:
        losses = [LegacyLossView.of(loss) for loss in written.losses]
        return cls.model_validate({"document": written.document, "losses": losses})


@router.get(
    "/footprints",
    openapi_extra={"parameters": _PARAMETERS},
    responses={200: {"model": LegacyFootprintList}, **pact_errors()},
)
async def list_pact_footprints_v2(
    request: Request, caller: CurrentCaller, tx: Transaction
) -> JSONResponse:
    """Footprints granted to the caller's organisation, and its own, in the form of v2.3."""
    shown = await usecases.listed(tx, caller, request.query_params.multi_items())
    settings: ApiSettings = request.app.state.settings
    address = public_address(request, settings.public_url)
    link = f'<{address}/2/footprints?cursor={shown.next}>; rel="next"'
    return JSONResponse({"data": shown.documents}, headers={"Link": link} if shown.next else {})


@router.get("/footprints/{id}", responses={200: {"model": LegacyFootprint}, **pact_errors(404)})
async def get_pact_footprint_v2(id: UUID, caller: CurrentCaller, tx: Transaction) -> JSONResponse:
    """One footprint in the form of v2.3; its losses are in an extension of it."""
    return JSONResponse({"data": await usecases.single(tx, caller, id)})


@router.post(
    "/events",
    status_code=200,
    response_class=Response,
    openapi_extra={"requestBody": PACT_EVENT},
    responses=pact_errors(),
)
async def receive_pact_event_v2(
    request: Request, caller: CurrentCaller, tx: Transaction
) -> Response:
    """Take in a CloudEvent of PACT v2.3; the body of the answer is empty."""
    content = event_as_v3(await body_of(request))
    await arrivals.take_in(tx, caller, content, host_of(settings_of(request)), Version.V2)
    return Response(status_code=200)


@own.get("/{id}/publication/v2", responses=problems(PublicationNotFound))
async def preview_publication_v2(id: UUID, caller: CurrentCaller, tx: Transaction) -> LegacyView:
    """What readers of PACT v2.3 see of the footprint, and everything that they do not see."""
    return LegacyView.of(await usecases.report(tx, caller.org, id))
