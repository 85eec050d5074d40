"""The directory of interfaces, for machines and for people; it loads nothing from elsewhere."""

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, PackageLoader

from chassis.problems import language
from chassis.routing import Router
from gateway.api.context import CurrentContext

router = Router(tags=["directory"])

_PAGES = Environment(loader=PackageLoader("gateway", "templates"), autoescape=True)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


@router.get("/openapi.json")
async def openapi(context: CurrentContext) -> JSONResponse:
    """Every interface of the platform as one OpenAPI 3.1 document."""
    return JSONResponse(await context.directory.document())


@router.get("/docs", response_class=HTMLResponse)
async def docs(request: Request, context: CurrentContext, lang: str | None = None) -> HTMLResponse:
    """Every interface of the platform as a page."""
    chosen = lang if lang in ("zh", "en") else language(request.headers.get("accept-language"))
    document = await context.directory.document()
    html = _PAGES.get_template("docs.html").render(document=document, lang=chosen)
    return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY})
