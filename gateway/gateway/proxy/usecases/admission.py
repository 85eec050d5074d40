"""Who may pass: the token, the scope that the matrix asks for, and the rate limits."""

import hashlib
import time

from joserfc.jwk import KeySet

from chassis.access import PUBLIC
from chassis.auth import Caller, ScopeNotGranted, TokenVerifier, bearer_token
from gateway.proxy.domain.rates import Buckets, Standing
from gateway.proxy.domain.routes import Route
from gateway.proxy.usecases.revocations import Revocations


class LocalTokens(TokenVerifier):
    """Verifies tokens with the keys of this very process, and refuses those of revoked clients."""

    def __init__(self, keys: KeySet, issuer: str, revocations: Revocations) -> None:
        super().__init__("", issuer, revocations)
        self._published = keys

    async def keys(self, *, fresh: bool = False) -> KeySet:
        return self._published

    def known(self, token: str) -> Caller | None:
        """Whose token it is, if it was verified before, is good still and was not revoked since.

        Raises `RevocationsUnknown`, as verifying does.
        """
        found = self._verified.get(hashlib.sha256(token.encode()).digest())
        if found is None or found[1] <= time.time():
            return None
        return None if self._is_revoked(found[0]) else found[0]

    def _is_revoked(self, caller: Caller) -> bool:
        return self.revoked is not None and self.revoked.include(caller.client)


class Admission:
    """Enforces the access matrix and the rate limits; the services enforce the matrix again."""

    def __init__(
        self, tokens: LocalTokens, by_client: Buckets, by_address: Buckets, rare: Buckets
    ) -> None:
        """`rare` are those of addresses on routes that nobody needs often."""
        self._tokens, self._by_client, self._by_address = tokens, by_client, by_address
        self._rare = rare

    async def identify(
        self, route: Route, authorization: str, address: str, counted: list[Standing]
    ) -> Caller | None:
        """The caller of a protected route, None on a public one; raises without a valid token.

        A token that was never seen costs one request of its address, so guessing is slow.
        """
        if route.scope == PUBLIC:
            self._by_address.take(address, counted)
            if route.rare:
                self._rare.take(address, counted)
            return None
        kind, _, token = authorization.partition(" ")
        if kind.lower() == "bearer" and (caller := self._tokens.known(token)):
            return caller
        self._by_address.take(address, counted)
        return await self._tokens.verify(bearer_token(authorization))

    def permit(self, route: Route, caller: Caller | None, counted: list[Standing]) -> None:
        """Count the request against its client and check the scope; raises when it may not pass."""
        if caller is None:
            return
        self._by_client.take(caller.client, counted)
        if not caller.may(route.scope):
            raise ScopeNotGranted(scope=route.scope)
