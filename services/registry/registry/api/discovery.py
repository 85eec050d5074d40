"""What lets people and programs begin: the look-up form, the anchors, the resolver description."""

from fastapi import Response
from fastapi.responses import RedirectResponse

from chassis.canonical import canonical
from chassis.database import Transaction
from chassis.problems import problems
from chassis.refusals import Missing
from chassis.routing import Router
from registry.api import answers
from registry.api.context import ThisDirectory, ThisNode
from registry.api.visit import ThisVisit
from registry.domain.linkset import resolver_description
from registry.usecases import views
from registry.usecases.read import IdentityNotFound
from registry.web.assets import ASSETS
from registry.web.pages import search_page

router = Router(tags=["labels"])
_LONG = "public, max-age=31536000, immutable"
_JSON: dict[int | str, dict[str, object]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}}
}


class AssetNotFound(Missing):
    """The pages have no such file."""

    zh = "没有文件 {name}；请刷新页面。"
    en = "There is no file {name}; reload the page."


@router.get(
    "/label",
    response_class=Response,
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
async def look_up(visit: ThisVisit, number: str = "") -> Response:
    """A form that asks for a label number, and leads to the label once it has one."""
    if typed := "".join(number.split()).upper():
        address = visit.request.url.replace(path=f"/label/{typed}", query="")
        query = f"lang={visit.language.value}"
        return RedirectResponse(f"{address.path}?{query}", 303, answers.SAFE)
    return answers.html(search_page(visit.reader), visit.language)


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
    policy = await views.trust_policy(tx, node, directory)
    headers = {**answers.SAFE, "Cache-Control": "public, max-age=60"}
    return Response(policy.text(), headers=headers, media_type="application/json")


@router.get("/.well-known/gs1resolver", response_class=Response, responses=_JSON)
async def gs1_resolver(node: ThisNode) -> Response:
    """What this resolver supports, as the GS1-Conformant Resolver Standard asks."""
    body = canonical(resolver_description(node.public_url))
    return Response(body, headers=answers.SAFE, media_type="application/json")


@router.get(
    "/label-assets/{name}",
    response_class=Response,
    responses={200: {"description": "Style, script or mark."}, **problems(AssetNotFound)},
)
async def asset(name: str, v: str = "") -> Response:
    """Files of the pages. With the version of its content an address may be kept for ever."""
    if name not in ASSETS:
        raise AssetNotFound(name=name)
    found = ASSETS[name]
    kept = {"Cache-Control": _LONG} if v == found.version else {}
    headers = {**answers.SAFE, **kept, "ETag": f'"{found.version}"'}
    return Response(found.data, headers=headers, media_type=found.media_type)
