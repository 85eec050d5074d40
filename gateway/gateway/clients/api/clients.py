"""Operator routes for clients."""

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Path, Request, status
from pydantic import ConfigDict, Field, JsonValue

from chassis import forms, pages
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import Cursor, Limit, Page
from chassis.problems import problems
from chassis.routing import Router, settings_of
from chassis.settings import Environment
from chassis.text import Document, TextRule
from gateway.clients.domain.clients import CLIENT_ID, Client, Person
from gateway.clients.domain.keys import PublicKeys
from gateway.clients.domain.refusals import (
    ClientAlreadyRevoked,
    ClientNotFound,
    CredentialNotChosen,
    KeyNotAccepted,
    OrganisationNotFound,
    OwnClientKept,
    PrivateKeyGiven,
    ScopeBeyondRole,
    SecretNotAllowed,
)
from gateway.clients.store import clients
from gateway.clients.usecases import clients as usecases
from gateway.clients.usecases.clients import Registration
from gateway.values.api import CurrentPack

router = Router(prefix="/v1/clients", tags=["operator"])


def _secrets_allowed(request: Request) -> bool:
    return settings_of(request).environment is Environment.DEVELOPMENT


SecretsAllowed = Annotated[bool, Depends(_secrets_allowed)]
"""Client secrets, in development only."""
ClientId = Annotated[str, Path(pattern=CLIENT_ID)]
Scope = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z]+$")]
_EXAMPLE: dict[str, JsonValue] = {
    "org": "91120116MA0000007N",
    "scopes": ["products.read", "products.write"],
    "person": None,
    "jwks": {"keys": [{"kty": "EC", "crv": "P-256", "kid": "2026-1", "x": "…", "y": "…"}]},
}


class PersonModel(forms.Request):
    """The human whom a certification body's client stands for."""

    model_config = ConfigDict(strict=True)

    id: Annotated[str, TextRule(most=64)]
    name: Annotated[str, TextRule(most=64)]


class RegistrationRequest(forms.Request):
    """A client's registration; exactly one of `jwks` and, in development, `secret`."""

    model_config = ConfigDict(strict=True, json_schema_extra={"example": _EXAMPLE})

    org: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")
    scopes: list[Scope] = Field(min_length=1, max_length=50)
    person: PersonModel | None = None
    jwks: Document | None = None
    secret: str | None = Field(default=None, min_length=16, max_length=128, pattern=r"^[!-~]*$")


class RevocationRequest(forms.Request):
    """Why a client ends."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"example": {"reason": "密钥泄露 / key compromised"}},
    )

    reason: Annotated[str, TextRule(most=500)]


class ClientView(forms.View):
    """A registered client; never its secret."""

    id: str
    org: str
    role: str
    scopes: list[str]
    person: PersonModel | None
    authentication: str
    status: str
    created_at: datetime
    revoked_at: datetime | None


@router.get("")
async def list_clients(
    tx: Transaction, limit: Limit = 50, cursor: Cursor = None
) -> Page[ClientView]:
    """All clients, in the order of their ids."""
    after = pages.decode(cursor, str) or ("",)
    rows = await clients.list_clients(tx, after=after[0], limit=limit + 1)
    return pages.page(rows, limit, _view, lambda client: [client.id])


@router.get("/{id}", responses=problems(ClientNotFound))
async def get_client(id: ClientId, tx: Transaction) -> ClientView:
    """One client."""
    return _view(await clients.get_client(tx, id))


@router.put(
    "/{id}",
    responses=problems(
        OrganisationNotFound,
        ClientAlreadyRevoked,
        OwnClientKept,
        ScopeBeyondRole,
        CredentialNotChosen,
        SecretNotAllowed,
        PrivateKeyGiven,
        KeyNotAccepted,
    ),
)
async def put_client(
    id: ClientId,
    request: RegistrationRequest,
    tx: Transaction,
    caller: CurrentCaller,
    pack: CurrentPack,
    secrets_allowed: SecretsAllowed,
) -> ClientView:
    """Register a client, or replace its registration."""
    client = await usecases.register(
        tx,
        _registration(id, request),
        by=caller.client,
        pack=pack,
        secrets_allowed=secrets_allowed,
    )
    return _view(client)


@router.post(
    "/{id}/revocation",
    status_code=status.HTTP_201_CREATED,
    responses=problems(ClientNotFound, ClientAlreadyRevoked, OwnClientKept),
)
async def revoke(
    id: ClientId, request: RevocationRequest, tx: Transaction, caller: CurrentCaller
) -> ClientView:
    """End a client for good; its tokens are refused within seconds."""
    return _view(await usecases.revoke(tx, id, request.reason, by=caller.client))


def _registration(id: str, request: RegistrationRequest) -> Registration:
    return Registration(
        id=id,
        org=request.org,
        scopes=frozenset(request.scopes),
        person=Person(request.person.id, request.person.name) if request.person else None,
        jwks=request.jwks,
        secret=request.secret,
    )


def _view(client: Client) -> ClientView:
    by_key = isinstance(client.credential, PublicKeys)
    person = client.person
    return ClientView(
        id=client.id,
        org=client.organisation.id,
        role=client.organisation.role,
        scopes=sorted(client.scopes),
        person=PersonModel(id=person.id, name=person.name) if person else None,
        authentication="private_key_jwt" if by_key else "client_secret",
        status="revoked" if client.revoked_at else "active",
        created_at=client.created_at,
        revoked_at=client.revoked_at,
    )
