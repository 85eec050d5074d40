"""The resolver's description of itself."""

from fastapi import Response

from chassis.canonical import canonical
from chassis.forms import View
from chassis.routing import Router
from registry.representations.domain.linkset import resolver_description
from registry.values.api import ThisNode
from registry.values.domain.answers import SAFE

router = Router(tags=["labels"])


class ResolverDescription(View):
    """What the GS1-Conformant Resolver Standard wants to be told; it names the members."""

    name: str
    """What the resolver is called."""
    resolverRoot: str  # noqa: N815  A name of the standard.
    """Where its addresses begin."""
    supportedPrimaryKeys: list[str]  # noqa: N815  As above.
    """Application identifiers that it resolves: `01` is the GTIN."""
    supportedLinkType: list[dict[str, str]]  # noqa: N815  As above.
    """Namespaces of link types, each with its prefix."""
    linkTypeDefaultCanBeLinkset: bool  # noqa: N815  As above.
    """Whether an answer without a link type can be a link set."""
    jsonLdContextLocation: str  # noqa: N815  As above.
    """Where the JSON-LD context of its link sets is."""


_DESCRIPTION: dict[int | str, dict[str, object]] = {
    200: {"description": "What is supported.", "model": ResolverDescription}
}


@router.get("/.well-known/gs1resolver", response_class=Response, responses=_DESCRIPTION)
async def get_gs1_resolver(node: ThisNode) -> Response:
    """What this resolver supports, as the GS1-Conformant Resolver Standard asks."""
    body = canonical(resolver_description(node.public_url))
    return Response(body, headers=SAFE, media_type="application/json")
