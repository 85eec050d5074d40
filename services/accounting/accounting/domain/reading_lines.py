"""Readings as they arrive, one JSON object a line: every line checked, good ones kept as columns.

A line in the documented order is read by one pattern, a million a second. Any other line is read as
JSON on its own, so that a refusal can say what is wrong with it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import polars as pl

from accounting.domain.reading_faults import Fault, LineFault

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
CLOCK_TOLERANCE = timedelta(minutes=5)
"""Meters' clocks differ from ours by a little."""
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}"
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?"
_VALUE = r"[0-9]{1,15}(?:\.[0-9]{1,6})?"
_LINE = (
    rf'^\s*\{{\s*"meter":\s*"(?P<meter>{_ID})",\s*"at":\s*"(?P<at>{_MOMENT})(?P<zone>Z|\+08:00)",'
    rf'\s*"value":\s*"(?P<value>{_VALUE})"(?P<mark>,\s*"mark":\s*"reset")?\s*\}}\s*$'
)
_MEMBERS = {"meter", "at", "value", "mark"}
COLUMNS: dict[str, pl.DataType] = {
    "line": pl.Int64(),
    "meter": pl.Int32(),
    "at": pl.Datetime("us"),
    "value": pl.String(),
    "reset": pl.Boolean(),
}
"""`at` is UTC; `value` stays the decimal string that was sent."""


@dataclass(frozen=True)
class Meters:
    """The caller's meters by identifier: the number that readings carry, and the digits."""

    numbers: Mapping[str, int]
    digits: Mapping[str, int | None]

    def frame(self) -> pl.DataFrame:
        """As a table to join lines with."""
        names = list(self.numbers)
        columns = {
            "meter": pl.Series(names, dtype=pl.String),
            "number": pl.Series([self.numbers[name] for name in names], dtype=pl.Int32),
            "digits": pl.Series([self.digits[name] for name in names], dtype=pl.Int32),
        }
        return pl.DataFrame(columns)


@dataclass(frozen=True)
class Lines:
    """What became of some lines: readings to keep, repetitions of them, and faults."""

    readings: pl.DataFrame
    repeated: int
    faults: tuple[LineFault, ...]


def read_lines(text: str, first_line: int, meters: Meters, *, now: datetime) -> Lines:
    """Check whole lines; blank ones count as lines and are passed over."""
    lines = pl.DataFrame({"raw": pl.Series(text.split("\n"), dtype=pl.String)})
    lines = lines.with_row_index("line", offset=first_line).with_columns(
        pl.col("line").cast(pl.Int64)
    )
    lines = lines.filter(pl.col("raw").str.strip_chars() != "")
    fields = lines.with_columns(pl.col("raw").str.extract_groups(_LINE)).unnest("raw")
    plain = _typed(fields.filter(pl.col("meter").is_not_null()), meters)
    good = plain.filter(_sound(now))
    odd = lines.join(good.select("line"), on="line", how="anti")
    mended, faults = _one_by_one(odd, meters, now)
    kept, repeated, contrary = _once(pl.concat([good.select(COLUMNS.keys()), mended]), lines)
    return Lines(kept, repeated, tuple(sorted([*faults, *contrary], key=lambda fault: fault.line)))


def _typed(fields: pl.DataFrame, meters: Meters) -> pl.DataFrame:
    moment = pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)
    shift = pl.when(pl.col("zone") == "Z").then(0).otherwise(8)
    return fields.join(meters.frame(), on="meter", how="left").select(
        "line",
        meter="number",
        at=moment - pl.duration(hours=shift),
        value="value",
        reset=pl.col("mark").is_not_null(),
        digits="digits",
    )


def _sound(now: datetime) -> pl.Expr:
    """Lines without any fault; what is not among them is looked at one by one."""
    whole = pl.col("value").str.extract(r"^0*(\d*)").str.len_chars()
    latest = (now + CLOCK_TOLERANCE).astimezone(UTC).replace(tzinfo=None)
    return (
        pl.col("meter").is_not_null()
        & pl.col("at").is_between(EARLIEST.replace(tzinfo=None), latest).fill_null(False)
        & (pl.col("digits").is_null() | (whole <= pl.col("digits")))
    )


def _one_by_one(
    odd: pl.DataFrame, meters: Meters, now: datetime
) -> tuple[pl.DataFrame, list[LineFault]]:
    good: list[tuple[int, int, datetime, str, bool]] = []
    faults: list[LineFault] = []
    for line, raw in odd.select("line", "raw").iter_rows():
        outcome = _read_one(raw, meters, now)
        if isinstance(outcome, Fault):
            faults.append(LineFault(line, raw, outcome))
        else:
            good.append((line, *outcome))
    return pl.DataFrame(good, schema=COLUMNS, orient="row"), faults


def _read_one(raw: str, meters: Meters, now: datetime) -> Fault | tuple[int, datetime, str, bool]:
    content = _members(raw)
    if isinstance(content, Fault):
        return content
    number = meters.numbers.get(content["meter"])
    if number is None:
        return Fault.METER_UNKNOWN
    at = _moment(content["at"], now)
    if isinstance(at, Fault):
        return at
    if not re.fullmatch(_VALUE, content["value"], re.ASCII):
        return Fault.VALUE_INVALID
    digits = meters.digits[content["meter"]]
    if digits is not None and Decimal(content["value"]) >= Decimal(10) ** digits:
        return Fault.VALUE_BEYOND_DIGITS
    return number, at, content["value"], "mark" in content


def _members(raw: str) -> Fault | dict[str, str]:
    """The members of a line. One that is named twice has no meaning, so it is refused."""
    try:
        pairs = json.loads(raw, object_pairs_hook=list)
    except (ValueError, RecursionError):
        return Fault.NOT_JSON
    if not isinstance(pairs, list) or not all(isinstance(each, tuple) for each in pairs):
        return Fault.NOT_JSON
    content = dict(pairs)
    if len(content) < len(pairs) or content.keys() - _MEMBERS:
        return Fault.MEMBER_UNKNOWN
    if not {"meter", "at", "value"} <= content.keys():
        return Fault.MEMBER_MISSING
    if not all(isinstance(each, str) for each in content.values()):
        return Fault.NOT_STRINGS
    return content if content.get("mark", "reset") == "reset" else Fault.MARK_UNKNOWN


def _moment(text: str, now: datetime) -> Fault | datetime:
    """The moment in UTC, without a zone as the columns keep it."""
    try:
        at = datetime.fromisoformat(text)
        at = at.astimezone(UTC) if at.tzinfo else at
    except (ValueError, OverflowError):
        return Fault.MOMENT_INVALID
    if at.tzinfo is None:
        return Fault.MOMENT_WITHOUT_ZONE
    if at > now + CLOCK_TOLERANCE:
        return Fault.MOMENT_IN_FUTURE
    return Fault.MOMENT_TOO_EARLY if at < EARLIEST else at.replace(tzinfo=None)


def _once(
    readings: pl.DataFrame, lines: pl.DataFrame
) -> tuple[pl.DataFrame, int, Sequence[LineFault]]:
    """One reading per meter and moment; a second one that says otherwise is a fault."""
    key = ["meter", "at"]
    kept = readings.unique(key, keep="first", maintain_order=True)
    if kept.height == readings.height:
        return kept, 0, ()
    again = readings.join(kept.select("line"), on="line", how="anti")
    compared = again.join(kept, on=key, suffix="_kept")
    other = compared.filter(
        (pl.col("value").cast(pl.Decimal(38, 6)) != pl.col("value_kept").cast(pl.Decimal(38, 6)))
        | (pl.col("reset") != pl.col("reset_kept"))
    )
    raw = lines.join(other.select("line"), on="line", how="semi").select("line", "raw").iter_rows()
    faults = [LineFault(line, text, Fault.OTHER_READING) for line, text in raw]
    return kept, again.height - len(faults), faults
