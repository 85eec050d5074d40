"""The file of master keys: the first one wraps, the others still open what they wrapped."""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from accounting.domain.encryption import KEY_BYTES, MasterKey, new_key

_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")


class MasterKeysUnusable(ValueError):
    """The file of master keys is not what the process needs."""


class _Key(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    key: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    development: bool = False
    keys: Annotated[Sequence[_Key], Field(min_length=1)]


@dataclass(frozen=True, repr=False)
class MasterKeys:
    """The ring of a process. Never printed."""

    current: MasterKey
    known: Mapping[str, MasterKey]
    development: bool


def read_master_keys(text: str) -> MasterKeys:
    """The ring of a file. Raises `MasterKeysUnusable`, which repeats nothing of the file."""
    try:
        file = _File.model_validate_json(text)
    except ValidationError as failure:
        raise MasterKeysUnusable(
            'MASTER_KEYS_FILE must be {"keys": [{"id": …, "key": …}, …]}, the current key first'
        ) from failure.with_traceback(None)
    keys = [_key(each) for each in file.keys]
    known = {key.id: key for key in keys}
    if len(known) < len(keys) or len({key.secret for key in keys}) < len(keys):
        raise MasterKeysUnusable("MASTER_KEYS_FILE names a key twice")
    return MasterKeys(keys[0], known, file.development)


def new_master_key(id: str) -> dict[str, str]:
    """An entry for the file, with a key of its own."""
    if not _ID.fullmatch(id):
        raise MasterKeysUnusable(f"{id!r} is no name for a key: a-z, 0-9, dot and hyphen, up to 40")
    return {"id": id, "key": base64.urlsafe_b64encode(new_key()).decode().rstrip("=")}


def _key(entry: _Key) -> MasterKey:
    if not _ID.fullmatch(entry.id):
        raise MasterKeysUnusable("an id in MASTER_KEYS_FILE is not a-z, 0-9, dot and hyphen")
    try:
        secret = base64.b64decode(entry.key + "=" * (-len(entry.key) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as failure:
        raise MasterKeysUnusable(f"master key {entry.id} is not base64url") from failure
    if len(secret) != KEY_BYTES or len(set(secret)) < KEY_BYTES // 4:
        raise MasterKeysUnusable(f"master key {entry.id} is not {KEY_BYTES} random bytes")
    return MasterKey(entry.id, secret)
