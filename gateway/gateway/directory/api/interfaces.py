"""The directory of interfaces, for machines and for people; it loads nothing from elsewhere."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse

from chassis.problems import language
from chassis.routing import Router
from chassis.text import Pasted
from gateway.directory.formats.pages import directory_page
from gateway.directory.usecases.interfaces import Directory


def _directory(request: Request) -> Directory:
    directory: Directory = request.app.state.directory
    return directory


CurrentDirectory = Annotated[Directory, Depends(_directory)]
router = Router(tags=["directory"])

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


@router.get("/openapi.json")
async def openapi(directory: CurrentDirectory) -> JSONResponse:
    """Every interface of the platform as one OpenAPI 3.1 document."""
    return JSONResponse(await directory.document())


@router.get("/docs", response_class=HTMLResponse)
async def docs(
    request: Request, directory: CurrentDirectory, lang: Pasted | None = None
) -> HTMLResponse:
    """Every interface of the platform as a page."""
    chosen = lang if lang in ("zh", "en") else language(request.headers.get("accept-language"))
    document = await directory.document()
    html = directory_page(document, chosen)
    return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY})
