"""The anchors against which labels are verified offline."""

from fastapi import Response

from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from registry.identities.usecases.documents import IdentityNotFound
from registry.proofs.usecases import proofs
from registry.values.api import ThisDirectory, ThisNode
from registry.values.domain import answers

router = Router(tags=["labels"])
_JSON: dict[int | str, dict[str, object]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}}
}


@router.get(
    "/.well-known/tanbiao-policy.json",
    response_class=Response,
    responses={**_JSON, **problems(IdentityNotFound)},
)
async def trust_policy(tx: Transaction, node: ThisNode, directory: ThisDirectory) -> Response:
    """The anchors for verifying labels offline: log key, node keys, accepted bodies.

    Fetch it once, compare its keys with those published elsewhere, then keep it: a policy that is
    fetched together with each proof adds nothing to that proof.
    """
    policy = await proofs.trust_policy(tx, node, directory)
    headers = {**answers.SAFE, "Cache-Control": "public, max-age=60"}
    return Response(policy.text(), headers=headers, media_type="application/json")
