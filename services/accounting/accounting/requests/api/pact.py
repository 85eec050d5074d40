"""The PACT v3 host: footprints for those they were granted to."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from accounting.pact.domain.events import EventMalformed, must_be_keepable
from accounting.pact.domain.wire import read_json
from accounting.partners.domain.exchange import Version
from accounting.partners.usecases.hosts import host_of
from accounting.publications.usecases import host as usecases
from accounting.requests.api.pact_route import PactRoute, public_address
from accounting.requests.usecases import arrivals
from chassis.auth import CurrentCaller
from chassis.database import Transaction
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
_ERROR = {
    "type": "object",
    "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
    "required": ["code", "message"],
}


def pact_errors(*statuses: int) -> dict[int | str, dict[str, object]]:
    content = {"application/json": {"schema": _ERROR}}
    return {status: {"description": "PACT error", "content": content} for status in statuses}


def parameter(name: str, schema: dict[str, object]) -> dict[str, object]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


_PARAMETERS = [
    *(parameter(n, {"type": "array", "items": {"type": "string"}}) for n in _REPEATABLE),
    *(parameter(n, {"type": "string", "format": "date-time"}) for n in _MOMENTS),
    parameter("limit", {"type": "integer", "minimum": 0}),
    parameter("cursor", {"type": "string", "description": "Part of the Link header."}),
]
PACT_EVENT = {
    "required": True,
    "content": {"application/cloudevents+json": {"schema": {"type": "object"}}},
}


@router.get(
    "/footprints",
    openapi_extra={"parameters": _PARAMETERS},
    responses=pact_errors(400, 401, 403, 500, 501),
)
async def footprints(request: Request, caller: CurrentCaller, tx: Transaction) -> JSONResponse:
    """Footprints granted to the caller's organisation, and its own, in order of publication."""
    shown = await usecases.listed(tx, caller, request.query_params.multi_items())
    body = {"data": [published.shown.written() for published in shown.footprints]}
    settings: ApiSettings = request.app.state.settings
    address = public_address(request, settings.public_url)
    link = f'<{address}/3/footprints?cursor={shown.next}>; rel="next"'
    return JSONResponse(body, headers={"Link": link} if shown.next else {})


@router.get("/footprints/{id}", responses=pact_errors(400, 401, 403, 404, 500))
async def footprint(id: UUID, caller: CurrentCaller, tx: Transaction) -> JSONResponse:
    """One footprint. What was not granted to the caller answers as if it did not exist."""
    found = await usecases.single(tx, caller, id)
    return JSONResponse({"data": found.shown.written()})


@router.post(
    "/events",
    status_code=200,
    response_class=Response,
    openapi_extra={"requestBody": PACT_EVENT},
    responses=pact_errors(400, 401, 403, 500),
)
async def events(request: Request, caller: CurrentCaller, tx: Transaction) -> Response:
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
