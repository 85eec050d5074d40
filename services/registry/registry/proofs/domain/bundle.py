"""The offline proof of one label: everything a verifier needs, as one zip or one JSON document.

Both forms hold the same texts under the same names, in the same order, with fixed dates and no
compression, so that the same label and the same checkpoint always give the same bytes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar

from chassis import archives
from chassis.archives import ArchiveRefused, Fault
from chassis.canonical import canonical
from chassis.refusals import Invalid

FORMAT = "tanbiao-bundle/1"
_MAX_BYTES = 8 * 1024 * 1024
_LIMITS = archives.Limits(
    packed_bytes=_MAX_BYTES,
    members=100,
    member_bytes=_MAX_BYTES,
    total_bytes=_MAX_BYTES,
    ratio=2_000,  # Eight mebibytes are little, however small they were packed.
)
_INSTRUCTIONS = "README.txt"
_HALVES = re.compile("[\ud800-\udfff]")

README = """\
碳标 · 产品碳足迹标识离线证明 / Tanbiao · offline proof of a product-carbon-footprint label

本压缩包可在无网络环境下核验：python -m registry verify <本文件> --policy <信任策略文件>
信任策略（日志公钥、节点与认证机构的密钥）须通过其他可信渠道取得或比对，不可取自本压缩包。

Verify without a network: python -m registry verify <this file> --policy <trust policy file>
Obtain or compare the trust policy (log key, node and body keys) by another trusted channel;
never take it from this archive.
"""


class BundleUnreadable(Invalid):
    """The file is neither a proof bundle in zip form nor one in JSON form."""

    zh = "无法读取证明文件：{reason}。请重新从标识页面下载离线证明。"
    en = "The proof bundle cannot be read: {reason}. Download it again from the label page."


@dataclass(frozen=True)
class Bundle:
    """What a label's proof consists of; every part is the exact text that was signed or logged."""

    label: str
    """The label's public facts, canonical JSON; they repeat what the credential says."""
    credential: str
    """The certificate as a signed `vc+jwt`."""
    suspension: str
    """The node's signed status list for suspensions."""
    revocation: str
    """The node's signed status list for revocations."""
    entry: str
    """The label's log entry, canonical JSON."""
    proof: str
    """Inclusion of `entry` under a signed checkpoint, C2SP tlog-proof."""
    body_did: str
    """The DID document of the certification body, canonical JSON as it was logged."""
    body_entry: str
    """The log entry of that version of the body's DID document."""
    body_proof: str
    """Inclusion of `body_entry`, C2SP tlog-proof."""

    NAMES: ClassVar[Mapping[str, str]] = {
        "label": "label.json",
        "credential": "credential.jwt",
        "suspension": "status/suspension.jwt",
        "revocation": "status/revocation.jwt",
        "entry": "log/entry.json",
        "proof": "log/entry.tlog-proof",
        "body_did": "did/body.json",
        "body_entry": "did/body.entry.json",
        "body_proof": "did/body.tlog-proof",
    }

    def files(self) -> dict[str, str]:
        """File names and texts in their fixed order, the reading instructions first."""
        parts = {self.NAMES[field.name]: str(getattr(self, field.name)) for field in fields(self)}
        return {_INSTRUCTIONS: README, **parts}

    def to_json(self) -> bytes:
        """The bundle as one canonical JSON document, for browsers."""
        return canonical({"format": FORMAT, "files": dict(self.files())})

    def to_zip(self) -> bytes:
        """The bundle as a zip archive, for keeping."""
        files = ((name, text.encode()) for name, text in self.files().items())
        return archives.packed(files, compressed=False)

    @classmethod
    def read(cls, data: bytes) -> "Bundle":
        """Read either form; raises `BundleUnreadable`, never more than that."""
        if len(data) > _MAX_BYTES:
            raise BundleUnreadable(reason="> 8 MiB")
        texts = _from_zip(data) if data[:2] == b"PK" else _from_json(data)
        known = {*cls.NAMES.values(), _INSTRUCTIONS}
        if missing := sorted(known - texts.keys()):
            raise BundleUnreadable(reason=f"缺少 missing {', '.join(missing)}")
        if others := sorted(texts.keys() - known):
            raise BundleUnreadable(reason=f"多余 unknown {', '.join(others)}"[:200])
        if texts[_INSTRUCTIONS] != README:
            raise BundleUnreadable(reason=_INSTRUCTIONS)
        return cls(**{part: texts[name] for part, name in cls.NAMES.items()})


def _from_zip(data: bytes) -> dict[str, str]:
    try:
        with archives.opened(data, _LIMITS) as archive:
            return {name: archive.read(name).decode() for name in archive.names}
    except ArchiveRefused as refusal:
        reason = "> 8 MiB" if refusal.fault is Fault.TOO_LARGE else "zip"
        raise BundleUnreadable(reason=reason) from refusal
    except UnicodeDecodeError as error:
        raise BundleUnreadable(reason="zip") from error


def _from_json(data: bytes) -> dict[str, str]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BundleUnreadable(reason="JSON") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BundleUnreadable(reason=f"format ≠ {FORMAT}")
    files = document.get("files")
    if not isinstance(files, dict) or not all(map(_is_text, files.values())):
        raise BundleUnreadable(reason="files")
    return files


def _is_text(value: object) -> bool:
    """Whether a value is a text that has bytes; JSON can also spell halves of characters."""
    return isinstance(value, str) and not _HALVES.search(value)
