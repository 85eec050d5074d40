"""One label for programs, with its verification."""

from fastapi import Response

from chassis.canonical import canonical
from chassis.database import Transaction
from chassis.generations import is_held
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Pasted
from registry.labels.domain.label import LabelNotFound
from registry.labels.usecases import labels
from registry.labels.usecases.labels import LabelNumberMistyped
from registry.proofs.usecases import proofs
from registry.representations.domain import documents
from registry.values.api import ThisDirectory, ThisNode
from registry.values.domain import answers

router = Router(prefix="/v1/labels", tags=["labels"])


@router.get(
    "/{number}",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}}}},
        **problems(LabelNotFound, LabelNumberMistyped),
    },
)
async def one(
    number: Pasted, tx: Transaction, node: ThisNode, directory: ThisDirectory
) -> Response:
    """All facts of a label, with each check of its proof. The same as asking it for JSON."""
    view = await proofs.view(tx, await labels.find(tx, number), node, directory)
    body = canonical(documents.facts_with_verification(view, node, is_held=await is_held(tx)))
    return Response(body, headers=answers.SAFE, media_type="application/json")
