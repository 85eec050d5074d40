"""The pages for people: how to begin, every operation, every guide; they load nothing foreign."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from chassis.problems import RouteNotFound, language, problems
from chassis.routing import Router
from chassis.text import Pasted, TextRule
from gateway.directory.api.catalog import CurrentObserver
from gateway.directory.api.interfaces import CurrentDirectory
from gateway.directory.domain.guides import LANGUAGES
from gateway.directory.domain.operations import matching
from gateway.directory.domain.refusals import ServiceNotInDirectory
from gateway.directory.formats.pages import Facts, guide_page, service_page, start_page
from gateway.directory.usecases.guides import Library

router = Router(tags=["directory"])
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


async def _library(request: Request) -> Library:
    library: Library = request.app.state.library
    return library


async def _facts(
    request: Request, directory: CurrentDirectory, lang: Pasted | None = None
) -> Facts:
    """In the language that is asked for by name, or by the reader's browser."""
    chosen = lang if lang in LANGUAGES else language(request.headers.get("accept-language"))
    return Facts(chosen, directory.services, request.url.path)


CurrentLibrary = Annotated[Library, Depends(_library)]
CurrentFacts = Annotated[Facts, Depends(_facts)]


def _page(html: str) -> HTMLResponse:
    return HTMLResponse(
        html, headers={"Content-Security-Policy": _POLICY, "Vary": "Accept-Language"}
    )


@router.get("/", status_code=307, response_class=RedirectResponse)
async def show_first_page() -> RedirectResponse:
    """Whoever has only the address is led to the directory of interfaces."""
    return RedirectResponse("/docs")


@router.get("/docs", response_class=HTMLResponse)
async def show_directory(
    facts: CurrentFacts,
    directory: CurrentDirectory,
    observer: CurrentObserver,
    q: Annotated[str, TextRule(most=100, least=0)] | None = None,
) -> HTMLResponse:
    """How to begin, which services there are, every guide, and a search over all operations."""
    everything = await directory.operations()
    counts = {name: sum(op.service == name for op in everything) for name in facts.services}
    found = matching(everything, q) if q else []
    return _page(start_page(facts, await observer.survey(), counts, q or "", found))


@router.get(
    "/docs/services/{service}",
    response_class=HTMLResponse,
    responses=problems(ServiceNotInDirectory),
)
async def show_service_page(
    facts: CurrentFacts, directory: CurrentDirectory, service: Pasted
) -> HTMLResponse:
    """Every operation of one service, with a request to paste."""
    return _page(service_page(facts, service, await directory.operations(service)))


@router.get("/docs/{guide}", response_class=HTMLResponse, responses=problems(RouteNotFound))
async def show_guide(facts: CurrentFacts, library: CurrentLibrary, guide: Pasted) -> HTMLResponse:
    """A guide; at `/docs/problems` each problem has an anchor of its name."""
    return _page(guide_page(facts, library.read(guide, facts.language)))
