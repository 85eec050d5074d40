"""Access tokens in the form of RFC 9068."""

from datetime import datetime
from uuid import uuid4

from joserfc import jwt

from chassis.access import AUDIENCE
from gateway.clients.domain.clients import Client
from gateway.tokens.domain.keys import TokenKeys


def access_token(
    client: Client, scope: str, *, keys: TokenKeys, issuer: str, now: datetime, life_s: int
) -> str:
    """A signed token that says for whom the client acts and what it may do."""
    issued = int(now.timestamp())
    claims: dict[str, object] = {
        "iss": issuer,
        "aud": AUDIENCE,
        "sub": client.id,
        "client_id": client.id,
        "org": client.organisation.id,
        "role": client.organisation.role,
        "scope": scope,
        "iat": issued,
        "exp": issued + life_s,
        "jti": str(uuid4()),
    }
    if client.organisation.sample:
        claims["sample"] = True
    if client.person:
        claims |= {"person": client.person.id, "person_name": client.person.name}
    header = {"typ": "at+jwt", "alg": "ES256", "kid": keys.current.kid}
    return jwt.encode(header, claims, keys.current, algorithms=["ES256"])
