"""Where people begin: the look-up form, and the files of the pages."""

from fastapi import Response
from fastapi.responses import RedirectResponse

from chassis import clock
from chassis.database import Transaction
from chassis.problems import problems
from chassis.refusals import Missing
from chassis.routing import Router
from chassis.text import Pasted
from registry.labels.domain.label import as_printed
from registry.portal.formats.assets import ASSETS
from registry.portal.formats.pages import product_page, search_page
from registry.portal.usecases.answers import html
from registry.portal.usecases.visits import ThisVisit
from registry.search.usecases import of_product
from registry.values.domain.answers import SAFE

router = Router(tags=["labels"])
_SHOWN = 50
_LONG = "public, max-age=31536000, immutable"


class AssetNotFound(Missing):
    """The pages have no such file."""

    zh = "没有文件 {name}；请刷新页面。"
    en = "There is no file {name}; reload the page."


@router.get(
    "/label",
    response_class=Response,
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
async def show_label_form(
    visit: ThisVisit, tx: Transaction, number: Pasted = "", gtin: Pasted = ""
) -> Response:
    """A form that asks for a label number, and leads to the label once it has one.

    With a GTIN it shows the labels of that product.
    """
    if gtin and (found := await of_product(tx, gtin, _SHOWN)):
        return html(product_page(gtin, found, clock.now(), visit.reader), visit.language)
    if typed := as_printed(number):
        path = visit.request.url.replace(path=f"/label/{typed}", query="").path
        address = f"{visit.node.path}{path}?lang={visit.language.value}"
        return RedirectResponse(address, 303, SAFE)
    return html(search_page(visit.reader), visit.language)


@router.get(
    "/label-assets/{name}",
    response_class=Response,
    responses={
        200: {
            "description": "Style, script or mark.",
            "content": {
                kind: {"schema": {"type": "string"}}
                for kind in sorted({asset.media_type for asset in ASSETS.values()})
            },
        },
        **problems(AssetNotFound),
    },
)
async def get_label_asset(name: Pasted, v: Pasted = "") -> Response:
    """Files of the pages. With the version of its content an address may be kept for ever."""
    if name not in ASSETS:
        raise AssetNotFound(name=name)
    found = ASSETS[name]
    kept = {"Cache-Control": _LONG} if v == found.version else {}
    headers = {**SAFE, **kept, "ETag": f'"{found.version}"'}
    return Response(found.data, headers=headers, media_type=found.media_type)
