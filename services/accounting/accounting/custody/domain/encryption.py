"""Encryption of trade secrets: which key encrypts what, and what a ciphertext is bound to.

An enterprise's data key encrypts its secrets (AES-256-GCM); a master key wraps data keys. Every
ciphertext is bound to its place, so one that is moved to another row or enterprise does not open.
"""

import json
import os
import zlib
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_FORM = b"\x01"
_NONCE = 12
_HEAD = len(_FORM) + 16
KEY_BYTES = 32


class SecretUnreadable(Exception):
    """A ciphertext does not open: it was altered, moved, or made with another key."""


@dataclass(frozen=True)
class SecretPlace:
    """Where a secret belongs: whose it is, and the row that holds it."""

    owner: str
    table: str
    row: str

    def bound(self) -> bytes:
        """What a ciphertext is bound to besides its key."""
        return json.dumps(["tanbiao", self.table, self.row, self.owner]).encode()

    def __str__(self) -> str:
        return f"{self.table} {self.row} of {self.owner}"


@dataclass(frozen=True, repr=False)
class DataKey:
    """The key under which an enterprise's secrets are encrypted. Never printed."""

    id: UUID
    owner: str
    cipher: AESGCM


@dataclass(frozen=True, repr=False)
class MasterKey:
    """A key that wraps data keys and nothing else. Never printed."""

    id: str
    secret: bytes

    def wrap(self, key: bytes, id: UUID, owner: str) -> bytes:
        """`key` so that only this master opens it, as the data key `id` of `owner`."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self.secret).encrypt(nonce, key, self._bound(id, owner))

    def unwrap(self, wrapped: bytes, id: UUID, owner: str) -> bytes:
        """Raises `SecretUnreadable`."""
        nonce, rest = wrapped[:_NONCE], wrapped[_NONCE:]
        try:
            return AESGCM(self.secret).decrypt(nonce, rest, self._bound(id, owner))
        except InvalidTag as failure:
            reason = f"data key {id} of {owner} does not open under master key {self.id}"
            raise SecretUnreadable(reason) from failure

    def _bound(self, id: UUID, owner: str) -> bytes:
        return SecretPlace(owner, f"data_key under {self.id}", str(id)).bound()


def new_key() -> bytes:
    return AESGCM.generate_key(KEY_BYTES * 8)


def encrypt(key: DataKey, place: SecretPlace, content: bytes) -> bytes:
    """Content deflated, then encrypted: a nonce is drawn each time.

    Deflating keeps the table as small as PostgreSQL's own compression did. What it tells about the
    content is its length, as before: one row never mixes secrets of two parties.
    """
    _refuse_foreign(key, place)
    nonce = os.urandom(_NONCE)
    sealed = key.cipher.encrypt(nonce, zlib.compress(content, 1), place.bound())
    return _FORM + key.id.bytes + nonce + sealed


def key_of(secret: bytes) -> UUID:
    """Which data key encrypted a secret. Raises `SecretUnreadable`."""
    if secret[:1] != _FORM or len(secret) < _HEAD + _NONCE:
        raise SecretUnreadable("a secret is not in a form that this release knows")
    return UUID(bytes=bytes(secret[len(_FORM) : _HEAD]))


def decrypt(key: DataKey, place: SecretPlace, secret: bytes) -> bytes:
    """Raises `SecretUnreadable`, which names the place."""
    _refuse_foreign(key, place)
    nonce, rest = secret[_HEAD : _HEAD + _NONCE], secret[_HEAD + _NONCE :]
    try:
        return zlib.decompress(key.cipher.decrypt(nonce, rest, place.bound()))
    except InvalidTag as failure:
        raise SecretUnreadable(f"{place} was altered, or belongs elsewhere") from failure


def _refuse_foreign(key: DataKey, place: SecretPlace) -> None:
    if key.owner != place.owner:
        raise SecretUnreadable(f"{place} would use the key of {key.owner}")
