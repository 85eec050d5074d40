"""Signed notes (C2SP signed-note): text under Ed25519 signature lines, keys named in text form."""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from chassis.refusals import Invalid

_ED25519 = b"\x01"
_MAX_SIGNATURES = 100
_NAME = re.compile(r"[^\s+]+")
_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteMalformed(Invalid):
    """The text is not a signed note, or carries more than 100 signatures."""

    zh = "这不是有效的签名文本(signed note);请从日志的 checkpoint 地址重新获取。"
    en = "This is not a signed note; fetch it again from the log's checkpoint address."


class NoteSignatureInvalid(Invalid):
    """A known key's signature does not fit the text."""

    zh = "密钥 {key} 的签名与文本不符;文本可能被篡改,请勿信任。"
    en = "The signature by {key} does not fit the text; it may be tampered with, do not trust it."


class NoteNotSigned(Invalid):
    """No known key signed the note."""

    zh = "没有可信密钥的签名;请核对所信任的密钥,或重新获取文本。"
    en = "No trusted key signed this note; check which keys you trust, or fetch the note again."


class VerifierKeyMalformed(Invalid):
    """The text is not a verifier key for Ed25519, or its id does not fit its name and key."""

    zh = "验证密钥格式不正确;应为 名称+编号+公钥 的形式,请从发布者处重新复制。"
    en = "This verifier key is malformed; copy name+id+key again from its publisher."


@dataclass(frozen=True)
class VerifierKey:
    """Who may sign: a key name and an Ed25519 public key of 32 bytes."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart; not a cryptographic commitment."""
        return sha256(f"{self.name}\n".encode() + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """The published form, `<name>+<id in hex>+<base64 of type and key>`."""
        return f"{self.name}+{self.id.hex()}+{b64encode(_ED25519 + self.public).decode()}"

    def verifies(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SignerKey:
    """A key name and the private key that signs under it."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self.private.public_key().public_bytes_raw())


@dataclass(frozen=True)
class Signature:
    """One signature line: who claims to have signed, and the bytes."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True)
class Note:
    """A text, which ends with a newline, and the signatures below it, checked or not."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(signature.line for signature in self.signatures)


def parse_verifier_key(text: str) -> VerifierKey:
    """Read the published form of a key. Raises `VerifierKeyMalformed`."""
    name, id_, encoded = ([*text.split("+", 2), "", ""])[:3]
    raw = _decode(encoded)
    if not _NAME.fullmatch(name) or raw is None or len(raw) != 33 or raw[:1] != _ED25519:
        raise VerifierKeyMalformed()
    key = VerifierKey(name, raw[1:])
    # The whole text again: base64 has several spellings of one key, and only one is published.
    if str(key) != text or key.id.hex() != id_:
        raise VerifierKeyMalformed()
    return key


def sign(text: str, *keys: SignerKey) -> Note:
    """Sign a text. Raises `NoteMalformed` when it is empty, lacks its last newline or has
    control characters."""
    # A line break is the only control character that both sides read alike.
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NoteMalformed()
    return Note(text, tuple(_sign(text, key) for key in keys))


def _sign(text: str, key: SignerKey) -> Signature:
    return Signature(key.name, key.verifier.id, key.private.sign(text.encode()))


def parse(note: str) -> Note:
    """Take a note apart without believing it. Raises `NoteMalformed`."""
    # From the right, because the text itself may contain blank lines.
    text, blank, below = note.rpartition("\n\n")
    lines = below.split("\n")
    matches = [_LINE.fullmatch(line) for line in lines[:-1]]
    # The limit comes before any signature is verified, so that a long note costs no curve
    # arithmetic.
    if not blank or not matches or lines[-1] or len(matches) > _MAX_SIGNATURES:
        raise NoteMalformed()
    if _CONTROL.search(note):
        raise NoteMalformed()
    return Note(text + "\n", tuple(_signature(match) for match in matches))


def _signature(match: re.Match[str] | None) -> Signature:
    raw = match and _decode(match["signature"])
    if not match or not raw or len(raw) <= 4:
        raise NoteMalformed()
    return Signature(match["name"], raw[:4], raw[4:])


def open_note(note: str, trusted: Iterable[VerifierKey]) -> Note:
    """The note with just the signatures that trusted keys made; others are ignored.

    Raises `NoteMalformed`, `NoteSignatureInvalid` when a trusted key's signature is wrong,
    `NoteNotSigned` when there is none.
    """
    keys = {(key.name, key.id): key for key in trusted}
    parsed, verified = parse(note), dict[tuple[str, bytes], Signature]()
    for signature in parsed.signatures:
        identity = (signature.name, signature.key_id)
        # Unknown names are no error: witnesses sign below whom nobody here has to know.
        if identity not in keys or identity in verified:
            continue
        # A trusted name over a wrong signature is a forgery, and not just one signature fewer.
        if not keys[identity].verifies(parsed.text, signature.signature):
            raise NoteSignatureInvalid(key=f"{signature.name}+{signature.key_id.hex()}")
        verified[identity] = signature
    if not verified:
        raise NoteNotSigned()
    # Only what was verified goes on: whoever reads the note later must not have to check again.
    return Note(parsed.text, tuple(verified.values()))


def _decode(encoded: str) -> bytes | None:
    try:
        return b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
