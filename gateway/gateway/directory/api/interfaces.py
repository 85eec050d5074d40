"""The directory of interfaces for machines: one OpenAPI document of all services."""

from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, JsonValue

import contracts
from chassis.forms import View
from chassis.problems import problems
from chassis.refusals import Missing
from chassis.routing import Router
from chassis.text import Pasted
from contracts.catalogue import events
from gateway.directory.usecases.interfaces import Directory


async def _directory(request: Request) -> Directory:
    directory: Directory = request.app.state.directory
    return directory


CurrentDirectory = Annotated[Directory, Depends(_directory)]
router = Router(tags=["directory"])
CONTRACTS = Path(contracts.__file__).parent
_YAML = "application/yaml"
_SCHEMA = "application/schema+json"


class SchemaNotFound(Missing):
    """There is no event of this type."""

    zh = "没有名为 {name} 的事件模式;请查看 /asyncapi.yaml。"
    en = "There is no schema called {name}; see /asyncapi.yaml."


class OpenApiDocument(View):
    """A document of OpenAPI 3.1; its specification describes every member."""

    model_config = ConfigDict(extra="allow")

    openapi: str
    """Version of the specification."""
    info: dict[str, JsonValue]
    """Title, version, contact and licence."""
    paths: dict[str, JsonValue]
    """Every operation by path and method."""


@router.get("/openapi.json", responses={200: {"model": OpenApiDocument}})
async def get_openapi_document(directory: CurrentDirectory) -> JSONResponse:
    """Every interface of the platform as one OpenAPI 3.1 document."""
    return JSONResponse(await directory.document())


@router.get(
    "/asyncapi.yaml",
    response_class=Response,
    responses={
        200: {
            "description": "The document.",
            "content": {_YAML: {"schema": {"type": "string"}}},
        }
    },
)
async def get_asyncapi_document() -> Response:
    """Every event of the platform as one AsyncAPI 3.0 document; it refers to `/schemas/`."""
    return Response((CONTRACTS / "asyncapi.yaml").read_bytes(), media_type=_YAML)


@router.get(
    "/schemas/{name}",
    response_class=Response,
    responses={
        200: {
            "description": "The schema.",
            "content": {
                _SCHEMA: {
                    "schema": {"type": "object", "description": "JSON Schema of 2020-12."},
                }
            },
        },
        **problems(SchemaNotFound),
    },
)
async def get_event_schema(name: Pasted) -> Response:
    """The schema of the data of one type of event, by the type and `.json`."""
    if name.removesuffix(".json") not in events() or not name.endswith(".json"):
        raise SchemaNotFound(name=name)
    return Response((CONTRACTS / "schemas" / name).read_bytes(), media_type=_SCHEMA)
