"""How organisations, clients and changes are shown, and who asks."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, JsonValue

from chassis import forms
from chassis.auth import CurrentCaller
from chassis.routing import settings_of
from chassis.text import Name, TextRule
from gateway.clients.domain.changes import OPEN_FOR, Actor, Change
from gateway.clients.domain.clients import Client, Organisation
from gateway.clients.domain.keys import HeldKey, PublicKeys, algorithms_of
from gateway.clients.domain.search import ClientState
from gateway.clients.settings import DecidesOnClients
from gateway.clients.usecases.changes import Terms
from gateway.values.api import CurrentPack

_ORGANISATION: dict[str, JsonValue] = {
    "role": "enterprise",
    "name_zh": "示例光伏有限公司",
    "name_en": "Sample Photovoltaic Co., Ltd.",
    "division": "120116",
}


async def _actor(caller: CurrentCaller) -> Actor:
    return Actor(caller.client, caller.org, caller.person)


CurrentActor = Annotated[Actor, Depends(_actor)]


async def _terms(request: Request, by: CurrentActor, pack: CurrentPack) -> Terms:
    settings = settings_of(request)
    assert isinstance(settings, DecidesOnClients)  # noqa: S101  Those of the gateway are.
    return Terms(by, pack, settings.takes_two)


CurrentTerms = Annotated[Terms, Depends(_terms)]
"""Who acts, and whether a second person must agree."""


class PersonModel(forms.Request):
    """The human whom a certification body's client stands for."""

    model_config = ConfigDict(strict=True)

    id: Annotated[str, TextRule(most=64)]
    name: Annotated[str, TextRule(most=64)]


class OrganisationRequest(forms.Request):
    """What an operator says about an organisation."""

    model_config = ConfigDict(strict=True, json_schema_extra={"example": _ORGANISATION})

    role: Annotated[str, TextRule(most=32)]
    name_zh: Name
    name_en: Name
    division: str | None = Field(default=None, pattern=r"^\d{6}$")
    """GB/T 2260 code; a district bureau sees only files of its own division."""
    sample: bool = False
    """Whether it belongs to the test tenant, whose labels are worth nothing. It stays there."""


class OrganisationView(OrganisationRequest):
    """An organisation that may hold clients."""

    id: str


class OrganisationEntry(forms.View):
    """An organisation in the list; what follows its names only those see who manage clients."""

    id: str
    role: str
    name_zh: str
    name_en: str
    division: str | None = None
    state: str | None = None
    """`active` while a client can act for it, else `idle`."""
    sample: bool | None = None
    updated_at: datetime | None = None


class ClientView(forms.View):
    """A registered client; never its secret."""

    id: str
    org: str
    role: str
    scopes: list[str]
    person: PersonModel | None
    authentication: str
    """How it shows who it is."""
    state: ClientState
    """`active`, `suspended` until two operators decide, or for good `revoked`."""
    created_at: datetime
    updated_at: datetime | None
    """When it changed last; null in a change that waits for a second operator."""
    suspended_at: datetime | None
    """When it was suspended; null while it is not."""
    revoked_at: datetime | None
    """When it was revoked; null while it counts."""


class ClientKeyView(forms.View):
    """A public key by its name and its thumbprint (RFC 7638), to compare with its owner."""

    kid: str
    thumbprint: str


class OwnKeyView(ClientKeyView):
    """A key of the client that asks."""

    algorithms: list[str]
    """What it may sign with."""
    ends_at: datetime | None
    """From when on it does not serve any more, where that is set."""


class ClientChangeView(forms.View):
    """A change that takes effect when an operator other than its proposer confirms it."""

    id: UUID
    kind: str
    subject: str
    """The id of the client or organisation."""
    state: str
    """`proposed`, `confirmed`, `refused` or, by its proposer, `withdrawn`."""
    client: ClientView | None
    """The client as it will be."""
    keys: list[ClientKeyView]
    organisation: OrganisationView | None
    """The organisation as it will be."""
    reason: str | None
    proposed_by: str
    """The client that proposed it."""
    proposed_at: datetime
    expires_at: datetime
    """Until when it can be confirmed."""
    decided_by: str | None
    """The client that confirmed or refused it; null while nobody did."""
    decided_at: datetime | None
    decision_reason: str | None
    """Why it was decided so."""


def organisation_view(organisation: Organisation) -> OrganisationView:
    return OrganisationView(**vars(organisation))


def client_view(client: Client) -> ClientView:
    by_key = isinstance(client.credential, PublicKeys)
    person = client.person
    return ClientView(
        id=client.id,
        org=client.organisation.id,
        role=client.organisation.role,
        scopes=sorted(client.scopes),
        person=PersonModel(id=person.id, name=person.name) if person else None,
        authentication="private_key_jwt" if by_key else "client_secret",
        state=ClientState(client.status),
        created_at=client.created_at,
        updated_at=client.updated_at,
        suspended_at=client.suspended_at,
        revoked_at=client.revoked_at,
    )


def own_key_view(held: HeldKey) -> OwnKeyView:
    return OwnKeyView(
        kid=str(held.key.kid),
        thumbprint=held.key.thumbprint(),
        algorithms=algorithms_of(held.key),
        ends_at=held.end,
    )


def change_view(change: Change) -> ClientChangeView:
    wanted, decision = change.wanted, change.decision
    return ClientChangeView(
        id=change.id,
        kind=str(change.kind),
        subject=change.subject,
        state=str(change.state),
        client=client_view(wanted) if isinstance(wanted, Client) else None,
        keys=_keys(wanted) if isinstance(wanted, Client) else [],
        organisation=None if isinstance(wanted, Client) else organisation_view(wanted),
        reason=change.reason,
        proposed_by=change.proposed_by.client,
        proposed_at=change.proposed_at,
        expires_at=change.proposed_at + OPEN_FOR,
        decided_by=decision.by.client if decision else None,
        decided_at=decision.at if decision else None,
        decision_reason=decision.reason if decision else None,
    )


def awaiting(change: Change) -> JSONResponse:
    """202: what was asked is proposed, and where its confirmation is asked for."""
    body = change_view(change).model_dump(mode="json")
    return JSONResponse(body, 202, {"Location": f"/v1/changes/{change.id}"})


def key_views(keys: PublicKeys) -> list[ClientKeyView]:
    return [ClientKeyView(kid=str(key.kid), thumbprint=key.thumbprint()) for key in keys.key_set]


def _keys(client: Client) -> list[ClientKeyView]:
    held = client.credential
    return key_views(held) if isinstance(held, PublicKeys) else []
