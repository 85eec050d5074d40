"""Authlib's authorization server for one request whose client was read from the database before.

Authlib's server side is synchronous, so the adapter loads the client first, lets the core decide,
and leaves the single use of an assertion to the caller, who records it in the transaction.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import randbits, token_hex

from authlib.oauth2.rfc6749 import (
    AuthorizationServer,
    ClientMixin,
    InvalidClientError,
    InvalidScopeError,
    OAuth2Request,
)
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from joserfc import jws, jwt
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey
from pydantic import JsonValue

from chassis import clock
from gateway.clients.domain.clients import (
    Client,
    Organisation,
    SecretHash,
    granted_scopes,
    secret_hash,
)
from gateway.clients.domain.keys import ALGORITHMS, PublicKeys, algorithms_of, public_keys
from gateway.tokens.domain.access_tokens import access_token
from gateway.tokens.domain.keys import TokenKeys

ASSERTION_LIFE_S = 3600
"""The latest `exp` that a client assertion may carry, counted from now.

An hour is what common libraries put in unless told otherwise; each is taken once all the same.
"""
LEEWAY_S = 10
UNKNOWN = "The client is unknown or revoked, or its credential does not match"

_NOBODYS_SECRET = secret_hash(token_hex())


def _public(key: ECKey | RSAKey) -> dict[str, JsonValue]:
    return {name: str(value) for name, value in key.as_dict(private=False).items()}


_MADE_UP = RSAPublicNumbers(65537, randbits(2048) | 1 << 2047 | 1).public_key()
_NOBODYS_KEYS = {
    kind: public_keys({"keys": [{"kid": "-", **_public(key)}]})
    for kind, key in (("E", ECKey.generate_key("P-256")), ("R", RSAKey.import_key(_MADE_UP)))
}
"""By the first letter of an algorithm: a key of the kind that whoever asks says that he has."""

# At debug level Authlib writes whole tokens to the log.
logging.getLogger("authlib").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Policy:
    """What the authorization server knows about itself."""

    issuer: str
    token_endpoint: str
    keys: TokenKeys
    life_s: int
    secrets_allowed: bool
    """Client secrets, in development only."""


@dataclass(frozen=True)
class UsedAssertion:
    """A verified client assertion, to be recorded so that it cannot serve twice."""

    client_id: str
    jti: str
    expires_at: datetime
    made_at: datetime
    """When it was signed, or the earliest moment at which it can have been."""


@dataclass(frozen=True)
class TokenRequest:
    """The form of a token request and its Authorization header."""

    form: Mapping[str, str]
    authorization: str | None


@dataclass(frozen=True)
class TokenAnswer:
    """What the token endpoint answers, in the form of RFC 6749, 5.1 and 5.2."""

    status: int
    body: Mapping[str, object]
    headers: Mapping[str, str]
    assertion: UsedAssertion | None = None


def refused(error: str, description: str) -> TokenAnswer:
    body = {"error": error, "error_description": description}
    return TokenAnswer(400, body, {"Cache-Control": "no-store", "Pragma": "no-cache"})


def decide(
    request: TokenRequest, client: Client | None, *, of_role: frozenset[str], policy: Policy
) -> TokenAnswer:
    """Authenticate the client and answer its request; `client` is None when nobody was named."""
    server = _Server(client, of_role, policy, request)
    answer = server.create_token_response(request)
    return TokenAnswer(answer.status, answer.body, answer.headers, server.assertion.used)


def _gives_secret(request: TokenRequest) -> bool:
    return bool(request.authorization or request.form.get("client_secret"))


def _unknown(*, by_secret: bool) -> Exception:
    """The same for a stranger and for a client whose credential does not match."""
    status = 401 if by_secret else 400
    unknown: Exception = InvalidClientError(description=UNKNOWN, status_code=status)
    return unknown


def _kind_of_key(request: TokenRequest) -> str:
    """By the header of the assertion, as far as it can be read."""
    with suppress(JoseError, ValueError, RecursionError):
        header = jws.extract_compact(request.form.get("client_assertion", "").encode()).headers()
        return "R" if str(header.get("alg")).startswith(("RS", "PS")) else "E"
    return "E"


def _nobody(id: str, kind: str, *, by_secret: bool) -> Client:
    """A client in a stranger's place, whose credential nobody holds.

    What a stranger sends goes the way of what a client sends: time tells nobody who is one.
    """
    return Client(
        id=id,
        organisation=Organisation("-", "-", "-", "-", None, True),
        scopes=frozenset(),
        person=None,
        credential=_NOBODYS_SECRET if by_secret else _NOBODYS_KEYS[kind],
        created_at=clock.now(),
        revoked_at=None,
    )


def _claims(assertion: str, keys: KeySet) -> jwt.Claims:
    """What one of the keys signed; the algorithm must be one of that key's own.

    An assertion that names no key, as many libraries make them, may be by any of its client's.
    """
    with suppress(JoseError, ValueError, RecursionError):
        header = jws.extract_compact(assertion.encode()).headers()
        for key in keys:
            if header.get("kid", key.kid) == key.kid and header.get("alg") in algorithms_of(key):
                with suppress(BadSignatureError):
                    return jwt.decode(assertion, key, algorithms=algorithms_of(key)).claims
    raise InvalidClientError(description=UNKNOWN)


class _Client(ClientMixin):  # type: ignore[misc]  # Authlib has no type information.
    """A client as Authlib sees it."""

    def __init__(self, client: Client, of_role: frozenset[str], secrets_allowed: bool) -> None:
        self.client = client
        self._of_role = of_role
        self._secrets_allowed = secrets_allowed

    def get_client_id(self) -> str:
        return self.client.id

    def check_client_secret(self, secret: str) -> bool:
        held = self.client.credential
        if self._secrets_allowed and isinstance(held, SecretHash) and held.matches(secret):
            return True
        raise _unknown(by_secret=True)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        by_key = isinstance(self.client.credential, PublicKeys)
        return (method == "private_key_jwt") == by_key and endpoint == "token"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "client_credentials"

    def get_allowed_scope(self, requested: str | None) -> str:
        granted = granted_scopes(requested, self.client.scopes, self._of_role)
        if granted is None:
            raise InvalidScopeError(description="The client holds no such scope")
        return granted


@dataclass
class _Assertion(JWTBearerClientAssertion):  # type: ignore[misc]  # Authlib is untyped.
    """`private_key_jwt` with the algorithms of the client's keys and our own audience."""

    CLIENT_AUTH_METHOD = "private_key_jwt"

    policy: Policy
    used: UsedAssertion | None = field(default=None, init=False)
    leeway: int = LEEWAY_S
    _validate_jti: bool = True

    def get_audiences(self) -> list[str]:
        return [self.policy.token_endpoint, self.policy.issuer]

    def resolve_client_public_key(self, client: _Client) -> KeySet:
        held = client.client.credential
        if isinstance(held, PublicKeys):
            return held.at(clock.now())
        raise InvalidClientError(description=UNKNOWN)

    def process_assertion_claims(self, assertion: str, key: KeySet) -> jwt.Claims:
        # Authlib's own would accept HS256, and would put the attacker's header into an error
        # description, where characters outside ASCII raise.
        claims = _claims(assertion, key)
        self.verify_claims(claims)
        return claims

    def validate_jti(self, claims: Mapping[str, object], jti: object) -> bool:
        """Note the id; the single use is decided by the database, in the same transaction."""
        expires = claims["exp"]
        latest = clock.now().timestamp() + ASSERTION_LIFE_S + LEEWAY_S
        if not isinstance(expires, int | float) or expires > latest:
            raise InvalidClientError(description="exp is more than an hour ahead")
        if not isinstance(jti, str) or not 1 <= len(jti) <= 255 or not jti.isprintable():
            raise InvalidClientError(description="jti must have 1 to 255 printable characters")
        kept_until = datetime.fromtimestamp(expires + LEEWAY_S + 1, UTC)
        issued = claims.get("iat")
        made = issued if isinstance(issued, int | float) else expires - ASSERTION_LIFE_S - LEEWAY_S
        made_at = datetime.fromtimestamp(made, UTC)
        self.used = UsedAssertion(str(claims["sub"]), jti, kept_until, made_at)
        return True


class _Grant(ClientCredentialsGrant):  # type: ignore[misc]  # Authlib is untyped.
    TOKEN_ENDPOINT_AUTH_METHODS = ("private_key_jwt",)


class _DevelopmentGrant(ClientCredentialsGrant):  # type: ignore[misc]  # Authlib is untyped.
    TOKEN_ENDPOINT_AUTH_METHODS = ("private_key_jwt", "client_secret_basic", "client_secret_post")


class _Request(OAuth2Request):  # type: ignore[misc]  # Authlib is untyped.
    def __init__(self, request: TokenRequest) -> None:
        # Authlib refuses plain HTTP by this address; TLS ends in front of the gateway.
        headers = {"Authorization": request.authorization} if request.authorization else {}
        super().__init__("POST", "https://gateway/oauth/token", headers=headers)
        self.payload = BasicOAuth2Payload(dict(request.form))

    @property
    def form(self) -> Mapping[str, str]:
        form: Mapping[str, str] = self.payload.data
        return form


class _Server(AuthorizationServer):  # type: ignore[misc]  # Authlib is untyped.
    """Authlib's server for one request and the one client that the request names."""

    def __init__(
        self, client: Client | None, of_role: frozenset[str], policy: Policy, asked: TokenRequest
    ) -> None:
        super().__init__()
        self._by_secret, self._kind = _gives_secret(asked), _kind_of_key(asked)
        self._client = _Client(client, of_role, policy.secrets_allowed) if client else None
        self._policy = policy
        self.assertion = _Assertion(policy)
        self.register_client_auth_method("private_key_jwt", self.assertion)
        self.register_grant(_DevelopmentGrant if policy.secrets_allowed else _Grant)
        self.register_token_generator("default", self._generate)

    def query_client(self, client_id: str) -> _Client:
        known = self._client
        if known and known.client.id == client_id and known.client.is_usable:
            return known
        nobody = _nobody(client_id, self._kind, by_secret=self._by_secret)
        return _Client(nobody, frozenset(), self._policy.secrets_allowed)

    def create_oauth2_request(self, request: TokenRequest) -> _Request:
        return _Request(request)

    def handle_response(
        self, status: int, body: Mapping[str, object], headers: list[tuple[str, str]]
    ) -> TokenAnswer:
        return TokenAnswer(status, body, dict(headers))

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""

    def save_token(self, token: Mapping[str, object], request: _Request) -> None:
        """Access tokens are not stored: they are short-lived and clients are revoked instead."""

    def _generate(
        self, grant_type: str, client: _Client, scope: str | None, **_: object
    ) -> dict[str, object]:
        policy = self._policy
        scope = client.get_allowed_scope(scope)
        token = access_token(
            client.client,
            scope,
            keys=policy.keys,
            issuer=policy.issuer,
            now=clock.now(),
            life_s=policy.life_s,
        )
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": policy.life_s,
            "scope": scope,
        }


def metadata(policy: Policy, scopes: set[str]) -> dict[str, object]:
    """Authorization server metadata (RFC 8414, 2); it names only what this server does."""
    methods = ["private_key_jwt"]
    if policy.secrets_allowed:
        methods += ["client_secret_basic", "client_secret_post"]
    return {
        "issuer": policy.issuer,
        "token_endpoint": policy.token_endpoint,
        "jwks_uri": f"{policy.issuer}/oauth/jwks",
        "scopes_supported": sorted(scopes),
        "response_types_supported": [],
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": sorted(
            alg for algorithms in ALGORITHMS.values() for alg in algorithms
        ),
        "ui_locales_supported": ["zh", "en"],
        "service_documentation": f"{policy.issuer}/docs",
        "op_policy_uri": f"{policy.issuer}/docs",
    }
