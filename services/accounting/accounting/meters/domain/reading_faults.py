"""What can be wrong with a line of readings, and what to do about it, in both languages."""

from dataclasses import dataclass
from enum import Enum

from accounting.values.domain.text import Text
from chassis.refusals import Invalid

SHOWN_CHARACTERS = 300


class Fault(Enum):
    """One reason per line; the first that applies."""

    NOT_JSON = Text("不是 JSON 对象;每行应为一个对象", "not a JSON object; each line is one object")
    MEMBER_UNKNOWN = Text(
        "有未定义或重复的字段;只能有 meter、at、value、mark,各一次",
        "a member is unknown or repeated; there are meter, at, value and mark, once each",
    )
    MEMBER_MISSING = Text("缺少 meter、at 或 value;请补全", "meter, at or value is missing; add it")
    NOT_STRINGS = Text(
        '字段值须为字符串,数字请写成 "123.45"', 'members are strings; write numbers as "123.45"'
    )
    MARK_UNKNOWN = Text('mark 只能为 "reset"', 'the only mark is "reset"')
    METER_UNKNOWN = Text(
        "没有此计量表;请先登记,或核对标识", "no such meter; describe it first, or check its name"
    )
    MOMENT_INVALID = Text(
        "时间无效;请写成 2026-01-31T08:00:00+08:00",
        "not a moment; write it as 2026-01-31T08:00:00+08:00",
    )
    MOMENT_WITHOUT_ZONE = Text(
        "时间缺少时区;请加 +08:00 或 Z", "the moment has no zone; add +08:00 or Z"
    )
    MOMENT_IN_FUTURE = Text(
        "时间在未来;请核对采集端时钟", "the moment is in the future; check the sender's clock"
    )
    MOMENT_TOO_EARLY = Text(
        "时间早于 2000 年;请核对采集端时钟", "the moment is before 2000; check the sender's clock"
    )
    VALUE_INVALID = Text(
        "读数须为非负十进制数,小数点前至多 15 位、后至多 6 位",
        "a reading is a decimal of 0 or more, at most 15 digits before and 6 after the point",
    )
    VALUE_BEYOND_DIGITS = Text(
        "读数超过此表位数;请核对读数,或更正登记的位数",
        "more digits than the meter has; check the reading, or the digits it is described with",
    )
    OTHER_READING = Text(
        "该表此刻已有不同读数;读数不可更改,请核对时间",
        "the meter has another reading at that moment; readings never change, check the moment",
    )

    NOT_PROCESSED = Text(
        "平台无法处理此条记录,已原样保留;请联系运维",
        "the platform cannot process this record and keeps it as it came; ask the operator",
    )

    @property
    def code(self) -> str:
        """How programs tell reasons apart."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True)
class LineFault:
    """A line that was not taken, as it was sent, and why."""

    line: int
    raw: str
    fault: Fault

    @property
    def shown(self) -> str:
        """As much of the line as an answer repeats."""
        return self.raw[:SHOWN_CHARACTERS]


class FaultyLinesTooMany(Invalid):
    """More lines are faulty than an answer can tell of; nothing of the batch was kept."""

    zh = (
        "超过 {limit} 行有误,整批未接收。请核对格式后重发,或改用 /v1/uploads,有误的行会另存成文件。"
    )
    en = "More than {limit} lines are faulty, so none was kept; check their form and send them \
again, or as an upload (/v1/uploads), which gives the faulty rows back as a file."


@dataclass(frozen=True)
class Most:
    """How many faults are named, and with how many nothing is taken at all; None: all, any."""

    shown: int | None = None
    faults: int | None = None

    def check(self, found: int) -> None:
        """Raises `FaultyLinesTooMany`."""
        if self.faults is not None and found > self.faults:
            raise FaultyLinesTooMany(limit=self.faults)


ALL = Most()
