"""Issue an access token; every client assertion serves once."""

import base64
import binascii
import json
from collections.abc import Sequence
from urllib.parse import unquote_plus

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.generations import began_at
from gateway.clients.domain.clients import Client, is_client_id
from gateway.clients.usecases.records import find_client
from gateway.tokens.store import assertions
from gateway.tokens.usecases.authorization_server import (
    UNKNOWN,
    Policy,
    TokenAnswer,
    TokenRequest,
    decide,
    refused,
)
from packs.region import RegionPack


class RequestMalformed(Exception):
    """The token request is not what RFC 6749 describes; the message is for the client."""


async def issue_token(
    tx: AsyncConnection, request: TokenRequest, *, pack: RegionPack, policy: Policy
) -> TokenAnswer:
    """Answer a token request. A client assertion serves once, even between processes."""
    if request.form.get("grant_type") != "client_credentials":
        return refused("unsupported_grant_type", "Only client_credentials is supported")
    try:
        name = named_client(request)
    except RequestMalformed as error:
        return refused("invalid_client", str(error))
    client = await find_client(tx, name) if is_client_id(name) else None
    answer = decide(request, client, of_role=_role_scopes(client, pack), policy=policy)
    if used := answer.assertion:
        # What was used before a restore is not on record any more.
        begun = await began_at(tx)
        if begun and used.made_at <= begun:
            return refused("invalid_client", "Sign a new assertion, with iat")
        fresh = await assertions.use_assertion(tx, used.client_id, used.jti, used.expires_at)
        if not fresh:
            return refused("invalid_client", "This assertion was used before; sign a new one")
    return answer


def token_request(pairs: Sequence[tuple[str, str]], authorization: str | None) -> TokenRequest:
    """Raises `RequestMalformed` when a parameter is repeated or two credentials are given."""
    form = dict(pairs)
    if len(form) < len(pairs):
        raise RequestMalformed("A parameter is repeated")
    given = [authorization, form.get("client_assertion"), form.get("client_secret")]
    if sum(map(bool, given)) > 1:
        raise RequestMalformed("Authenticate in one way only")
    return TokenRequest(form, authorization)


def named_client(request: TokenRequest) -> str | None:
    """The client that a request claims to come from; nothing about it is verified yet."""
    try:
        if assertion := request.form.get("client_assertion"):
            named = _subject(assertion)
            if request.form.get("client_id", named) != named:
                raise RequestMalformed("client_id and the subject of the assertion differ")
            return named
        if request.authorization:
            return _basic_user(request.authorization)
    except (ValueError, RecursionError, binascii.Error):
        raise RequestMalformed(UNKNOWN) from None
    return request.form.get("client_id")


def _subject(assertion: str) -> str:
    payload = assertion.split(".")[1] if assertion.count(".") == 2 else ""
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    subject = claims.get("sub") if isinstance(claims, dict) else None
    if not isinstance(subject, str):
        raise RequestMalformed("The assertion names no client in sub")
    return subject


def _basic_user(authorization: str) -> str:
    scheme, _, credentials = authorization.partition(" ")
    user, colon, _ = base64.b64decode(credentials, validate=True).decode().partition(":")
    if scheme.lower() != "basic" or not colon:
        raise RequestMalformed("The Authorization header is not Basic")
    return unquote_plus(user)


def _role_scopes(client: Client | None, pack: RegionPack) -> frozenset[str]:
    return pack.scopes(client.organisation.role) if client else frozenset()
