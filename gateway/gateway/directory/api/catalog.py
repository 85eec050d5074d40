"""What is found without being told of: the catalogue of interfaces, and who answers."""

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Pasted
from gateway.directory.api.interfaces import CurrentDirectory, OpenApiDocument
from gateway.directory.domain.catalog import MEDIA_TYPE, PATH
from gateway.directory.domain.refusals import ServiceNotInDirectory
from gateway.directory.domain.states import PlatformState, ServiceState
from gateway.directory.usecases.states import Observer

router = Router(tags=["directory"])
_CATALOG = {
    "type": "object",
    "description": "A link set (RFC 9264).",
    "properties": {
        "linkset": {
            "type": "array",
            "items": {"type": "object"},
            "description": "For each service where its documents, pages and state are.",
        }
    },
    "required": ["linkset"],
}
_LINKSET = {
    200: {
        "description": "The catalogue.",
        "content": {"application/linkset+json": {"schema": _CATALOG}},
    }
}


async def _observer(request: Request) -> Observer:
    observer: Observer = request.app.state.observer
    return observer


CurrentObserver = Annotated[Observer, Depends(_observer)]


class ServiceStateView(BaseModel):
    """Whether a service answers."""

    service: str
    """The service."""
    state: ServiceState


class PlatformStateView(BaseModel):
    """Who answers now: all services, some, or none."""

    state: PlatformState
    services: list[ServiceStateView]
    """Each service."""
    at: datetime


@router.get(PATH, response_class=Response, responses=_LINKSET)  # type: ignore[arg-type]
async def get_api_catalog(directory: CurrentDirectory) -> JSONResponse:
    """Where each service's OpenAPI document, its pages and its state are (RFC 9727)."""
    headers = {"Content-Type": MEDIA_TYPE, "Link": f'<{PATH}>; rel="api-catalog"'}
    return JSONResponse(directory.catalog(), headers=headers)


@router.get(
    "/openapi/{service}.json",
    responses={200: {"model": OpenApiDocument}, **problems(ServiceNotInDirectory)},
)
async def get_service_openapi_document(
    directory: CurrentDirectory, service: Pasted
) -> JSONResponse:
    """The interfaces of one service as an OpenAPI 3.1 document."""
    return JSONResponse(await directory.document(service))


@router.get("/v1/status")
async def get_platform_status(observer: CurrentObserver) -> PlatformStateView:
    """Which services answer, looked at most every five seconds; for people who wonder."""
    survey = await observer.survey()
    services = [ServiceStateView(service=n, state=s) for n, s in survey.services.items()]
    return PlatformStateView(state=survey.state, services=services, at=survey.at)
