"""Uploads of many rows, in pieces: what is announced, what may go wrong, and how far one is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from accounting.model.domain.activity import PeriodImpossible
from accounting.values.domain.text import Text
from chassis.refusals import Conflict, Invalid, Missing


class UploadNotFound(Missing):
    """There is no such upload among the caller's."""

    zh = "没有上传 {id}。请用 POST /v1/uploads 登记,或在 GET /v1/uploads 查看本企业的上传。"
    en = "There is no upload {id}. Announce one with POST /v1/uploads, or list yours with GET."


class UploadOffsetWrong(Conflict):
    """A piece does not begin where the upload has got to."""

    zh = "上传 {id} 已收到 {expected} 字节,而此片段从 {given} 开始。请从第 {expected} 字节继续。"
    en = "Upload {id} has {expected} bytes and this piece begins at {given}; go on at {expected}."


class UploadClosed(Conflict):
    """The upload takes no more bytes."""

    zh = "上传 {id} 的状态为 {state},不再接收内容。请查看 GET /v1/uploads/{id}。"
    en = "Upload {id} is {state} and takes no more bytes; see GET /v1/uploads/{id}."


class UploadTooLarge(Invalid):
    """More bytes are announced than one upload may have."""

    status = 413
    zh = "上传最大 {limit} 字节。请拆分为多个文件,或改用 Parquet。"
    en = "An upload has at most {limit} bytes; split the file, or send it as Parquet."


class UploadPieceTooLarge(Invalid):
    """One piece is larger than pieces may be."""

    status = 413
    zh = "每个片段最大 {limit} 字节(见 Upload-Limit)。请分成更小的片段,从已收到的位置继续。"
    en = "A piece has at most {limit} bytes (see Upload-Limit); go on with smaller pieces."


class UploadLengthWrong(Invalid):
    """The pieces do not add up to the announced size."""

    zh = "此片段结束于第 {end} 字节,而登记的大小为 {size} 字节。请核对文件,或重新登记。"
    en = "This piece ends at byte {end} and {size} bytes were announced; check the file."


class UploadTargetWrong(Invalid):
    """What was announced does not say, or says too much about, where its rows belong."""

    zh = (
        "单个产品系统的活动数据须同时给出 system、period_start、period_end;"
        "多个系统的活动数据由文件各行给出;计量读数不填这三项。NDJSON 只用于计量读数。"
    )
    en = (
        "Activity data of one system names system, period_start and period_end; of many systems "
        "each row does; meter readings name none of them. NDJSON is for meter readings only."
    )


class UploadsTooMany(Conflict):
    """The enterprise has as many unfinished uploads as it may have."""

    zh = "已有 {limit} 个未完成的上传。请先完成,或用 DELETE /v1/uploads/{{id}} 取消其中之一。"
    en = "There are {limit} unfinished uploads; finish one, or cancel it with DELETE."


class UploadErrorsNotReady(Conflict):
    """The rows are still being checked."""

    zh = "上传 {id} 的状态为 {state},错误文件尚未生成。请在状态变为 done 后下载。"
    en = "Upload {id} is {state}; its error file is there once it is done."


class UploadErrorsTooMany(Conflict):
    """So many rows were refused that only a text file can hold them."""

    zh = "有 {count} 行有误,超过 {limit} 行的错误文件请以 format=csv 下载。"
    en = "{count} rows were refused; an error file of more than {limit} comes as format=csv."


class UploadDamaged(Invalid):
    """What arrived is not what was announced."""

    zh = "收到内容的 SHA-256 为 {actual},与登记的不同。请核对文件后重新登记并上传。"
    en = "What arrived has the SHA-256 {actual}, not the announced one; announce and send it anew."


class UploadKindWrong(Invalid):
    """The bytes are not of the announced kind."""

    zh = "文件内容不是 {kind}。请以正确的 media_type 重新登记。"
    en = "The file is not {kind}, judging by its bytes; announce it with its media type."


class UploadColumnsMissing(Invalid):
    """The table lacks columns."""

    zh = "表格缺少列:{columns}。请补全标题行后重新上传。"
    en = "The table lacks the columns {columns}; complete its header and upload it again."


class UploadEmpty(Invalid):
    """The file has a header at most, and not one row of data."""

    zh = "文件没有任何数据行。请检查数据是否在可见的工作表中、标题行之下。"
    en = "The file has no row of data; see that its rows are below the header, in a visible sheet."


class UploadTooLong(Invalid):
    """The file has more rows than one upload may have."""

    zh = "文件超过 {limit} 行。请拆分后分别上传;已处理的行不会重复计入。"
    en = "The file has over {limit} rows; split it. Rows taken in already are not counted twice."


class UploadUnprocessable(Invalid):
    """The platform failed on this file again and again."""

    zh = "平台多次处理此文件均失败。请向运维提供上传编号 {id};文件仍保留为证据。"
    en = "The platform failed on this file repeatedly; give the operator the number {id}."


class UploadContent(StrEnum):
    """What the rows of a file are."""

    METER_READINGS = "meter-readings"
    ACTIVITY_DATA = "activity-data"


class UploadKind(StrEnum):
    """Kinds of files, by media type."""

    NDJSON = "application/x-ndjson"
    CSV = "text/csv"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PARQUET = "application/vnd.apache.parquet"

    @property
    def suffix(self) -> str:
        return self.name.lower()


class UploadState(StrEnum):
    """How far an upload is."""

    RECEIVING = "receiving"
    WAITING = "waiting"
    CHECKING = "checking"
    DONE = "done"
    FAILED = "failed"
    """The file as a whole could not be taken; `failure` says why."""
    EXPIRED = "expired"
    """Its bytes did not arrive in time."""
    CANCELLED = "cancelled"


class UploadOutcome(StrEnum):
    """How an upload ended."""

    ACCEPTED = "accepted"
    WITH_ERRORS = "with-errors"
    """Some rows, or all, were refused."""
    REFUSED = "refused"
    """The file as a whole was."""
    EXPIRED = "expired"
    CANCELLED = "cancelled"


OPEN = (UploadState.RECEIVING, UploadState.WAITING, UploadState.CHECKING)
ENDED_EARLY = (UploadState.FAILED, UploadState.EXPIRED, UploadState.CANCELLED)
"""After these the same file may be announced anew."""
_OUTCOMES = {
    UploadState.DONE: UploadOutcome.ACCEPTED,
    UploadState.FAILED: UploadOutcome.REFUSED,
    UploadState.EXPIRED: UploadOutcome.EXPIRED,
    UploadState.CANCELLED: UploadOutcome.CANCELLED,
}


@dataclass(frozen=True)
class Target:
    """The one product system and period that all rows belong to; the end is exclusive."""

    system: UUID
    period_start: date
    period_end: date


@dataclass(frozen=True)
class Announcement:
    """A file before its first byte. The same one for the same target is the same upload."""

    what: UploadContent
    name: str
    kind: UploadKind
    size: int
    sha256: str
    target: Target | None = None

    @property
    def place(self) -> str:
        """The target as one word."""
        of = self.target
        return f"{of.system}/{of.period_start}/{of.period_end}" if of else ""


@dataclass(frozen=True)
class RowTally:
    """What became of rows; accepted + rejected + known is read once a file is done."""

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    known: int = 0
    """Recorded before, with the same values."""

    def plus(self, other: "RowTally") -> "RowTally":
        return RowTally(
            self.read + other.read,
            self.accepted + other.accepted,
            self.rejected + other.rejected,
            self.known + other.known,
        )


@dataclass(frozen=True)
class Failure:
    """Why a file as a whole could not be taken."""

    type: str
    message: Text


@dataclass(frozen=True)
class Upload:
    """An announced file, and how far it is."""

    id: UUID
    enterprise: str
    at: datetime
    by: str
    announced: Announcement
    expires_at: datetime
    updated_at: datetime
    state: UploadState = UploadState.RECEIVING
    received: int = 0
    """Bytes."""
    tally: RowTally = field(default_factory=RowTally)
    percent: int = 0
    """Of the rows, while they are checked."""
    line: int = 0
    """The last line whose fate is recorded: a worker goes on behind it."""
    staged: bool = False
    """All rows of activity data were read; what is left is to settle them by system and period."""
    dataset: str = ""
    """The last settled system and period."""
    columns: tuple[str, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None
    failure: Failure | None = None

    @property
    def outcome(self) -> UploadOutcome | None:
        """None while it has not ended."""
        if self.state is UploadState.DONE and self.tally.rejected:
            return UploadOutcome.WITH_ERRORS
        return _OUTCOMES.get(self.state)

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)

    def piece_begins(self, offset: int) -> None:
        """Raises unless a piece that begins there is the next one."""
        if self.state is not UploadState.RECEIVING:
            raise UploadClosed(id=self.id, state=self.state)
        if offset != self.received:
            raise UploadOffsetWrong(id=self.id, expected=self.received, given=offset)

    def end_after(self, piece_bytes: int, *, last: bool) -> int:
        """Where a piece ends. Raises `UploadLengthWrong` unless it fits the announced size."""
        end, size = self.received + piece_bytes, self.announced.size
        if end > size or (last and end < size):
            raise UploadLengthWrong(end=end, size=size)
        return end


@dataclass(frozen=True)
class BadRow:
    """A row that was not taken, as it was sent, with the reason where it is this row's fault."""

    line: int
    cells: tuple[str, ...]
    reason: Text | None


def checked(announced: Announcement, *, max_bytes: int) -> Announcement:
    """The announcement itself when such a file can be taken in."""
    if announced.size > max_bytes:
        raise UploadTooLarge(limit=max_bytes)
    readings = announced.what is UploadContent.METER_READINGS
    if (readings and announced.target) or (announced.kind is UploadKind.NDJSON and not readings):
        raise UploadTargetWrong
    if (of := announced.target) and of.period_end <= of.period_start:
        raise PeriodImpossible(start=of.period_start, end=of.period_end)
    return announced
