"""The trust policy: the anchors against which a label's proof is verified.

Whoever verifies must have these from elsewhere, or compare them out of band: a bundle that came
with its own anchors would prove nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from chassis.canonical import canonical
from chassis.refusals import Invalid, Refusal
from registry.identities.domain.signed import Key, dig, parse_json, parse_key
from registry.log.domain.note import VerifierKey, parse_verifier_key
from registry.values.domain.bilingual import Bilingual

FORMAT = "tanbiao-policy/1"
STATUS_MAX_AGE = timedelta(hours=24)
_LONGEST_AGE_S = 10 * 366 * 86_400
CLOCK_SKEW = timedelta(minutes=5)
"""How far the verifier's clock may be behind the node's."""


class PolicyUnreadable(Invalid):
    """The file is not a trust policy."""

    zh = "无法读取信任策略：{reason}。请从 /.well-known/tanbiao-policy.json 重新取得并比对公钥。"
    en = (
        "The trust policy cannot be read: {reason}. Fetch it again from "
        "/.well-known/tanbiao-policy.json and compare its keys."
    )


@dataclass(frozen=True)
class TrustedBody:
    """A certification body whose credentials are accepted.

    With `keys`, only these keys; without, the keys of its DID document, if that is in the log.
    """

    did: str
    name: Bilingual
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Policy:
    """Who is trusted for what, and how old a status list may be."""

    node: str
    node_keys: tuple[Key, ...]
    log_origin: str
    log_key: VerifierKey
    bodies: tuple[TrustedBody, ...]
    status_max_age: timedelta = STATUS_MAX_AGE

    def body(self, did: str) -> TrustedBody | None:
        return next((body for body in self.bodies if body.did == did), None)

    def document(self) -> dict[str, object]:
        """The policy as the JSON that `parse_policy` reads."""
        return {
            "format": FORMAT,
            "node": {"did": self.node, "keys": [key.document() for key in self.node_keys]},
            "log": {"origin": self.log_origin, "vkey": str(self.log_key)},
            "bodies": [_body(body) for body in self.bodies],
            "status_max_age_s": int(self.status_max_age.total_seconds()),
        }

    def text(self) -> str:
        """`document`, indented so that a person can compare the keys."""
        plain = json.loads(canonical(self.document()))
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _body(body: TrustedBody) -> dict[str, object]:
    named: dict[str, object] = {
        "did": body.did,
        "name_zh": body.name.zh,
        "name_en": body.name.en,
    }
    return {**named, "keys": [key.document() for key in body.keys]} if body.keys else named


def parse_policy(text: str) -> Policy:
    """Read a policy file; raises `PolicyUnreadable` with the member that is wrong."""
    document = parse_json(text)
    if dig(document, "format") != FORMAT:
        raise PolicyUnreadable(reason=f"format ≠ {FORMAT}")
    age, bodies = dig(document, "status_max_age_s"), dig(document, "bodies")
    if not isinstance(age, int) or not 0 < age <= _LONGEST_AGE_S:
        raise PolicyUnreadable(reason="status_max_age_s")
    if not isinstance(bodies, list):
        raise PolicyUnreadable(reason="bodies")
    return Policy(
        node=_text(document, "node", "did"),
        node_keys=_keys(dig(document, "node")),
        log_origin=_text(document, "log", "origin"),
        log_key=_log_key(_text(document, "log", "vkey")),
        bodies=tuple(map(_parse_body, bodies)),
        status_max_age=timedelta(seconds=age),
    )


def _parse_body(body: object) -> TrustedBody:
    name = Bilingual(_text(body, "name_zh"), _text(body, "name_en"))
    pinned = _keys(body) if isinstance(body, Mapping) and "keys" in body else ()
    return TrustedBody(_text(body, "did"), name, pinned)


def _text(document: object, *path: str) -> str:
    value = dig(document, *path)
    if not isinstance(value, str) or not value:
        raise PolicyUnreadable(reason=".".join(path))
    return value


def _keys(holder: object) -> tuple[Key, ...]:
    methods = dig(holder, "keys")
    found = [parse_key(method) for method in methods] if isinstance(methods, list) else []
    keys = tuple(key for key in found if key)
    if not keys or len(keys) < len(found):
        raise PolicyUnreadable(reason="keys")
    return keys


def _log_key(vkey: str) -> VerifierKey:
    try:
        return parse_verifier_key(vkey)
    except Refusal as refusal:
        raise PolicyUnreadable(reason="log.vkey") from refusal
