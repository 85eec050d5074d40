"""Activity data as a table: a template for each product system, read back row by row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import BytesIO

from pydantic import TypeAdapter, ValidationError

from accounting.model.domain.activity import (
    ActivityData,
    Consumption,
    CoProductOutput,
    Evidence,
    ProcessActivity,
)
from accounting.model.domain.system import FromProcess, ProductSystem, UnitProcess
from accounting.sheets.domain.columnar import parquet_table
from accounting.sheets.domain.harmless import csv_text, xlsx_file
from accounting.sheets.domain.refusals import FactorFileTooLarge
from accounting.sheets.domain.rows import SheetLine
from accounting.sheets.domain.tables import MAX_BYTES, MAX_ROWS, read_sheet
from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Text
from accounting.values.domain.units import Quantity, dimension, is_known
from chassis.refusals import Invalid

COLUMNS = ("process", "what", "item", "unit", "amount", "evidence_sha256", "evidence_source")
REASONS = ("reason_zh", "reason_en")
_AMOUNT: TypeAdapter[Decimal] = TypeAdapter(Exact)
_EVIDENCE = TypeAdapter(Evidence)


class TableUnreadable(Invalid):
    """The file is no table with the columns of the template."""

    zh = "文件不是模板格式的表格,须有以下列:{columns}。请下载 activity-template 后填写。"
    en = "The file is no table with the columns {columns}; fill in the activity-template."


class TableEmpty(Invalid):
    """No row of the table states an amount."""

    zh = "表格没有任何填写了数量的数据行。请在 activity-template 中填写 amount 后重新上传。"
    en = "No row of the table states an amount; fill in `amount` in the activity-template."


class RowsRefused(Invalid):
    """Some rows cannot be taken, so none was."""

    zh = (
        "{count} 行有误,未导入任何数据;首个错误在第 {row} 行:{reason_zh}。"
        "可将同一文件发送到 activity-data/file-check,取回逐行标注原因的文件。"
    )
    en = (
        "{count} row(s) are wrong and nothing was taken; the first is row {row}: {reason}. Send "
        "the file to activity-data/file-check to get it back with a reason beside each row."
    )


class TableFormat(StrEnum):
    """In which a template is handed out; uploads are told by their bytes."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    TableFormat.CSV: "text/csv; charset=utf-8",
    TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    TableFormat.PARQUET: "application/vnd.apache.parquet",
}


class RowKind(StrEnum):
    OUTPUT = "output"
    CO_PRODUCT = "co-product"
    EXCHANGE = "exchange"


@dataclass(frozen=True)
class ActivityRow:
    """One row as it was sent; `number` is that of the spreadsheet, the header being 1."""

    number: int
    cells: tuple[str, ...]
    fault: Text | None = None


@dataclass(frozen=True)
class Table:
    """A file's rows in the order of `COLUMNS`, and the format that it came in."""

    format: TableFormat
    rows: tuple[ActivityRow, ...]

    @property
    def faults(self) -> list[ActivityRow]:
        return [row for row in self.rows if row.fault]


def template(system: ProductSystem) -> Iterator[tuple[str, ...]]:
    """A row for every output, co-product and exchange, with its unit; amounts are left blank."""
    for process in sorted(system.processes, key=lambda process: process.id):
        yield process.id, RowKind.OUTPUT, "", process.output.unit, "", "", ""
        for product in process.co_products or ():
            yield process.id, RowKind.CO_PRODUCT, product.id, product.output.unit, "", "", ""
        for exchange in process.ordered:
            unit = _units(process, system)[RowKind.EXCHANGE, exchange.id]
            yield process.id, RowKind.EXCHANGE, exchange.id, unit, "", "", ""


def read_table(content: bytes, system: ProductSystem) -> Table:
    """Every row checked against the system; rows without an amount are passed over.

    Raises `TableUnreadable`, `TableEmpty`, and what `read_sheet` raises.
    """
    format, columns, lines = _lines(content)
    if columns[: len(COLUMNS)] != COLUMNS:
        raise TableUnreadable(columns=", ".join(COLUMNS))
    if not lines:
        raise TableEmpty
    return Table(format, checked_rows(lines, system))


def checked_rows(lines: Iterable[SheetLine], system: ProductSystem) -> tuple[ActivityRow, ...]:
    """Every row, its cells in the order of `COLUMNS`, with what is wrong with it."""
    units = {process.id: _units(process, system) for process in system.processes}
    rows, seen = [], set[tuple[str, ...]]()
    for line in lines:
        cells = tuple(cell.strip() for cell in line.cells)
        cells = (*cells, *[""] * len(COLUMNS))[: len(COLUMNS)]
        rows.append(
            ActivityRow(line.number, cells, line.fault or _fault(cells, units, cells[:3] in seen))
        )
        seen.add(cells[:3])
    return tuple(rows)


def activity(table: Table, start: date, end: date) -> ActivityData:
    """The activity data of a table. Raises `RowsRefused` unless every row is in order, and
    `TableEmpty`."""
    if faults := table.faults:
        first = faults[0]
        reason = first.fault or Text("", "")
        raise RowsRefused(
            count=len(faults), row=first.number, reason=reason.en, reason_zh=reason.zh
        )
    stated = [row.cells for row in table.rows if row.cells[4]]
    if not stated:
        raise TableEmpty
    names = sorted({cells[0] for cells in stated})
    return ActivityData(start, end, tuple(_process(name, stated) for name in names))


def written(format: TableFormat, head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A file of the rows. What a spreadsheet would run as a formula is written as text."""
    match format:
        case TableFormat.CSV:
            return csv_text([head, *rows]).encode("utf-8-sig")
        case TableFormat.XLSX:
            return xlsx_file("activity", [head, *rows])
        case TableFormat.PARQUET:
            return _parquet(head, rows)


def mirrored(table: Table) -> bytes:
    """The upload again, in its format, with the reason beside each row that cannot be taken."""
    rows = [
        (*r.cells, r.fault.zh if r.fault else "", r.fault.en if r.fault else "") for r in table.rows
    ]
    return written(table.format, (*COLUMNS, *REASONS), rows)


def reported(content: bytes, system: ProductSystem, start: date, end: date) -> ActivityData:
    """The activity data of a file. Raises what `read_table` and `activity` raise."""
    return activity(read_table(content, system), start, end)


def checked(content: bytes, system: ProductSystem) -> tuple[TableFormat, bytes]:
    """A file with a reason beside each row that cannot be taken. Raises what `read_table` does."""
    table = read_table(content, system)
    return table.format, mirrored(table)


def _lines(content: bytes) -> tuple[TableFormat, tuple[str, ...], Sequence[SheetLine]]:
    if not content.startswith(b"PAR1"):
        sheet = read_sheet(content)
        return TableFormat(sheet.format.value), sheet.columns, sheet.lines
    if len(content) > MAX_BYTES:
        raise FactorFileTooLarge(limit=MAX_BYTES)
    found = parquet_table(BytesIO(content), most_rows=MAX_ROWS)
    return TableFormat.PARQUET, found.columns, tuple(found.lines)


def _parquet(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    import polars as pl

    buffer = BytesIO()
    schema = dict.fromkeys(head, pl.String())
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(buffer)
    return buffer.getvalue()


def _fault(
    cells: tuple[str, ...], units: dict[str, dict[tuple[str, str], str]], repeated: bool
) -> Text | None:
    """The first reason why a row cannot be taken."""
    process, what, item, unit, amount, sha256, source = cells
    if process not in units:
        return Text(
            "process:产品系统中没有此过程;请用模板中的 process",
            "process: there is no such process in the system; take one of the template",
        )
    if (expected := units[process].get((what, item))) is None:
        return Text(
            "item:此过程没有该项;请用模板中的 what 与 item",
            "item: the process has no such item; take `what` and `item` of the template",
        )
    if repeated:
        return Text("item:该项重复;请合并为一行", "item: it is stated twice; give one total")
    if not amount:
        return None
    if not is_known(unit) or dimension(unit) is not dimension(expected):
        return Text(
            f"unit:单位须与 {expected} 同量纲;请改用此类单位",
            f"unit: it must be of the same kind as {expected}; convert the amount",
        )
    try:
        value = _AMOUNT.validate_python(amount)
    except ValidationError:
        return Text(
            "amount:数量须为十进制数,不含千分位与指数",
            "amount: the amount must be a plain decimal, without separators or exponent",
        )
    if value < 0 or (value == 0 and what != RowKind.EXCHANGE):
        return Text(
            "amount:消耗须不小于 0,产出须大于 0;请更正",
            "amount: consumption is 0 or more, outputs are above 0; correct it",
        )
    try:
        _EVIDENCE.validate_python({"sha256": sha256, "source": source})
    except ValidationError:
        return Text(
            "evidence_sha256、evidence_source:须给出证据的 SHA-256(64 位小写十六进制)与来源",
            "evidence_sha256, evidence_source: state the evidence: its SHA-256 in lower-case "
            "hexadecimal, and its source",
        )
    return None


def _process(name: str, stated: Sequence[tuple[str, ...]]) -> ProcessActivity:
    mine = [cells for cells in stated if cells[0] == name]
    output = next((cells for cells in mine if cells[1] == RowKind.OUTPUT), None)
    if output is None:
        zh, en = f"过程 {name} 缺少产出", f"the output of {name} is missing"
        raise RowsRefused(count=1, row=1, reason=en, reason_zh=zh)
    beside = tuple(
        CoProductOutput(cells[2], _quantity(cells), _evidence(cells))
        for cells in mine
        if cells[1] == RowKind.CO_PRODUCT
    )
    consumption = tuple(
        Consumption(cells[2], Decimal(cells[4]), cells[3], _evidence(cells))
        for cells in mine
        if cells[1] == RowKind.EXCHANGE
    )
    return ProcessActivity(
        process=name,
        output=_quantity(output),
        evidence=_evidence(output),
        consumption=consumption,
        co_products=beside or None,
    )


def _quantity(cells: tuple[str, ...]) -> Quantity:
    return Quantity(Decimal(cells[4]), cells[3])


def _evidence(cells: tuple[str, ...]) -> Evidence:
    return Evidence(cells[5], cells[6])


def _units(process: UnitProcess, system: ProductSystem) -> dict[tuple[str, str], str]:
    """The unit of every output and exchange of a process."""
    units: dict[tuple[str, str], str] = {(RowKind.OUTPUT, ""): process.output.unit}
    for product in process.co_products or ():
        units[RowKind.CO_PRODUCT, product.id] = product.output.unit
    for exchange in process.exchanges:
        unit = exchange.unit
        if isinstance(exchange, FromProcess):
            supplier, made = exchange.node
            unit = system.by_id[supplier].outputs[made].unit
        units[RowKind.EXCHANGE, exchange.id] = unit
    return units
