"""Sealed bundles: checked against their seal, and encrypted under a key of the archive."""

import base64
import binascii
import json
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chassis.canonical import canonical, sha256_hex

_NONCE = 12
_KEY_BYTES = 32


class BundleKeysUnusable(ValueError):
    """The file of the archive's keys is not what the process needs."""


class BundleNotOfSeal(Exception):
    """What came is no bundle of the seal that was announced."""


class BundleUnreadable(Exception):
    """A kept bundle does not open: it was altered, moved, or kept under a key that is not here."""


@dataclass(frozen=True)
class Wanted:
    """A calculation whose footprint a body verified, and the seal that was announced for it."""

    calculation_id: UUID
    seal: str


@dataclass(frozen=True)
class Hidden:
    """A bundle as it lies: which key it opens under, and the ciphertext."""

    key_id: str
    content: bytes


@dataclass(frozen=True)
class KeptBundle:
    """A bundle as it lies, and what it is bound to."""

    of: Wanted
    hidden: Hidden


@dataclass(frozen=True)
class Kept:
    """That a bundle is kept, without it."""

    calculation_id: UUID
    seal: str
    sealed_at: datetime
    kept_at: datetime


@dataclass(frozen=True, repr=False)
class BundleKeys:
    """The archive's keys; the current one conceals, the others still open. Never printed."""

    current: str
    known: Mapping[str, bytes]
    development: bool = False

    def conceal(self, wanted: Wanted, bundle: bytes) -> Hidden:
        """The bundle, bound to its calculation and seal."""
        nonce = os.urandom(_NONCE)
        cipher = AESGCM(self.known[self.current])
        return Hidden(
            self.current, nonce + cipher.encrypt(nonce, zlib.compress(bundle, 6), _bound(wanted))
        )

    def reveal(self, kept: KeptBundle) -> bytes:
        """The bundle as it was sealed. Raises `BundleUnreadable`."""
        hidden, id = kept.hidden, kept.of.calculation_id
        if (secret := self.known.get(hidden.key_id)) is None:
            raise BundleUnreadable(f"{id} needs key {hidden.key_id}")
        nonce, content = hidden.content[:_NONCE], hidden.content[_NONCE:]
        try:
            return zlib.decompress(AESGCM(secret).decrypt(nonce, content, _bound(kept.of)))
        except InvalidTag as failure:
            raise BundleUnreadable(f"{id} was altered, or belongs elsewhere") from failure


def check(bundle: bytes, seal: str) -> None:
    """Raises `BundleNotOfSeal` unless the document in the bundle has this seal."""
    try:
        content = json.loads(bundle)
        claimed, actual = content["seal"], sha256_hex(canonical(content["document"]))
    except (ValueError, KeyError, TypeError, RecursionError) as failure:
        raise BundleNotOfSeal("it is no bundle") from failure
    if not claimed == actual == seal:
        raise BundleNotOfSeal(f"its seal is {actual}, {seal} was announced")


class _Key(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,39}$")]
    key: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    development: bool = False
    keys: Annotated[Sequence[_Key], Field(min_length=1)]


def read_bundle_keys(text: str) -> BundleKeys:
    """The keys of a file. Raises `BundleKeysUnusable`, which repeats nothing of the file."""
    try:
        file = _File.model_validate_json(text)
    except ValidationError as failure:
        raise BundleKeysUnusable(
            'BUNDLE_KEYS_FILE must be {"keys": [{"id": …, "key": …}, …]}, the current key first'
        ) from failure.with_traceback(None)
    known = {each.id: _secret(each) for each in file.keys}
    if len(set(known.values())) < len(file.keys):
        raise BundleKeysUnusable("BUNDLE_KEYS_FILE names a key twice")
    return BundleKeys(file.keys[0].id, known, file.development)


def new_bundle_key(id: str) -> dict[str, str]:
    """An entry for the file, with a key of its own."""
    key = AESGCM.generate_key(_KEY_BYTES * 8)
    return {"id": id, "key": base64.urlsafe_b64encode(key).decode().rstrip("=")}


def _secret(entry: _Key) -> bytes:
    try:
        secret = base64.b64decode(entry.key + "=" * (-len(entry.key) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as failure:
        raise BundleKeysUnusable(f"key {entry.id} is not base64url") from failure
    if len(secret) != _KEY_BYTES or len(set(secret)) < _KEY_BYTES // 4:
        raise BundleKeysUnusable(f"key {entry.id} is not {_KEY_BYTES} random bytes")
    return secret


def _bound(wanted: Wanted) -> bytes:
    """What a ciphertext is bound to besides its key."""
    return json.dumps(["tanbiao", "kept_bundle", str(wanted.calculation_id), wanted.seal]).encode()
