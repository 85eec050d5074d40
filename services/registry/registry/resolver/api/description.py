"""The resolver's description of itself."""

from fastapi import Response

from chassis.canonical import canonical
from chassis.routing import Router
from registry.representations.domain.linkset import resolver_description
from registry.values.api import ThisNode
from registry.values.domain.answers import SAFE

router = Router(tags=["labels"])
_DESCRIPTION: dict[int | str, dict[str, object]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}}
}


@router.get("/.well-known/gs1resolver", response_class=Response, responses=_DESCRIPTION)
async def gs1_resolver(node: ThisNode) -> Response:
    """What this resolver supports, as the GS1-Conformant Resolver Standard asks."""
    body = canonical(resolver_description(node.public_url))
    return Response(body, headers=SAFE, media_type="application/json")
