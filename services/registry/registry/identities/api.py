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
_DOCUMENT = {
    "type": "object",
    "description": "A DID document (W3C DID 1.1).",
    "properties": {
        "@context": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What gives the members their meaning.",
        },
        "id": {"type": "string", "description": "The DID."},
        "verificationMethod": {
            "type": "array",
            "items": {"type": "object"},
            "description": "The keys; one with `expires` is retired and verifies what is older.",
        },
        "assertionMethod": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The keys that sign statements.",
        },
        "service": {
            "type": "array",
            "items": {"type": "object"},
            "description": "The transparency log with its key, in the node's document.",
        },
    },
    "required": ["id", "verificationMethod"],
}
_RESPONSES = {
    200: {"description": "The document.", "content": {MEDIA_TYPE: {"schema": _DOCUMENT}}},
    **problems(IdentityNotFound),
}


@router.get("/.well-known/did.json", response_class=Response, responses=_RESPONSES)
async def get_node_identity(request: Request, tx: Transaction) -> Response:
    """The node's keys, retired ones with their end date, and the key of its log."""
    return _answer(await documents.did_document(tx, _node(request).did))


@router.get("/bodies/{number}/did.json", response_class=Response, responses=_RESPONSES)
async def get_body_identity(number: Pasted, request: Request, tx: Transaction) -> Response:
    """The keys of a certification body, by its approval number."""
    return _answer(await documents.did_document(tx, _node(request).body_did(number)))


def _node(request: Request) -> Node:
    return node(request.app.state.settings.public_url)


def _answer(version: DidVersion) -> Response:
    headers = {"Cache-Control": "public, max-age=60"}
    return Response(version.document, headers=headers, media_type=MEDIA_TYPE)
