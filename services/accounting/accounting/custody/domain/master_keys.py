"""The file of master keys: the first one wraps, the others still open what they wrapped."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from accounting.custody.domain.encryption import KEY_BYTES, MasterKey, new_key

_Change = Callable[[list[dict[str, str]]], list[dict[str, str]]]
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


def added(text: str, id: str) -> str:
    """The file with a new key at its end: known to all processes before it is the current one."""
    return _rewritten(text, lambda keys: [*keys, new_master_key(id)])


def promoted(text: str, id: str) -> str:
    """The file with this key first: the current one."""
    return _rewritten(text, lambda keys: sorted(keys, key=lambda key: key["id"] != id), id)


def dropped(text: str, id: str) -> str:
    """The file without this key, once it is retired."""
    return _rewritten(text, lambda keys: [key for key in keys if key["id"] != id], id)


def _rewritten(text: str, change: _Change, id: str | None = None) -> str:
    """Raises `MasterKeysUnusable` for a file that is none, before or after, or lacks the key."""
    if id is not None and id not in read_master_keys(text).known:
        raise MasterKeysUnusable(f"the file has no key {id}")
    content = json.loads(text)
    changed = {**content, "keys": change(content["keys"])}
    again = json.dumps(changed, indent=1) + "\n"
    read_master_keys(again)
    return again


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
