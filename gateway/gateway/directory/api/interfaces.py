"""The directory of interfaces for machines: one OpenAPI document of all services."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from chassis.routing import Router
from gateway.directory.usecases.interfaces import Directory


async def _directory(request: Request) -> Directory:
    directory: Directory = request.app.state.directory
    return directory


CurrentDirectory = Annotated[Directory, Depends(_directory)]
router = Router(tags=["directory"])


@router.get("/openapi.json")
async def openapi(directory: CurrentDirectory) -> JSONResponse:
    """Every interface of the platform as one OpenAPI 3.1 document."""
    return JSONResponse(await directory.document())
