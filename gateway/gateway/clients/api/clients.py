"""Operator routes for clients."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, status
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, JsonValue

from chassis import forms, pages
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page
from chassis.problems import problems
from chassis.routing import Router, settings_of
from chassis.settings import Environment
from chassis.text import Document, TextRule
from gateway.clients.api.views import (
    ClientChangeView,
    ClientView,
    CurrentActor,
    CurrentTerms,
    PersonModel,
    awaiting,
    client_view,
)
from gateway.clients.domain.changes import Change
from gateway.clients.domain.clients import CLIENT_ID, Client, Person
from gateway.clients.domain.refusals import (
    ClientAlreadyRevoked,
    ClientNotFound,
    ClientNotSuspended,
    ClientSuspended,
    CredentialNotChosen,
    KeyNotAccepted,
    OperatorNotNamed,
    OrganisationNotFound,
    OwnClientKept,
    PrivateKeyGiven,
    ScopeBeyondRole,
    SecretNotAllowed,
)
from gateway.clients.domain.search import ClientsAsked
from gateway.clients.store import clients
from gateway.clients.usecases import clients as usecases
from gateway.clients.usecases.clients import Registration

router = Router(prefix="/v1/clients", tags=["operator"])


async def _secrets_allowed(request: Request) -> bool:
    return settings_of(request).environment is Environment.DEVELOPMENT


SecretsAllowed = Annotated[bool, Depends(_secrets_allowed)]
"""Client secrets, in development only."""
ClientId = Annotated[str, Path(pattern=CLIENT_ID)]
Scope = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z]+$")]
_AWAITING: dict[int | str, dict[str, Any]] = {
    202: {"model": ClientChangeView, "description": "Waits for a second operator"}
}
_EXAMPLE: dict[str, JsonValue] = {
    "org": "91120116MA0000007N",
    "scopes": ["products.read", "products.write"],
    "person": None,
    "jwks": {"keys": [{"kty": "EC", "crv": "P-256", "kid": "2026-1", "x": "…", "y": "…"}]},
}


class RegistrationRequest(forms.Request):
    """A client's registration; exactly one of `jwks` and, in development, `secret`."""

    model_config = ConfigDict(strict=True, json_schema_extra={"example": _EXAMPLE})

    org: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")
    """The organisation that it acts for."""
    scopes: list[Scope] = Field(min_length=1, max_length=50)
    person: PersonModel | None = None
    """The natural person it is bound to, where it is bound to one."""
    jwks: Document | None = None
    """Its public keys (RFC 7517)."""
    secret: str | None = Field(default=None, min_length=16, max_length=128, pattern=r"^[!-~]*$")
    """A secret instead of keys; in development only."""


class RevocationRequest(forms.Request):
    """Why a client ends."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"example": {"reason": "密钥泄露 / key compromised"}},
    )

    reason: Annotated[str, TextRule(most=500)]


class ClientSuspensionRequest(forms.Request):
    """Why a client is to stop at once."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"example": {"reason": "疑似密钥泄露 / key perhaps compromised"}},
    )

    reason: Annotated[str, TextRule(most=500)]


class ClientReinstatementRequest(forms.Request):
    """Why a suspended client may act again."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"example": {"reason": "已核实,密钥未泄露 / the key was not lost"}},
    )

    reason: Annotated[str, TextRule(most=500)]


@router.get("", responses=problems(CursorInvalid))
async def list_clients(
    tx: Transaction, asked: Annotated[ClientsAsked, Query()]
) -> Page[ClientView]:
    """Clients that fit, in the order of their ids."""
    rows = await clients.list_clients(tx, asked)
    return pages.page(rows, asked.limit, client_view, lambda client: [client.id])


@router.get("/{id}", responses=problems(ClientNotFound))
async def get_client(id: ClientId, tx: Transaction) -> ClientView:
    """One client."""
    return client_view(await clients.get_client(tx, id))


@router.put(
    "/{id}",
    response_model=ClientView,
    responses={
        **_AWAITING,
        **problems(
            OperatorNotNamed,
            OrganisationNotFound,
            ClientAlreadyRevoked,
            OwnClientKept,
            ScopeBeyondRole,
            CredentialNotChosen,
            SecretNotAllowed,
            PrivateKeyGiven,
            KeyNotAccepted,
        ),
    },
)
async def put_client(
    id: ClientId,
    request: RegistrationRequest,
    tx: Transaction,
    terms: CurrentTerms,
    secrets_allowed: SecretsAllowed,
) -> ClientView | JSONResponse:
    """Register a client, or replace its registration."""
    wanted = _registration(id, request)
    return _answer(await usecases.register(tx, wanted, terms, secrets_allowed=secrets_allowed))


@router.post(
    "/{id}/suspension",
    status_code=status.HTTP_201_CREATED,
    responses=problems(ClientNotFound, ClientAlreadyRevoked, ClientSuspended, OwnClientKept),
)
async def suspend_client(
    id: ClientId, request: ClientSuspensionRequest, tx: Transaction, actor: CurrentActor
) -> ClientView:
    """Stop a client within seconds, by one operator alone; two reinstate or revoke it."""
    return client_view(await usecases.suspend(tx, id, request.reason, by=actor))


@router.post(
    "/{id}/reinstatement",
    status_code=status.HTTP_201_CREATED,
    response_model=ClientView,
    responses={
        **_AWAITING,
        **problems(ClientNotFound, ClientAlreadyRevoked, ClientNotSuspended, OperatorNotNamed),
    },
)
async def reinstate_client(
    id: ClientId, request: ClientReinstatementRequest, tx: Transaction, terms: CurrentTerms
) -> ClientView | JSONResponse:
    """Let a suspended client act again."""
    return _answer(await usecases.reinstate(tx, id, request.reason, terms))


@router.post(
    "/{id}/revocation",
    status_code=status.HTTP_201_CREATED,
    response_model=ClientView,
    responses={
        **_AWAITING,
        **problems(ClientNotFound, ClientAlreadyRevoked, OwnClientKept, OperatorNotNamed),
    },
)
async def revoke_client(
    id: ClientId, request: RevocationRequest, tx: Transaction, terms: CurrentTerms
) -> ClientView | JSONResponse:
    """End a client for good; its tokens are refused within seconds."""
    return _answer(await usecases.revoke(tx, id, request.reason, terms))


def _answer(result: Client | Change) -> ClientView | JSONResponse:
    return awaiting(result) if isinstance(result, Change) else client_view(result)


def _registration(id: str, request: RegistrationRequest) -> Registration:
    return Registration(
        id=id,
        org=request.org,
        scopes=frozenset(request.scopes),
        person=Person(request.person.id, request.person.name) if request.person else None,
        jwks=request.jwks,
        secret=request.secret,
    )
