"""The PACT v3 host: footprints for those they were granted to."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from accounting.pact.domain.events import EventMalformed, must_be_keepable
from accounting.pact.domain.footprint import ProductFootprint
from accounting.pact.domain.wire import read_json
from accounting.partners.domain.exchange import Version
from accounting.partners.usecases.hosts import host_of
from accounting.publications.usecases import host as usecases
from accounting.requests.api.pact_route import PactRoute, public_address
from accounting.requests.usecases import arrivals
from accounting.values.domain.forms import View
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.problems import MEDIA_TYPE
from chassis.routing import Router, settings_of
from chassis.settings import ApiSettings

router = Router(prefix="/3", tags=["pact"])
router.route_class = PactRoute
_REPEATABLE = (
    "productId",
    "companyId",
    "geography",
    "classification",
    "status",
    "x-tanbiao-within",
)
_MOMENTS = ("validOn", "validAfter", "validBefore")
_BY_THE_GATEWAY = frozenset({401, 403, 429, 502, 503, 504})
"""Statuses with which the gateway, too, may answer: a problem document with PACT's members."""
_ANYWHERE = frozenset({400, 401, 403, 429, 500, 502, 503, 504})
_BOTH = {
    "allOf": [
        {"$ref": "#/components/schemas/Problem"},
        {"$ref": "#/components/schemas/PactError"},
    ]
}


class PactFootprintList(View):
    """A page of footprints; the `Link` header leads to the next."""

    data: list[ProductFootprint]
    """The footprints in the data model of PACT v3."""


class PactFootprint(View):
    """One footprint."""

    data: ProductFootprint
    """The footprint in the data model of PACT v3."""


class PactError(View):
    """Why a request was refused, as PACT has it."""

    code: str
    message: str


def pact_errors(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The errors of an operation: those that any can meet, and `statuses`."""
    return {status: _pact_error(status) for status in sorted({*statuses, *_ANYWHERE})}


def _pact_error(status: int) -> dict[str, object]:
    said: dict[str, object] = {"description": "An error of PACT.", "model": PactError}
    if status in _BY_THE_GATEWAY:
        said["content"] = {MEDIA_TYPE: {"schema": _BOTH}}
    return said


def parameter(name: str, schema: dict[str, object]) -> dict[str, object]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


_PARAMETERS = [
    *(parameter(n, {"type": "array", "items": {"type": "string"}}) for n in _REPEATABLE),
    *(parameter(n, {"type": "string", "format": "date-time"}) for n in _MOMENTS),
    parameter("limit", {"type": "integer", "minimum": 0}),
    parameter("cursor", {"type": "string", "description": "Part of the Link header."}),
]
_EVENT = {
    "type": "object",
    "description": "A CloudEvent 1.0 in structured mode whose `data` PACT describes.",
    "properties": {
        "type": {"type": "string", "description": "What happened."},
        "specversion": {"type": "string", "description": "`1.0`."},
        "id": {"type": "string", "description": "Names the event; once per source."},
        "source": {"type": "string", "description": "The host that sends it."},
        "time": {"type": "string", "format": "date-time", "description": "When it happened."},
        "data": {"type": "object", "description": "By `type`, as PACT says."},
    },
    "required": ["type", "specversion", "id", "source", "data"],
}
PACT_EVENT = {
    "required": True,
    "content": {"application/cloudevents+json": {"schema": _EVENT}},
}


@router.get(
    "/footprints",
    openapi_extra={"parameters": _PARAMETERS},
    responses={200: {"model": PactFootprintList}, **pact_errors(501)},
)
async def list_pact_footprints(
    request: Request, caller: CurrentCaller, tx: Transaction
) -> JSONResponse:
    """Footprints granted to the caller's organisation, and its own, in order of publication."""
    shown = await usecases.listed(tx, caller, request.query_params.multi_items())
    body = {"data": [published.shown.written() for published in shown.footprints]}
    settings: ApiSettings = request.app.state.settings
    address = public_address(request, settings.public_url)
    link = f'<{address}/3/footprints?cursor={shown.next}>; rel="next"'
    return JSONResponse(body, headers={"Link": link} if shown.next else {})


@router.get("/footprints/{id}", responses={200: {"model": PactFootprint}, **pact_errors(404)})
async def get_pact_footprint(id: UUID, caller: CurrentCaller, tx: Transaction) -> JSONResponse:
    """One footprint. What was not granted to the caller answers as if it did not exist."""
    found = await usecases.single(tx, caller, id)
    return JSONResponse({"data": found.shown.written()})


@router.post(
    "/events",
    status_code=200,
    response_class=Response,
    openapi_extra={"requestBody": PACT_EVENT},
    responses=pact_errors(),
)
async def receive_pact_event(request: Request, caller: CurrentCaller, tx: Transaction) -> Response:
    """Take in a CloudEvent of PACT v3; the body of the answer is empty."""
    host = host_of(settings_of(request))
    await arrivals.take_in(tx, caller, await body_of(request), host, Version.V3)
    return Response(status_code=200)


async def body_of(request: Request) -> object:
    """The body, whatever its media type says: senders differ about it."""
    try:
        content = read_json(await request.body())
    except ValueError:
        raise EventMalformed(where="body", reason="is not JSON") from None
    must_be_keepable(content)
    return content
