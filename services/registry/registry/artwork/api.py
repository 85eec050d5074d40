"""The QR code of a label, for print and for screens."""

from fastapi import Response

from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Pasted
from registry.artwork import formats
from registry.labels.domain.facts import digital_link
from registry.labels.domain.label import Label, LabelNotFound
from registry.labels.usecases import labels
from registry.labels.usecases.labels import LabelNumberMistyped
from registry.portal.usecases.visits import ThisVisit, Visit
from registry.values.domain.answers import FRESH

router = Router(tags=["labels"])
_DEAD = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
"""An SVG that is opened by itself is a document; this one never runs or loads anything, and stands
in no frame of another page. As a picture it stands anywhere."""


@router.get(
    "/label/{number}/qr.svg",
    response_class=Response,
    responses={
        200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}},
        **problems(LabelNotFound, LabelNumberMistyped),
    },
)
async def get_label_qr_svg(number: Pasted, visit: ThisVisit, tx: Transaction) -> Response:
    """The QR code that leads to the label, for any size of print."""
    url = _printed_address(await labels.find(tx, number), visit)
    return Response(formats.svg(url), headers={**FRESH, **_DEAD}, media_type="image/svg+xml")


@router.get(
    "/label/{number}/qr.png",
    response_class=Response,
    responses={
        200: {"content": {"image/png": {"schema": {"type": "string"}}}},
        **problems(LabelNotFound, LabelNumberMistyped),
    },
)
async def get_label_qr_png(number: Pasted, visit: ThisVisit, tx: Transaction) -> Response:
    """The same as a picture."""
    url = _printed_address(await labels.find(tx, number), visit)
    return Response(formats.png(url), headers=FRESH, media_type="image/png")


def _printed_address(label: Label, visit: Visit) -> str:
    return digital_link(visit.node, label.certificate.product.gtin, str(label.number))
