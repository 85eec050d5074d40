"""Where QR codes and links lead: one label in every form."""

from fastapi import Response
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.database import Transaction
from chassis.problems import problem_response, problems
from chassis.refusals import Missing, Refusal
from chassis.routing import Router
from chassis.text import Pasted
from registry.labels.domain.label import Label, LabelNotFound
from registry.labels.usecases import labels
from registry.labels.usecases.labels import (
    DigitalLinkMalformed,
    LabelNumberMistyped,
    LabelOfAnotherProduct,
)
from registry.portal.usecases.answers import html
from registry.portal.usecases.pages import search_page
from registry.portal.usecases.visits import ThisVisit, Visit, bilingual
from registry.proofs.usecases import proofs
from registry.representations.domain.forms import Form
from registry.representations.domain.linkset import destination
from registry.resolver.api.answers import answer
from registry.values.domain.answers import SAFE

router = Router(tags=["labels"])


class LinkTypeUnknown(Missing):
    """The resolver has no link of this type for the label."""

    zh = "此标识没有 {link_type} 类型的链接；请以 ?linkType=linkset 查看全部链接。"
    en = "The label has no link of type {link_type}; see them all with ?linkType=linkset."


_FORMS = {form.media_type: {"schema": {"type": "string"}} for form in Form}
_ANSWERS: dict[int | str, dict[str, object]] = {
    200: {"description": "The label in the form that was asked for.", "content": _FORMS},
    307: {"description": "Where the link type leads."},
}


@router.get(
    "/label/{number}",
    response_class=Response,
    responses={**_ANSWERS, **problems(LabelNotFound, LabelNumberMistyped, LinkTypeUnknown)},
)
async def label(number: Pasted, visit: ThisVisit, tx: Transaction) -> Response:
    """A label: page, facts, credential, offline proof or link set, by `Accept` or `?format=`."""
    try:
        return await _resolve(tx, await labels.find(tx, number), visit)
    except Missing as refusal:
        return _missing(refusal, visit, number)


@router.get(
    "/01/{gtin}/21/{number}",
    response_class=Response,
    responses={
        **_ANSWERS,
        **problems(
            DigitalLinkMalformed,
            LabelNotFound,
            LabelNumberMistyped,
            LabelOfAnotherProduct,
            LinkTypeUnknown,
        ),
    },
)
async def label_by_gtin(
    gtin: Pasted, number: Pasted, visit: ThisVisit, tx: Transaction
) -> Response:
    """The same by GS1 Digital Link: the product's GTIN, and the label number as its serial."""
    try:
        return await _resolve(tx, await labels.find_by_gtin(tx, gtin, number), visit)
    except (DigitalLinkMalformed, Missing) as refusal:
        return _missing(refusal, visit, number)


async def _resolve(tx: AsyncConnection, label: Label, visit: Visit) -> Response:
    if visit.link_type:
        target = destination(visit.node.label_url(str(label.number)), visit.link_type)
        if target is None:
            raise LinkTypeUnknown(link_type=visit.link_type)
        return RedirectResponse(_kept(target, visit), 307, SAFE)
    return answer(await proofs.view(tx, label, visit.node, visit.directory), visit)


def _kept(target: str, visit: Visit) -> str:
    """The target with what else was asked: a GS1 resolver passes the query on."""
    asked = visit.request.url.remove_query_params(["linkType", "format"]).query
    return f"{target}{'&' if '?' in target else '?'}{asked}" if asked else target


def _missing(refusal: Refusal, visit: Visit, number: str) -> Response:
    """A page for people, a problem document for programs; both say what is wrong."""
    if visit.form is Form.HTML:
        page = search_page(visit.reader, number, bilingual(refusal.messages))
        return html(page, visit.language, refusal.status)
    response = problem_response(visit.request, refusal)
    response.headers.update({"Vary": "Accept", "Access-Control-Allow-Origin": "*"})
    return response
