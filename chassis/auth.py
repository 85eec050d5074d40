"""Who is calling: access tokens (RFC 9068) verified against the authorization server's keys."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Protocol

import httpx
from fastapi import Depends, Request
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet

from chassis.access import AUDIENCE, OWN, PUBLIC, AccessMatrix
from chassis.refusals import Denied, Refusal, Unavailable

ALGORITHMS = ["ES256"]
_CHALLENGE = f'Bearer realm="{AUDIENCE}"'
_KEYS_LIVE_S = 300
_REFETCH_AFTER_S = 5
_CACHE_SIZE = 10_000


class NotAuthenticated(Refusal):
    """The request carries no valid access token."""

    status = 401
    zh = "缺少有效的访问令牌:{reason}。请在 /oauth/token 取得令牌后重试。"
    en = "There is no valid access token: {reason}. Obtain one at /oauth/token and try again."

    @property
    def expired(self) -> bool:
        """Whether the token was valid once; standards tell that from one that never was."""
        return bool(self.facts.get("expired"))

    @property
    def challenge(self) -> str:
        """RFC 6750, 3: whoever sent no token at all is told of no error."""
        return _CHALLENGE if self.facts.get("absent") else f'{_CHALLENGE}, error="invalid_token"'


class ScopeNotGranted(Denied):
    """The token is valid and lacks the scope that this route needs."""

    zh = "此操作需要权限 {scope},您的令牌没有该权限。请确认由负责该环节的单位办理。"
    en = "This needs the scope {scope}, which your token lacks. Let the party in charge do it."

    @property
    def challenge(self) -> str:
        """RFC 6750, 3.1: with the scope that is missing, so that a program can ask for it."""
        return f'{_CHALLENGE}, error="insufficient_scope", scope="{self.facts["scope"]}"'


class KeysUnavailable(Unavailable):
    """The authorization server's keys cannot be fetched."""

    zh = "暂时无法取得令牌验证密钥,请稍后重试。"
    en = "The keys that verify tokens cannot be fetched right now; try again shortly."


@dataclass(frozen=True)
class Caller:
    """The client behind a request and the organisation it acts for."""

    client: str
    org: str
    role: str
    scopes: frozenset[str]
    person: str | None = None
    """Identifier of the natural person the client is bound to, where it is bound to one."""
    sample: bool = False
    """Whether it acts for an organisation of the test tenant."""

    def may(self, scope: str) -> bool:
        """Whether its token opens a route of this scope; to itself a client may always look."""
        return scope == OWN or scope in self.scopes


class Revoked(Protocol):
    """Knows revoked clients."""

    def include(self, client: str) -> bool: ...


class TokenVerifier:
    """Verifies tokens; keeps the published keys and the tokens already verified."""

    def __init__(self, jwks_url: str, issuer: str, revoked: Revoked | None = None) -> None:
        """`revoked` knows the clients whose tokens are no longer good, where anybody does."""
        self._jwks_url, self._issuer = jwks_url, issuer
        self.revoked = revoked
        self._claims = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
            sub={"essential": True},
        )
        self._keys: KeySet | None = None
        self._fetched_at = float("-inf")
        self._verified: dict[bytes, tuple[Caller, float]] = {}

    async def verify(self, token: str) -> Caller:
        """Raises `NotAuthenticated`, `KeysUnavailable` or `RevocationsUnknown`."""
        caller = await self._of_token(token)
        if self.revoked and self.revoked.include(caller.client):
            raise NotAuthenticated(reason="the client was revoked")
        return caller

    async def _of_token(self, token: str) -> Caller:
        digest = hashlib.sha256(token.encode()).digest()
        known = self._verified.get(digest)
        if known and known[1] > time.time():
            return known[0]
        caller, expires = self._decode(token, await self.keys())
        if len(self._verified) >= _CACHE_SIZE:
            self._verified.clear()
        self._verified[digest] = (caller, expires)
        return caller

    async def keys(self, *, fresh: bool = False) -> KeySet:
        """The published keys, at most five minutes old; `fresh` asks again, within limits."""
        age = time.monotonic() - self._fetched_at
        if self._keys is None or age > (_REFETCH_AFTER_S if fresh else _KEYS_LIVE_S):
            try:
                async with httpx.AsyncClient(timeout=5) as client:
                    answer = (await client.get(self._jwks_url)).raise_for_status()
            except httpx.HTTPError as failure:
                if self._keys is None:
                    raise KeysUnavailable from failure
                return self._keys
            self._keys = KeySet.import_key_set(answer.json())
            self._fetched_at = time.monotonic()
        return self._keys

    def _decode(self, token: str, keys: KeySet) -> tuple[Caller, float]:
        try:
            decoded = jwt.decode(token, keys, algorithms=ALGORITHMS)
            if decoded.header.get("typ") != "at+jwt":
                raise NotAuthenticated(reason="typ is not at+jwt")
            self._claims.validate(decoded.claims)
        except ExpiredTokenError as failure:
            raise NotAuthenticated(reason="it has expired", expired=True) from failure
        except (JoseError, ValueError) as failure:
            raise NotAuthenticated(reason=str(failure) or type(failure).__name__) from failure
        return _caller(decoded.claims), float(decoded.claims["exp"])

    async def signed(self, text: str, typ: str) -> Mapping[str, object]:
        """The claims of what the issuer signed that is no token. Raises `NotAuthenticated`."""
        try:
            decoded = jwt.decode(text, await self.keys(), algorithms=ALGORITHMS)
        except (JoseError, ValueError) as failure:
            await self.keys(fresh=True)
            raise NotAuthenticated(reason=type(failure).__name__) from failure
        if decoded.header.get("typ") != typ or decoded.claims.get("iss") != self._issuer:
            raise NotAuthenticated(reason=f"not a {typ} of this issuer")
        return decoded.claims

    async def verify_after_rotation(self, token: str) -> Caller:
        """Verify; when that fails, fetch the keys anew once, as they may have been rotated."""
        try:
            return await self.verify(token)
        except NotAuthenticated:
            before = self._fetched_at
            await self.keys(fresh=True)
            if self._fetched_at == before:
                raise
            return await self.verify(token)


def _caller(claims: dict[str, object]) -> Caller:
    person = claims.get("person")
    return Caller(
        client=str(claims["sub"]),
        org=str(claims.get("org", "")),
        role=str(claims.get("role", "")),
        scopes=frozenset(str(claims.get("scope", "")).split()),
        person=str(person) if person else None,
        sample=claims.get("sample") is True,
    )


def bearer_token(authorization: str) -> str:
    """The token of an `Authorization` header; raises `NotAuthenticated` where it has none."""
    kind, _, token = authorization.partition(" ")
    if kind.lower() != "bearer" or not token:
        raise NotAuthenticated(reason="no bearer token", absent=True)
    return token


async def authorise(request: Request, path: str) -> None:
    """Admit the request to a route, or raise. Sets `request.state.caller` on protected routes."""
    matrix: AccessMatrix = request.app.state.access
    scope = matrix.scope(request.method, path)
    if scope == PUBLIC:
        return
    token = bearer_token(request.headers.get("authorization", ""))
    verifier: TokenVerifier = request.app.state.tokens
    caller = await verifier.verify_after_rotation(token)
    if scope is None or not caller.may(scope):
        raise ScopeNotGranted(scope=scope or "(none)")
    request.state.caller = caller


def current_caller(request: Request) -> Caller:
    """The caller of a protected route."""
    caller: Caller = request.state.caller
    return caller


async def _calling(request: Request) -> Caller:
    """As a coroutine, since FastAPI sends any other function to a thread and back."""
    return current_caller(request)


CurrentCaller = Annotated[Caller, Depends(_calling)]
