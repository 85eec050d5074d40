"""The keys that clients register, as JSON Web Key sets."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey
from joserfc.util import base64_to_int
from pydantic import JsonValue

from gateway.clients.domain.refusals import (
    KeyNotAccepted,
    KeyNotFound,
    LastKeyKept,
    PrivateKeyGiven,
)

ALGORITHMS = {"EC": ("ES256",), "RSA": ("PS256", "RS256")}
"""What a key of each type signs with: the common libraries take RS256 unless told otherwise."""
_RSA_BITS = range(2048, 8192 + 1)
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


_MAX_KEYS = 8


_KID = re.compile(r"[\x21-\x7e]{1,128}")


@dataclass(frozen=True)
class PublicKeys:
    """The keys that verify a client's assertions; it never holds a private part."""

    document: str
    """JWK set (RFC 7517) as JSON text, reduced to what verification needs; `exp` is a key's end."""

    @property
    def key_set(self) -> KeySet:
        return KeySet([imported_key(key) for key in self._kept])

    @property
    def held(self) -> tuple["HeldKey", ...]:
        """Each key with its end, in the order in which they were registered."""
        return tuple(HeldKey(imported_key(key), _end_of(key)) for key in self._kept)

    def at(self, moment: datetime) -> KeySet:
        """The keys that have not ended."""
        return KeySet([each.key for each in self.held if not each.has_ended(moment)])

    def with_another(self, key: Mapping[str, JsonValue], now: datetime) -> "PublicKeys":
        """One more key beside the others; what has ended makes room for it."""
        others = [k for k, h in zip(self._kept, self.held, strict=True) if not h.has_ended(now)]
        return _set_of([*others, _public(dict(key))])

    def retired(self, kid: str, end: datetime) -> "PublicKeys":
        """The key serves until `end`, and another without an end stays: there always is one."""
        if kid not in {key["kid"] for key in self._kept}:
            raise KeyNotFound(kid=kid)
        kept = [
            {**key, "exp": int(end.timestamp())} if key["kid"] == kid else key for key in self._kept
        ]
        if all("exp" in key for key in kept):
            raise LastKeyKept(kid=kid)
        return PublicKeys(json.dumps({"keys": kept}, sort_keys=True))

    @property
    def _kept(self) -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = json.loads(self.document)["keys"]
        return kept


@dataclass(frozen=True)
class HeldKey:
    """A registered key and the moment at which it ends, where one is set."""

    key: ECKey | RSAKey
    end: datetime | None

    def has_ended(self, moment: datetime) -> bool:
        return self.end is not None and moment >= self.end


def _end_of(key: Mapping[str, Any]) -> datetime | None:
    return datetime.fromtimestamp(key["exp"], UTC) if "exp" in key else None


def public_keys(document: Mapping[str, JsonValue]) -> PublicKeys:
    """Read a client's JWK set; raises `PrivateKeyGiven` or `KeyNotAccepted`, echoing no key."""
    keys = document.get("keys")
    if not isinstance(keys, list) or not 1 <= len(keys) <= _MAX_KEYS:
        raise KeyNotAccepted(kid="-", reason_zh="需要 1 至 8 个公钥", reason_en="give 1 to 8 keys")
    return _set_of([_public(key) for key in keys])


def _set_of(keys: list[dict[str, Any]]) -> PublicKeys:
    if len(keys) > _MAX_KEYS:
        raise KeyNotAccepted(kid="-", reason_zh="需要 1 至 8 个公钥", reason_en="give 1 to 8 keys")
    kids = [key["kid"] for key in keys]
    if len(set(kids)) < len(kids):
        twice = next(kid for kid in kids if kids.count(kid) > 1)
        raise KeyNotAccepted(kid=twice, reason_zh="kid 重复", reason_en="a kid is repeated")
    return PublicKeys(json.dumps({"keys": keys}, sort_keys=True))


def _public(key: JsonValue) -> dict[str, str]:
    if not isinstance(key, dict):
        raise KeyNotAccepted(kid="-", reason_zh="不是 JSON 对象", reason_en="it is not an object")
    if _PRIVATE & key.keys():
        raise PrivateKeyGiven()
    kid = key.get("kid")
    if not isinstance(kid, str) or not _KID.fullmatch(kid):
        raise KeyNotAccepted(kid="-", reason_zh="缺少 kid", reason_en="its kid is missing")
    if key.get("use", "sig") != "sig" or not _names_its_algorithm(key):
        raise KeyNotAccepted(
            kid=kid,
            reason_zh="只接受 ES256、PS256 或 RS256 签名公钥",
            reason_en="only ES256, PS256 or RS256 signature keys serve",
        )
    members = ("kty", "crv", "x", "y") if key["kty"] == "EC" else ("kty", "n", "e")
    public = {name: str(key.get(name)) for name in members}
    _is_sound(public, kid)
    alg = "ES256" if key["kty"] == "EC" else key.get("alg")
    return public | {"kid": kid, "use": "sig"} | ({"alg": str(alg)} if alg else {})


def _names_its_algorithm(key: Mapping[str, JsonValue]) -> bool:
    """Whether its type is one that serves and `alg`, where it has one, belongs to that type."""
    kind = key.get("kty")
    fits = ALGORITHMS.get(kind, ()) if isinstance(kind, str) else ()
    return key.get("alg", next(iter(fits), None)) in fits and (
        kind != "EC" or key.get("crv") == "P-256"
    )


def _is_sound(key: dict[str, str], kid: str) -> None:
    """A point on the curve, or a modulus that is long enough with the usual exponent."""
    try:
        if key["kty"] == "RSA" and not _is_strong(key):
            raise KeyNotAccepted(
                kid=kid,
                reason_zh="RSA 密钥须为 2048 至 8192 位,公开指数为 65537",
                reason_en="RSA keys have 2048 to 8192 bits and the exponent 65537",
            )
        imported_key(key).public_key  # noqa: B018 - reading the point is what checks it.
    except (JoseError, ValueError, UnsupportedAlgorithm) as error:
        raise KeyNotAccepted(
            kid=kid, reason_zh="坐标或模数不正确", reason_en="its point or modulus is wrong"
        ) from error


def _is_strong(key: dict[str, str]) -> bool:
    bits = base64_to_int(key["n"]).bit_length()
    return bits in _RSA_BITS and base64_to_int(key["e"]) == 65537


def imported_key(key: Mapping[str, Any]) -> ECKey | RSAKey:
    kind = RSAKey if key["kty"] == "RSA" else ECKey
    return kind.import_key(dict(key))


def algorithms_of(key: Key) -> list[str]:
    """What a signature by this key may be made with: never what its owner did not register."""
    named = key.get("alg")
    return [str(named)] if named else list(ALGORITHMS[key.key_type])
