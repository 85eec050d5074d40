"""Where labels live: one label in every form, at the address that bears its number."""

from dataclasses import replace

from fastapi import Response
from fastapi.responses import RedirectResponse

from chassis.database import Transaction
from chassis.generations import is_held
from chassis.problems import problems
from chassis.refusals import Missing
from chassis.routing import Router
from chassis.text import Pasted
from contracts.event import SAMPLE_PATH
from registry.labels.domain.label import LabelNotFound, is_number, parse_number
from registry.labels.usecases import labels
from registry.labels.usecases.labels import LabelNumberMistyped, LabelPerhapsLost
from registry.portal.usecases.visits import ThisVisit, Visit
from registry.proofs.usecases import proofs
from registry.representations.domain.forms import Form
from registry.representations.domain.linkset import label_links
from registry.resolver.api.answers import answer, missing
from registry.resolver.api.leading import LinkTypeUnknown, leading
from registry.values.domain.answers import SAFE
from registry.values.domain.node import Node

router = Router(tags=["labels"])
_SCHEMAS: dict[Form, dict[str, str]] = {
    Form.JSON: {"$ref": "#/components/schemas/LabelFactsView"},
    Form.BUNDLE: {"type": "string", "format": "binary"},
    Form.BUNDLE_JSON: {"type": "object", "description": "The files of the proof by name."},
    Form.LINKSET: {"type": "object", "description": "A link set (RFC 9264)."},
}
_TEXT = {"type": "string"}
FORMS = {form.media_type: {"schema": _SCHEMAS.get(form, _TEXT)} for form in Form}
ANSWERS: dict[int | str, dict[str, object]] = {
    200: {"description": "The label in the form that was asked for.", "content": FORMS},
    307: {"description": "Where the link type leads."},
}


@router.get(
    "/label/{number}",
    response_class=Response,
    responses={
        **ANSWERS,
        **problems(LabelNotFound, LabelNumberMistyped, LabelPerhapsLost, LinkTypeUnknown),
    },
)
async def resolve_label(number: Pasted, visit: ThisVisit, tx: Transaction) -> Response:
    """A label: page, facts, credential, offline proof or link set, by `Accept` or `?format=`."""
    visit = replace(visit, is_held=await is_held(tx))
    if is_number(number) and parse_number(number).is_sample and not visit.node.is_sample:
        return RedirectResponse(_in_test_tenant(number, visit), 307, SAFE)
    try:
        found = await labels.find(tx, number)
        if visit.link_type:
            links = label_links(visit.node.label_url(str(found.number)))
            return RedirectResponse(leading(links, visit, visit.link_type), 307, SAFE)
        return answer(
            await proofs.view(tx, found, visit.node, visit.directory, visit.moment), visit
        )
    except Missing as refusal:
        return missing(refusal, visit, number)


def _in_test_tenant(number: str, visit: Visit) -> str:
    """Where a label lives whose number says that it is worth nothing."""
    node = Node(f"{visit.node.public_url}{SAMPLE_PATH}")
    asked = visit.request.url.query
    address = node.label_url(str(parse_number(number)))
    return f"{address}?{asked}" if asked else address
