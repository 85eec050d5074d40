"""What a client sees and changes of itself, with any valid token."""

from typing import Annotated

from fastapi import status
from pydantic import ConfigDict, JsonValue

from chassis import forms, pages
from chassis.database import Transaction
from chassis.pages import Cursor, Limit, Page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Document, TextRule
from chassis.written import Moment
from gateway.clients.api.views import (
    ClientView,
    CurrentActor,
    OwnKeyView,
    client_view,
    own_key_view,
)
from gateway.clients.domain.refusals import (
    ClientNotFound,
    EndInThePast,
    HoldsNoKeys,
    KeyNotAccepted,
    KeyNotFound,
    KeysReadElsewhere,
    LastKeyKept,
    PrivateKeyGiven,
)
from gateway.clients.store import clients
from gateway.clients.usecases import own_keys

router = Router(prefix="/v1/clients/me", tags=["own client"])

_KEY: dict[str, JsonValue] = {"kty": "EC", "crv": "P-256", "kid": "2027-1", "x": "…", "y": "…"}


class KeyRequest(forms.Request):
    """A public key that is to serve beside those that do."""

    model_config = ConfigDict(strict=True, json_schema_extra={"example": {"jwk": _KEY}})

    jwk: Document
    """JWK (RFC 7517) of a P-256 or RSA signature key with a `kid` of its own."""


class RetirementRequest(forms.Request):
    """Which key ends, and when."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"kid": "2026-1", "at": "2027-01-31T16:00:00Z"}}
    )

    kid: Annotated[str, TextRule(most=128)]
    at: Moment | None = None
    """Now, where it is absent."""


@router.get("", responses=problems(ClientNotFound))
async def get_own_client(tx: Transaction, actor: CurrentActor) -> ClientView:
    """The client that asks, as it is registered."""
    return client_view(await clients.get_client(tx, actor.client))


@router.get("/keys", responses=problems(ClientNotFound, HoldsNoKeys))
async def list_own_keys(
    tx: Transaction, actor: CurrentActor, limit: Limit = 50, cursor: Cursor = None
) -> Page[OwnKeyView]:
    """The keys of the client that asks, in the order of their names; ended ones until replaced."""
    after = pages.decode(cursor, str) or ("",)
    held = sorted(await own_keys.own_keys(tx, actor), key=lambda each: str(each.key.kid))
    rows = [each for each in held if str(each.key.kid) > after[0]][: limit + 1]
    return pages.page(rows, limit, own_key_view, lambda each: [str(each.key.kid)])


@router.post(
    "/keys",
    status_code=status.HTTP_201_CREATED,
    responses=problems(
        ClientNotFound, HoldsNoKeys, KeyNotAccepted, PrivateKeyGiven, KeysReadElsewhere
    ),
)
async def add_own_key(request: KeyRequest, tx: Transaction, actor: CurrentActor) -> OwnKeyView:
    """Register the next key; it serves at once beside the old one, which is retired by itself."""
    return own_key_view(await own_keys.add_key(tx, request.jwk, by=actor))


@router.post(
    "/keys/retirement",
    status_code=status.HTTP_201_CREATED,
    responses=problems(
        ClientNotFound,
        HoldsNoKeys,
        KeyNotFound,
        LastKeyKept,
        EndInThePast,
        KeysReadElsewhere,
    ),
)
async def retire_own_key(
    request: RetirementRequest, tx: Transaction, actor: CurrentActor
) -> OwnKeyView:
    """Let a key end, now or at a moment; one without an end must stay."""
    return own_key_view(await own_keys.retire_key(tx, request.kid, request.at, by=actor))
