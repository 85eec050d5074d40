"""Where GS1 Digital Links lead: to a label by its serial, to a product's labels by its GTIN."""

from dataclasses import replace
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.canonical import canonical
from chassis.database import Transaction
from chassis.generations import is_held
from chassis.problems import problems
from chassis.refusals import Missing
from chassis.routing import Router
from chassis.text import Pasted
from registry.labels.domain.label import Label, LabelNotFound
from registry.labels.usecases import labels
from registry.labels.usecases.labels import (
    LabelNumberMistyped,
    LabelOfAnotherProduct,
    LabelPerhapsLost,
)
from registry.portal.usecases.visits import ThisVisit, Visit
from registry.proofs.usecases import proofs
from registry.representations.domain.forms import Form
from registry.representations.domain.linkset import (
    AS_JSON_LD,
    DEFAULT,
    GS1,
    Links,
    label_links,
    linkset,
    product_links,
)
from registry.resolver.api.answers import answer, described, missing
from registry.resolver.api.labels import ANSWERS
from registry.resolver.api.leading import LinkTypeUnknown, leading
from registry.resolver.domain.digital_links import DigitalLinkMalformed, misplaced, read
from registry.search.usecases import of_product
from registry.values.domain.answers import FRESH, SAFE

router = Router(tags=["labels"])
_REFUSALS = problems(
    DigitalLinkMalformed,
    LabelNotFound,
    LabelNumberMistyped,
    LabelOfAnotherProduct,
    LabelPerhapsLost,
    LinkTypeUnknown,
)
_ALWAYS_REFUSED: dict[str, Any] = {
    "response_class": Response,
    "status_code": DigitalLinkMalformed.status,
    "responses": problems(DigitalLinkMalformed),
}
_VARY = {"Vary": "Accept, Accept-Language", "Access-Control-Allow-Methods": "GET, HEAD"}


class ProductUnlabelled(Missing):
    """No published label is of a product with this GTIN."""

    zh = "商品条码 {gtin} 的产品没有碳足迹标识。"
    en = "No product with the GTIN {gtin} bears a carbon footprint label."


@router.get("/01/{link:path}", response_class=Response, responses={**ANSWERS, **_REFUSALS})
async def resolve_digital_link(link: Pasted, visit: ThisVisit, tx: Transaction) -> Response:
    """What a GTIN identifies, with a label number as its serial or without.

    A browser is led to the page, as GS1 asks; programs get the form that they accept, or the links
    with `?linkType=linkset`. Variant (22) and lot (10) may stand before the serial (21).
    """
    visit = replace(visit, is_held=await is_held(tx))
    try:
        identified = read(link)
        if identified.serial is None:
            return await _product(tx, identified.gtin, visit)
        found = await labels.find_of(tx, identified.gtin, identified.serial)
        return await _label(tx, found, visit)
    except (DigitalLinkMalformed, Missing) as refusal:
        return missing(refusal, visit, link)


@router.get("/21/{link:path}", name="refuse_leading_serial", **_ALWAYS_REFUSED)
@router.get("/10/{link:path}", name="refuse_leading_lot", **_ALWAYS_REFUSED)
@router.get("/22/{link:path}", name="refuse_leading_variant", **_ALWAYS_REFUSED)
async def misplaced_qualifier(request: Request, link: Pasted, visit: ThisVisit) -> Response:
    """An address that begins with a qualifier is no Digital Link."""
    return missing(misplaced(request.url.path), visit, link)


async def _label(tx: AsyncConnection, label: Label, visit: Visit) -> Response:
    links = label_links(visit.node.label_url(str(label.number)))
    if visit.link_type or (visit.form is Form.HTML and not visit.is_form_named):
        return _led(links, visit)
    view = await proofs.view(tx, label, visit.node, visit.directory, visit.moment)
    if visit.form is Form.LINKSET:
        return _all(links, visit, described(view))
    return answer(view, visit)


async def _product(tx: AsyncConnection, gtin: str, visit: Visit) -> Response:
    found = await of_product(tx, gtin, 1)
    if not found:
        raise ProductUnlabelled(gtin=gtin)
    links = product_links(visit.node.public_url, gtin)
    if visit.form is Form.LINKSET:
        return _all(links, visit, found[0].certificate.product.name_en)
    is_data = visit.form is Form.JSON and not visit.link_type
    return _led(links, visit, f"{GS1}sustainabilityInfo" if is_data else DEFAULT)


def _led(links: Links, visit: Visit, default: str = DEFAULT) -> Response:
    """To the link that was asked for, or else to the default; all links are named beside it."""
    target = leading(links, visit, visit.link_type or default)
    # The default is one link; among several, what is accepted decides in more ways than are kept.
    kept = SAFE if visit.link_type or default != DEFAULT else FRESH
    every = f'<{visit.address}?linkType=linkset>; rel="linkset"; type="application/linkset+json"'
    return RedirectResponse(target, 307, {**kept, **_VARY, "Link": every})


def _all(links: Links, visit: Visit, description: str) -> Response:
    body = canonical(linkset(visit.address, description, links))
    headers = {**SAFE, **_VARY, "Link": AS_JSON_LD}
    return Response(body, headers=headers, media_type=Form.LINKSET.media_type)
