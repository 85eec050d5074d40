"""Evidence files: what they are, told from their bytes, and which kinds are taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from uuid import UUID

from pydantic import Field

from accounting.model.domain.activity import ACTIVITY, ActivityData
from chassis import archives
from chassis.asking import AskedByTime, Words
from chassis.refusals import Invalid, Missing, Unavailable

HEAD_BYTES = 65_536
"""How much of a file is looked at to tell its kind."""


class EvidenceAsked(AskedByTime):
    """What a list of files is asked for."""

    media_type: Annotated[
        str | None, Field(pattern=r"^[a-z0-9.+/-]{1,100}$", description="As its bytes say.")
    ] = None
    q: Words = None


class EvidenceKindUnknown(Invalid):
    """The bytes are of no kind that is taken as evidence, whatever the file is called."""

    zh = "无法接受此文件:内容不是 {known} 之一。请另存为其中一种格式后重新上传。"
    en = "The file is none of {known}, judging by its content; save it as one of these and retry."


class EvidenceTooLarge(Invalid):
    """The file exceeds the size limit."""

    zh = "文件超过上限 {limit} 字节。请压缩或拆分后重新上传。"
    en = "The file is larger than {limit} bytes; make it smaller or split it, then send it again."


class EvidenceEmpty(Invalid):
    """A file without a single byte."""

    zh = "文件为空。请检查后重新上传。"
    en = "The file is empty; check it and send it again."


class EvidenceNotFound(Missing):
    """No such file, or not one that the caller may read."""

    zh = "没有证据文件 {sha256}。请先上传到 /v1/evidence,或核对哈希值。"
    en = "There is no evidence {sha256}. Send it to /v1/evidence first, or check the hash."


class EvidenceStoreMissing(Unavailable):
    """The operator has not said where evidence is kept."""

    zh = "平台尚未配置证据文件存储,请联系运维设置 EVIDENCE_DIR 或 EVIDENCE_S3_ENDPOINT 后重试。"
    en = (
        "No place for evidence is configured; ask the operator to set EVIDENCE_DIR or "
        "EVIDENCE_S3_ENDPOINT, then retry."
    )


class EvidenceStoreUnreachable(Unavailable):
    """The store of evidence files does not answer, or does not let the platform in."""

    zh = "证据文件存储暂时不可用,文件未保存、未读取。请稍后重试;若持续出现,请联系运维检查对象存储。"
    en = (
        "The store of evidence files does not answer, so nothing was kept or read. Retry later; if "
        "it stays so, ask the operator to look at the object store."
    )


class EvidenceDamaged(Unavailable):
    """The kept bytes no longer have the hash they are kept under; they are given to nobody."""

    zh = "证据文件 {sha256} 的存储内容已与其哈希值不符,平台拒绝提供;请联系运维从备份恢复。"
    en = (
        "What is kept of evidence {sha256} no longer has that hash and is not handed out; ask the "
        "operator to restore it from the backup."
    )


class EvidenceKind(StrEnum):
    """Media types taken as evidence. OFD is the format of Chinese electronic invoices."""

    PDF = "application/pdf"
    OFD = "application/ofd"
    PNG = "image/png"
    JPEG = "image/jpeg"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    CSV = "text/csv"
    JSON = "application/json"
    """Only what the platform derives itself, such as the consumption of a meter."""


TAKEN = tuple(kind for kind in EvidenceKind if kind is not EvidenceKind.JSON)
_MAGIC = {
    b"%PDF-": EvidenceKind.PDF,
    b"\x89PNG\r\n\x1a\n": EvidenceKind.PNG,
    b"\xff\xd8\xff": EvidenceKind.JPEG,
}
_LIMITS = archives.Limits(
    packed_bytes=1 << 40,
    members=20_000,
    member_bytes=1 << 40,
    total_bytes=1 << 40,
    methods=frozenset({0, 8, 9, 12, 14}),
)
"""Nothing is unpacked, so any method will do; how long a file may be is said elsewhere."""
_MEMBERS = {"xl/workbook.xml": EvidenceKind.XLSX, "OFD.xml": EvidenceKind.OFD}


@dataclass(frozen=True)
class EvidenceFile:
    """A file that an enterprise handed in; its hash is its name in activity data."""

    id: UUID
    enterprise: str
    sha256: str
    name: str
    media_type: str
    size: int
    at: datetime
    added_by: str

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)


def kind_of(file: Path) -> EvidenceKind:
    """The kind of a file by its bytes. Raises `EvidenceEmpty`, `EvidenceKindUnknown`."""
    with file.open("rb") as content:
        head = content.read(HEAD_BYTES)
    if not head:
        raise EvidenceEmpty
    kind = _by_magic(head) or _archive(file, head) or _text(head)
    if kind is None:
        raise EvidenceKindUnknown(known=", ".join(each.name for each in TAKEN))
    return kind


def named_in(document: object) -> Iterator[str]:
    """Every hash of evidence that a JSON document names, wherever it names it."""
    if isinstance(document, dict):
        for key, member in document.items():
            if key == "sha256" and isinstance(member, str):
                yield member
            yield from named_in(member)
    elif isinstance(document, list):
        for member in document:
            yield from named_in(member)


def _by_magic(head: bytes) -> EvidenceKind | None:
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)


def _archive(file: Path, head: bytes) -> EvidenceKind | None:
    """Tell an archive by the names of its members; nothing is unpacked."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with (
            file.open("rb") as content,
            archives.opened(content, _LIMITS, _MEMBERS.__contains__) as archive,
        ):
            names = archive.names
    except archives.ArchiveRefused:
        return None
    return next((kind for member, kind in _MEMBERS.items() if member in names), None)


def _text(head: bytes) -> EvidenceKind | None:
    """A table in text: UTF-8 or GB 18030, with separators in its first line, not a page of HTML."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = head[: head.rfind(b"\n") + 1 or None].decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.lstrip().partition("\n")[0]
        printable = not any(ord(letter) < 32 and letter not in "\t\r\n" for letter in text)
        table = any(separator in first for separator in ",;\t") and not first.startswith("<")
        return EvidenceKind.CSV if printable and table else None
    return None


def hashes_of(activity: ActivityData) -> frozenset[str]:
    """The hashes of all evidence that activity data names."""
    return frozenset(named_in(ACTIVITY.dump_python(activity, mode="json")))
