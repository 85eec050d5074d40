"""DID documents of the node and of the certification bodies (did:web)."""

from fastapi import Request, Response

from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Pasted
from registry.identities.domain.did import DidVersion
from registry.identities.usecases import documents
from registry.identities.usecases.documents import IdentityNotFound
from registry.values.domain.node import Node, node

router = Router(tags=["identities"])
MEDIA_TYPE = "application/did+json"
_RESPONSES = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}}},
    **problems(IdentityNotFound),
}


@router.get("/.well-known/did.json", response_class=Response, responses=_RESPONSES)
async def node_document(request: Request, tx: Transaction) -> Response:
    """The node's keys, retired ones with their end date, and the key of its log."""
    return _answer(await documents.did_document(tx, _node(request).did))


@router.get("/bodies/{number}/did.json", response_class=Response, responses=_RESPONSES)
async def body_document(number: Pasted, request: Request, tx: Transaction) -> Response:
    """The keys of a certification body, by its approval number."""
    return _answer(await documents.did_document(tx, _node(request).body_did(number)))


def _node(request: Request) -> Node:
    return node(request.app.state.settings.public_url)


def _answer(version: DidVersion) -> Response:
    headers = {"Cache-Control": "public, max-age=60"}
    return Response(version.document, headers=headers, media_type=MEDIA_TYPE)
