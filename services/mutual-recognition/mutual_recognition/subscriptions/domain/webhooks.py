"""Standard Webhooks, scheme v1a: Ed25519 over `id.timestamp.body`, and the texts of its keys."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mutual_recognition.subscriptions.domain.refusals import (
    WebhookIncomplete,
    WebhookNotFresh,
    WebhookSignatureInvalid,
)

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)
"""How far a webhook's timestamp may lie from the receiver's clock, in both directions."""
_SECRET, _PUBLIC, _SCHEME = "whsk_", "whpk_", "v1a"
_SEED_BYTES = 32


@dataclass(frozen=True)
class PublicKey:
    """The public half of a key of this node, and while it signed."""

    text: str
    since: datetime
    retired_at: datetime | None


def sign(id: str, at: datetime, body: bytes, keys: Sequence[Ed25519PrivateKey]) -> dict[str, str]:
    """The headers of one webhook, with a signature by each key.

    During a rotation both keys sign, so a subscriber that knows either accepts the webhook. `at`
    must carry a time zone: a naive moment would be read in the machine's own zone.
    """
    if at.tzinfo is None:
        raise TypeError("a webhook's timestamp needs a time zone")
    seconds = str(int(at.timestamp()))
    content = _content(id, seconds, body)
    signatures = (f"{_SCHEME},{_base64(key.sign(content))}" for key in keys)
    return {ID: id, TIMESTAMP: seconds, SIGNATURE: " ".join(signatures)}


def verify(
    headers: Mapping[str, str], body: bytes, keys: Sequence[Ed25519PublicKey], now: datetime
) -> str:
    """The id of a genuine and fresh webhook; `headers` are named in lower case.

    Raises `WebhookIncomplete`, `WebhookNotFresh` or `WebhookSignatureInvalid`. Signatures of
    other schemes are passed over, as the standard asks.
    """
    missing = [name for name in (ID, TIMESTAMP, SIGNATURE) if not headers.get(name)]
    if missing:
        raise WebhookIncomplete(headers=", ".join(missing))
    _check_freshness(headers[TIMESTAMP], now)
    content = _content(headers[ID], headers[TIMESTAMP], body)
    signatures = [s for s in map(_signature, headers[SIGNATURE].split()) if s]
    if not any(_verifies(key, s, content) for key in keys for s in signatures):
        raise WebhookSignatureInvalid()
    return headers[ID]


def parse_secret(text: str) -> Ed25519PrivateKey:
    """A key from `whsk_` and base64 of its 32-byte seed, followed by its public half or not.

    Raises `ValueError`, without repeating the secret, when the text is no such key.
    """
    raw = _decode(text, _SECRET)
    if len(raw) not in (_SEED_BYTES, 2 * _SEED_BYTES):
        raise ValueError("a webhook signing key has 32 or 64 bytes")
    key = Ed25519PrivateKey.from_private_bytes(raw[:_SEED_BYTES])
    if raw[_SEED_BYTES:] not in (b"", key.public_key().public_bytes_raw()):
        raise ValueError("the two halves of the webhook signing key do not belong together")
    return key


def secret_text(key: Ed25519PrivateKey) -> str:
    """The private key as the reference implementation writes it: seed, then public half."""
    return _SECRET + _base64(key.private_bytes_raw() + key.public_key().public_bytes_raw())


def parse_public(text: str) -> Ed25519PublicKey:
    """A key from `whpk_<base64>`. Raises `ValueError`."""
    return Ed25519PublicKey.from_public_bytes(_decode(text, _PUBLIC))


def public_text(key: Ed25519PublicKey) -> str:
    return _PUBLIC + _base64(key.public_bytes_raw())


def _content(id: str, seconds: str, body: bytes) -> bytes:
    return f"{id}.{seconds}.".encode() + body


def _check_freshness(seconds: str, now: datetime) -> None:
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= len("9999999999")):
        raise WebhookNotFresh(timestamp=seconds)
    if abs(now - datetime.fromtimestamp(int(seconds), UTC)) > TOLERANCE:
        raise WebhookNotFresh(timestamp=seconds)


def _signature(entry: str) -> bytes | None:
    scheme, _, encoded = entry.partition(",")
    if scheme != _SCHEME:
        return None
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return None


def _verifies(key: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decode(text: str, prefix: str) -> bytes:
    if not text.startswith(prefix):
        raise ValueError(f"a webhook key of this kind begins with {prefix}")
    try:
        return base64.b64decode(text.removeprefix(prefix), validate=True)
    except binascii.Error as failure:
        raise ValueError("a webhook key is base64 after its prefix") from failure
