"""Activity data of many systems and periods in one file: rows to their system, all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounting.inventory.domain.activity_tables import (
    COLUMNS,
    ActivityRow,
    RowsRefused,
    Table,
    TableFormat,
    activity,
    checked_rows,
)
from accounting.model.domain.activity import ActivityData, Evidence
from accounting.model.domain.system import ProductSystem
from accounting.sheets.domain.rows import SheetLine
from accounting.uploads.domain.readings import kept_cells
from accounting.uploads.domain.uploads import BadRow, Target, UploadColumnsMissing
from accounting.values.domain.numbers import plain
from accounting.values.domain.text import Text
from chassis.refusals import Refusal

PLACE = ("system", "period_start", "period_end")
MOST_ROWS = 10_000
"""Of one system and period, as in a file for one system."""
_BETWEEN = "\t"
_LONGEST_KEY = 40
AMOUNT = COLUMNS.index("amount")
_EVIDENCE = slice(5, 7)
TOO_MANY = Text(
    f"一个产品系统的一个统计期最多 {MOST_ROWS} 行", f"one system and period has {MOST_ROWS} rows"
)
EMPTY = Text("没有填写任何数量", "no amount is stated at all")
_SYSTEM = Text("system 不是产品系统的标识", "system is no identifier of a product system")
_DATE = Text(
    "period_start、period_end 须为 2025-01-31 形式的日期", "periods are dates such as 2025-01-31"
)


@dataclass(frozen=True)
class StagedRow:
    """A row that waits for the rest of its system and period; cells as the file has them."""

    line: int
    dataset: str
    cells: tuple[str, ...]
    fault: Text | None


@dataclass(frozen=True)
class ColumnLayout:
    """Where the columns of activity data are in a file."""

    columns: tuple[str, ...]
    places: tuple[int, ...]
    system: tuple[int, ...]
    """Where system and period are; nowhere in a file for one of them."""

    def line(self, row: StagedRow) -> SheetLine:
        """The row with its columns in the order of a template."""
        return SheetLine(row.line, tuple(row.cells[place] for place in self.places), row.fault)


def layout(columns: Sequence[str], target: Target | None) -> ColumnLayout:
    """Raises `UploadColumnsMissing`."""
    wanted = COLUMNS if target else (*PLACE, *COLUMNS)
    if missing := [name for name in wanted if name not in columns]:
        raise UploadColumnsMissing(columns=", ".join(missing))
    found = {name: list(columns).index(name) for name in wanted}
    return ColumnLayout(
        tuple(columns),
        tuple(found[name] for name in COLUMNS),
        () if target else tuple(found[name] for name in PLACE),
    )


def staged(
    line: SheetLine, columns: Sequence[str], of: ColumnLayout, target: Target | None
) -> StagedRow:
    """A row under the key of its system and period."""
    cells = kept_cells(line.cells, columns)
    place = [cells[column][:_LONGEST_KEY].lower() for column in of.system]
    if target:
        place = [str(target.system), str(target.period_start), str(target.period_end)]
    return StagedRow(line.number, _BETWEEN.join(place), cells, line.fault)


def target_of(dataset: str) -> Target | Text:
    """System and period of a key, or why they are none."""
    system, start, end = dataset.split(_BETWEEN)
    try:
        id = UUID(system)
    except ValueError:
        return _SYSTEM
    try:
        return Target(id, date.fromisoformat(start), date.fromisoformat(end))
    except ValueError:
        return _DATE


def examined(
    rows: Sequence[StagedRow], of: ColumnLayout, system: ProductSystem, itself: Evidence
) -> tuple[ActivityRow, ...]:
    """Every row with its fault; where a row names no evidence, the file itself is it."""
    return tuple(checked_rows((_with_evidence(of.line(row), itself) for row in rows), system))


def reported(rows: tuple[ActivityRow, ...], target: Target) -> ActivityData:
    """Raises `RowsRefused` unless every row is in order."""
    return activity(Table(TableFormat.CSV, rows), target.period_start, target.period_end)


def says_nothing_new(new: ActivityData, recorded: ActivityData, itself: Evidence) -> bool:
    """Whether a report repeats a recorded one; that its numbers stand in this file is no news."""
    if (new.period_start, new.period_end) != (recorded.period_start, recorded.period_end):
        return False
    named = {process.evidence for process in new.processes}
    named |= {total.evidence for process in new.processes for total in process.consumption}
    return new == recorded or (named <= {itself} and _numbers(new) == _numbers(recorded))


def refused(rows: Sequence[StagedRow], examined: Sequence[ActivityRow]) -> list[BadRow]:
    """The rows of a refused system and period, with the reasons of those at fault."""
    faults = {row.number: row.fault for row in examined}
    return [BadRow(row.line, row.cells, faults.get(row.line)) for row in rows]


def refused_at(rows: Sequence[StagedRow], reason: Text, *, all: bool = False) -> list[BadRow]:
    """The rows, with a reason that concerns them together beside the first or beside all."""
    return [
        BadRow(row.line, row.cells, reason if all or not place else None)
        for place, row in enumerate(rows)
    ]


def reason_of(refusal: Refusal) -> Text:
    if isinstance(refusal, RowsRefused):
        return Text(str(refusal.facts["reason_zh"]), str(refusal.facts["reason"]))
    return Text(refusal.messages["zh"], refusal.messages["en"])


def _with_evidence(line: SheetLine, itself: Evidence) -> SheetLine:
    cells = list(line.cells)
    if cells[AMOUNT].strip() and not any(cell.strip() for cell in cells[_EVIDENCE]):
        cells[_EVIDENCE] = itself.sha256, itself.source
    return SheetLine(line.number, tuple(cells), line.fault)


def _numbers(data: ActivityData) -> list[tuple[object, ...]]:
    return sorted(
        (
            process.process,
            plain(process.output.amount),
            process.output.unit,
            *sorted((each.exchange, plain(each.amount), each.unit) for each in process.consumption),
            *sorted(
                (each.product, plain(each.output.amount), each.output.unit)
                for each in process.co_products or ()
            ),
        )
        for process in data.processes
    )
