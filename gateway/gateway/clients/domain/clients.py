"""Clients of the authorization server and the organisations they act for."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeGuard

from gateway.clients.domain.keys import PublicKeys
from gateway.clients.domain.refusals import (
    ClientAlreadyRevoked,
    ClientNotSuspended,
    ClientSuspended,
    ScopeBeyondRole,
)

MANAGES = "clients.manage"
"""The scope of those who register and revoke clients."""
CLIENT_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$"


def is_client_id(text: str | None) -> TypeGuard[str]:
    """Whether a client could have this id; nothing else is worth a look into the database."""
    return text is not None and re.fullmatch(CLIENT_ID, text) is not None


@dataclass(frozen=True)
class Organisation:
    """A party that may hold clients."""

    id: str
    role: str
    name_zh: str
    name_en: str
    division: str | None
    """GB/T 2260 code, six digits."""
    sample: bool
    """Whether it belongs to the test tenant; it stays where it began."""


@dataclass(frozen=True)
class Listed:
    """An organisation as it stands in the list of all."""

    organisation: Organisation
    is_active: bool
    """Whether a client can act for it now."""
    updated_at: datetime

    def looks_like(self, other: "Listed | None") -> bool:
        """Whether others see the same of both."""
        mine = (self.organisation, self.is_active)
        return other is not None and mine == (other.organisation, other.is_active)


@dataclass(frozen=True)
class Person:
    """The human whom a certification body's client stands for."""

    id: str
    name: str


@dataclass(frozen=True)
class SecretHash:
    """A salted scrypt digest of a client secret; used in development only."""

    text: str
    """`salt$digest`, both hexadecimal."""

    def matches(self, secret: str) -> bool:
        salt, digest = self.text.split("$")
        return hmac.compare_digest(_scrypt(secret, bytes.fromhex(salt)).hex(), digest)


def secret_hash(secret: str) -> SecretHash:
    salt = secrets.token_bytes(16)
    return SecretHash(f"{salt.hex()}${_scrypt(secret, salt).hex()}")


def _scrypt(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=2**12, r=8, p=1, dklen=32)


Credential = PublicKeys | SecretHash
"""How a client proves itself: by a registered key or, in development, by a secret."""


@dataclass(frozen=True)
class Client:
    """A program that acts for an organisation, possibly for one person of it."""

    id: str
    organisation: Organisation
    scopes: frozenset[str]
    person: Person | None
    credential: Credential
    created_at: datetime
    revoked_at: datetime | None
    suspended_at: datetime | None = None
    updated_at: datetime | None = None
    """When what is recorded of it changed last; None of what is not recorded yet."""

    @property
    def is_usable(self) -> bool:
        return not (self.revoked_at or self.suspended_at)

    @property
    def status(self) -> str:
        """`active`, `suspended` or, for good, `revoked`."""
        if self.revoked_at:
            return "revoked"
        return "suspended" if self.suspended_at else "active"

    def revoked(self, at: datetime) -> "Client":
        """Revocation is final: a revoked client cannot be revoked or changed again."""
        self.must_not_be_revoked()
        return replace(self, revoked_at=at)

    def suspended(self, at: datetime) -> "Client":
        self.must_be_usable()
        return replace(self, suspended_at=at)

    def reinstated(self) -> "Client":
        self.must_not_be_revoked()
        if not self.suspended_at:
            raise ClientNotSuspended(id=self.id)
        return replace(self, suspended_at=None)

    def as_of(self, organisation: Organisation, now: datetime) -> "Client":
        """The same with its organisation as it is, and a revocation that happens only now."""
        revoked_at = now if self.revoked_at else None
        return replace(self, organisation=organisation, revoked_at=revoked_at)

    def must_not_be_revoked(self) -> None:
        if self.revoked_at:
            raise ClientAlreadyRevoked(id=self.id, revoked_at=self.revoked_at)

    def must_be_usable(self) -> None:
        self.must_not_be_revoked()
        if self.suspended_at:
            raise ClientSuspended(id=self.id, suspended_at=self.suspended_at)


def granted_scopes(
    requested: str | None, own: frozenset[str], of_role: frozenset[str]
) -> str | None:
    """The scope of the token in a fixed order, or None when more was asked than is held.

    Nothing requested means everything that is held (RFC 6749, 3.3).
    """
    held = own & of_role
    wanted = frozenset(requested.split()) if requested else held
    return " ".join(sorted(wanted)) if wanted and wanted <= held else None


def must_fit_role(scopes: frozenset[str], role: str, of_role: frozenset[str]) -> None:
    if beyond := scopes - of_role:
        raise ScopeBeyondRole(role=role, scopes=" ".join(sorted(beyond)))
