"""The anchors against which labels are verified offline."""

from fastapi import Response
from pydantic import JsonValue

from chassis.database import Transaction
from chassis.forms import View
from chassis.problems import problems
from chassis.routing import Router
from registry.identities.usecases.documents import IdentityNotFound
from registry.proofs.usecases import proofs
from registry.proofs.usecases.anchors import ThisMoment
from registry.values.api import ThisDirectory, ThisNode
from registry.values.domain import answers

router = Router(tags=["labels"])


class TrustPolicyView(View):
    """The anchors of a verification; docs/verification.md says how they are used."""

    format: str
    """Which form of policy this is."""
    node: dict[str, JsonValue]
    """The node's DID and its keys."""
    log: dict[str, JsonValue]
    """Origin and verifier key of the transparency log (C2SP)."""
    bodies: list[dict[str, JsonValue]]
    """The accepted certification bodies with their names and keys."""
    status_max_age_s: int
    """How old a status list may be, in seconds."""


_JSON: dict[int | str, dict[str, object]] = {
    200: {"description": "The policy.", "model": TrustPolicyView}
}


@router.get(
    "/.well-known/tanbiao-policy.json",
    response_class=Response,
    responses={**_JSON, **problems(IdentityNotFound)},
)
async def get_trust_policy(
    tx: Transaction, node: ThisNode, directory: ThisDirectory, moment: ThisMoment
) -> Response:
    """The anchors for verifying labels offline: log key, node keys, accepted bodies.

    Fetch it once, compare its keys with those published elsewhere, then keep it: a policy that is
    fetched together with each proof adds nothing to that proof.
    """
    policy = await proofs.trust_policy(tx, node, directory, moment)
    headers = {**answers.SAFE, "Cache-Control": "public, max-age=60"}
    return Response(policy.text(), headers=headers, media_type="application/json")
