"""One label for programs, with its verification."""

from fastapi import Response
from pydantic import JsonValue

from chassis.canonical import canonical
from chassis.database import Transaction
from chassis.forms import View
from chassis.generations import is_held
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Pasted
from registry.labels.domain.label import LabelNotFound
from registry.labels.usecases import labels
from registry.labels.usecases.labels import LabelNumberMistyped
from registry.proofs.usecases import proofs
from registry.proofs.usecases.anchors import ThisMoment
from registry.representations.domain import documents
from registry.values.api import ThisDirectory, ThisNode
from registry.values.domain import answers


class LabelFactsView(View):
    """A label's facts, what it is worth now, and what verifying its proof found.

    While the proof does not bear the facts out, the status is `unproven` and none of them is told.
    """

    label_number: str
    """What is printed on the label."""
    label_url: str
    """Its public page."""
    scheme: str | None = None
    """Which label it is: `national` or of a region."""
    sample: bool | None = None
    """Whether the parties are invented."""
    certificate: dict[str, JsonValue] | None = None
    """Number, first and last day, and the hash of the credential."""
    body: dict[str, JsonValue] | None = None
    """The certification body: approval number, names, DID."""
    enterprise: dict[str, JsonValue] | None = None
    """The holder: unified social credit code and names."""
    product: dict[str, JsonValue] | None = None
    """Names, model, GTIN, category and CPC class."""
    footprint: dict[str, JsonValue] | None = None
    """The value in kg CO2e, and the amount and unit that it is for."""
    rule: dict[str, JsonValue] | None = None
    """Code and version of the accounting rule, and its standard."""
    seal: str | None = None
    """SHA-256 of the sealed calculation."""
    log: dict[str, JsonValue] | None = None
    """Origin of the transparency log, and the entry's index in it."""
    not_covered: list[str] | None = None
    """Members that the register adds and no signature bears out, such as `sample`."""
    status: str
    """What the label is worth at this moment."""
    replaced_by: str | None = None
    """Number of the label that took its place; absent when none did."""
    verification: dict[str, JsonValue]
    """Each check of the proof with its outcome, code and sentence."""
    links: dict[str, str | None]
    """Where the other forms of the label are."""


router = Router(prefix="/v1/labels", tags=["labels"])


@router.get(
    "/{number}",
    response_class=Response,
    responses={
        200: {"description": "The facts.", "model": LabelFactsView},
        **problems(LabelNotFound, LabelNumberMistyped),
    },
)
async def get_label(
    number: Pasted,
    tx: Transaction,
    node: ThisNode,
    directory: ThisDirectory,
    moment: ThisMoment,
) -> Response:
    """All facts of a label, with each check of its proof. The same as asking it for JSON."""
    view = await proofs.view(tx, await labels.find(tx, number), node, directory, moment)
    body = canonical(documents.facts_with_verification(view, node, is_held=await is_held(tx)))
    return Response(
        body, headers=answers.lasting(view.report.at, view.until), media_type="application/json"
    )
