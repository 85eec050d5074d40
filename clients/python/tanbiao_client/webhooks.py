"""Whether a webhook is genuine: Standard Webhooks v1a, Ed25519 over id, time and body."""

import base64
import time
from collections.abc import Iterable, Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TOLERANCE_S = 300


class NotGenuine(Exception):
    """The webhook is too old, or nobody whose key is known signed it."""


def verify(keys: Iterable[str], headers: Mapping[str, str], body: bytes) -> str:
    """The id of a genuine webhook; drop what you have by it. Raises `NotGenuine`.

    `keys` are the `whpk_…` of `/.well-known/webhook-keys.json`, `body` the bytes as they came.
    """
    named = {name.lower(): value for name, value in headers.items()}
    try:
        id, at = named["webhook-id"], named["webhook-timestamp"]
        entries = named["webhook-signature"].split()
        age = abs(time.time() - int(at))
    except (KeyError, ValueError) as missing:
        raise NotGenuine("a header is missing or malformed") from missing
    if age > TOLERANCE_S:
        raise NotGenuine("too old or too new")
    signed = f"{id}.{at}.".encode() + body
    known = list(keys)
    signatures = [entry.removeprefix("v1a,") for entry in entries if entry.startswith("v1a,")]
    if any(_is_signed(key, signature, signed) for signature in signatures for key in known):
        return id
    raise NotGenuine("no signature is valid")


def _is_signed(key: str, signature: str, content: bytes) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.removeprefix("whpk_")))
        public.verify(base64.b64decode(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True
