"""Where a client publishes its keys, set by itself with any valid token."""

from datetime import datetime

from fastapi import Request, Response, status
from pydantic import ConfigDict, Field

from chassis import forms
from chassis.database import Transaction
from chassis.outbound import LONGEST_URL, Guard
from chassis.problems import problems
from chassis.routing import Router
from gateway.clients.api.views import CurrentActor
from gateway.clients.domain.addresses import KeysAddress
from gateway.clients.domain.refusals import (
    ClientNotFound,
    HoldsNoKeys,
    JwksUriNotAccepted,
    KeysAddressNotFound,
)
from gateway.clients.usecases import addresses

router = Router(prefix="/v1/clients/me/keys-address", tags=["own client"])


class KeysAddressRequest(forms.Request):
    """Where the client publishes its JWK set."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"example": {"jwks_uri": "https://client.example.cn/jwks.json"}},
    )

    jwks_uri: str = Field(max_length=LONGEST_URL, pattern=r"^https?://[!-~]+$")


class KeysAddressView(KeysAddressRequest):
    """Where a client's keys are read every five minutes, and how that went last."""

    read_at: datetime | None
    """When keys were last taken from there; the client's keys of before serve until then."""
    fault: str | None
    """Why the last attempt took none."""


@router.get("", responses=problems(KeysAddressNotFound))
async def get_keys_address(tx: Transaction, actor: CurrentActor) -> KeysAddressView:
    """Where the keys of the client that asks are read."""
    return _view(await addresses.own_address(tx, actor))


@router.put("", responses=problems(ClientNotFound, HoldsNoKeys, JwksUriNotAccepted))
async def put_keys_address(
    body: KeysAddressRequest, request: Request, tx: Transaction, actor: CurrentActor
) -> KeysAddressView:
    """Have keys read from an https address; publish a new key ten minutes before it signs."""
    guard: Guard = request.app.state.guard
    return _view(await addresses.set_address(tx, body.jwks_uri, by=actor, guard=guard))


@router.delete("", status_code=status.HTTP_204_NO_CONTENT, responses=problems(KeysAddressNotFound))
async def delete_keys_address(tx: Transaction, actor: CurrentActor) -> Response:
    """Read no more; the keys that were read last become the client's own."""
    await addresses.end_address(tx, actor)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


def _view(address: KeysAddress) -> KeysAddressView:
    return KeysAddressView(jwks_uri=address.jwks_uri, read_at=address.read_at, fault=address.fault)
