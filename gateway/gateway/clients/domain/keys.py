"""The keys that clients register, as JSON Web Key sets."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet
from pydantic import JsonValue

from gateway.clients.domain.refusals import KeyNotAccepted, PrivateKeyGiven

_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


_MAX_KEYS = 8


_KID = re.compile(r"[\x21-\x7e]{1,128}")


@dataclass(frozen=True)
class PublicKeys:
    """The P-256 keys that verify a client's assertions; it never holds a private part."""

    document: str
    """JWK set (RFC 7517) as JSON text, reduced to the members that verification needs."""

    @property
    def key_set(self) -> KeySet:
        return KeySet([_imported(key) for key in json.loads(self.document)["keys"]])


def public_keys(document: Mapping[str, JsonValue]) -> PublicKeys:
    """Read a client's JWK set; raises `PrivateKeyGiven` or `KeyNotAccepted`, echoing no key."""
    keys = document.get("keys")
    if not isinstance(keys, list) or not 1 <= len(keys) <= _MAX_KEYS:
        raise KeyNotAccepted(kid="-", reason_zh="需要 1 至 8 个公钥", reason_en="give 1 to 8 keys")
    accepted = [_public(key) for key in keys]
    kids = [key["kid"] for key in accepted]
    if len(set(kids)) < len(kids):
        twice = next(kid for kid in kids if kids.count(kid) > 1)
        raise KeyNotAccepted(kid=twice, reason_zh="kid 重复", reason_en="a kid is repeated")
    return PublicKeys(json.dumps({"keys": accepted}, sort_keys=True))


def _public(key: JsonValue) -> dict[str, str]:
    if not isinstance(key, dict):
        raise KeyNotAccepted(kid="-", reason_zh="不是 JSON 对象", reason_en="it is not an object")
    if _PRIVATE & key.keys():
        raise PrivateKeyGiven()
    kid = key.get("kid")
    if not isinstance(kid, str) or not _KID.fullmatch(kid):
        raise KeyNotAccepted(kid="-", reason_zh="缺少 kid", reason_en="its kid is missing")
    wanted = {"kty": "EC", "crv": "P-256", "alg": key.get("alg", "ES256")}
    if (
        wanted | {"alg": "ES256"}
        != {"kty": key.get("kty"), "crv": key.get("crv")} | {"alg": wanted["alg"]}
        or key.get("use", "sig") != "sig"
    ):
        raise KeyNotAccepted(
            kid=kid, reason_zh="只接受 ES256 签名公钥", reason_en="only ES256 signature keys serve"
        )
    public = {name: str(key.get(name)) for name in ("kty", "crv", "x", "y")}
    _on_curve(public, kid)
    return public | {"kid": kid, "alg": "ES256", "use": "sig"}


def _on_curve(key: dict[str, str], kid: str) -> None:
    try:
        _imported(key).public_key  # noqa: B018 - reading the point is what checks it.
    except (JoseError, ValueError, UnsupportedAlgorithm) as error:
        raise KeyNotAccepted(
            kid=kid, reason_zh="坐标不在曲线上", reason_en="its point is not on the curve"
        ) from error


def _imported(key: Mapping[str, str | list[str]]) -> ECKey:
    return ECKey.import_key(dict(key))
