"""Rows of an imported factor file: each is accepted, quarantined or rejected, none is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from accounting.factors.domain.bounds import BoundsPack, doubt
from accounting.factors.domain.datasets import OWN_PREFIX
from accounting.factors.domain.description import (
    Description,
    EvaluationStatus,
    Pedigree,
    PedigreeSet,
)
from accounting.factors.domain.factors import Basis, Factor, Quarantine
from accounting.sheets.domain.rows import SheetLine
from accounting.sheets.domain.tables import Sheet
from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Id
from accounting.values.domain.units import KNOWN, is_known
from chassis.refusals import Invalid
from chassis.text import TextUnfit, shown
from chassis.text import line as text_line

REQUIRED = (
    "id",
    "name_zh",
    "name_en",
    "category",
    "value",
    "unit",
    "gas_basis",
    "region",
    "year",
    "source_title",
    "source_ref",
)
OPTIONAL = (
    "provider",
    "licence",
    "technology",
    "valid_from",
    "valid_until",
    "gsd",
    "pedigree",
    "pedigree_set",
)
_EXAMPLE = (
    "own-tempered-glass,示例供应商钢化玻璃,sample supplier's tempered glass,pv-material,1.35,"
    "kgCO2e/kg,CO2e cradle-to-gate,CN-130000,2025,示例供应商产品碳足迹声明,EPD-SAMPLE-001,"
    "示例供应商 sample supplier,仅限自用 own use,浮法 float,2025-01-01,,1.1,2;2;1;1;1;3,v1"
)
TEMPLATE = f"{','.join((*REQUIRED, *OPTIONAL))}\r\n{_EXAMPLE}\r\n"
"""What people download to fill in; its row is an invented sample."""
_NUMBER: TypeAdapter[Decimal] = TypeAdapter(Exact)
_ID: TypeAdapter[str] = TypeAdapter(Id)
_PEDIGREE = TypeAdapter(Pedigree)
_LONGEST_NAME = 200


class FactorFileColumnsWrong(Invalid):
    """The header row lacks a column, repeats one, or has one that nobody knows."""

    zh = "标题行不符:缺少或重复 {wrong},不认识 {unknown}。需要的列:{columns};可选列:{optional}。"
    en = (
        "The header row lacks or repeats {wrong} and has the unknown {unknown}. Columns needed: "
        "{columns}; optional: {optional}."
    )


class RowOutcome(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    QUARANTINED = "quarantined"
    """It can be read and looks wrong: it waits for a person and is used by no calculation."""
    REJECTED = "rejected"
    """It cannot be read as a factor."""


@dataclass(frozen=True)
class Draft:
    """What a row says, once it can be read."""

    factor: Factor
    description: Description


@dataclass(frozen=True)
class Judged:
    """One row with its outcome; a rejected one has no draft, an accepted one no reason."""

    line: int
    cells: tuple[str, ...]
    factor: str
    """The identifier that the row gives, as written."""
    outcome: RowOutcome
    reason: Quarantine | None = None
    draft: Draft | None = None


class _Fault(Exception):
    def __init__(self, zh: str, en: str) -> None:
        self.reason = Quarantine(zh, en)
        super().__init__(en)


def judge(sheet: Sheet, bounds: BoundsPack, *, provider: str, today: date) -> Iterator[Judged]:
    """Every row in the order of the file. Raises `FactorFileColumnsWrong`.

    `provider` stands for rows that name none; `today` for rows that say no first day.
    """
    _check_columns(sheet.columns)
    seen: set[str] = set()
    for line in sheet.lines:
        cells = tuple(shown(cell) for cell in line.cells)
        id = dict(zip(sheet.columns, cells, strict=False)).get("id", "").strip()
        try:
            row = _row(sheet.columns, line)
            draft = _draft(row, line, sheet, seen, provider, today)
        except _Fault as fault:
            yield Judged(line.number, cells, id, RowOutcome.REJECTED, fault.reason)
            continue
        seen.add(id)
        why = _suspicion(row, draft.factor, today) or doubt(draft.factor, bounds)
        outcome = RowOutcome.QUARANTINED if why else RowOutcome.ACCEPTED
        yield Judged(line.number, cells, id, outcome, why, draft)


def _row(columns: tuple[str, ...], cells: SheetLine) -> dict[str, str]:
    row = {}
    for column, cell in zip(columns, cells.cells, strict=False):
        try:
            row[column] = text_line(cell)
        except TextUnfit as unfit:
            zh, en = unfit.facts["reason_zh"], unfit.facts["reason"]
            raise _Fault(f"{column} {zh}", f"{column}: {en}") from None
    return row


def _check_columns(columns: tuple[str, ...]) -> None:
    unknown = sorted(set(columns) - {*REQUIRED, *OPTIONAL})
    wrong = [name for name in REQUIRED if columns.count(name) != 1]
    wrong += [name for name in OPTIONAL if columns.count(name) > 1]
    if unknown or wrong:
        raise FactorFileColumnsWrong(
            wrong=", ".join(wrong) or "-",
            unknown=", ".join(unknown)[:200] or "-",
            columns=", ".join(REQUIRED),
            optional=", ".join(OPTIONAL),
        )


def _draft(
    row: Mapping[str, str],
    line: SheetLine,
    sheet: Sheet,
    seen: set[str],
    provider: str,
    today: date,
) -> Draft:
    if line.fault is not None:
        raise _Fault(line.fault.zh, line.fault.en)
    if len(line.cells) > len(sheet.columns):
        raise _Fault("单元格多于标题列;请检查多余的逗号", "more cells than columns; check commas")
    _check_id(row.get("id", ""), seen)
    for name in ("name_zh", "name_en", "source_title", "source_ref", "category", "region"):
        if len(row.get(name, "")) > _LONGEST_NAME:
            raise _Fault(f"{name} 超过 {_LONGEST_NAME} 个字符", f"{name} has too many characters")
    for name in ("name_zh", "name_en", "category", "region"):
        if not row.get(name):
            raise _Fault(f"{name} 为空,请填写", f"{name} is empty; fill it in")
    return Draft(_factor(row), _description(row, provider, today))


def _check_id(id: str, seen: set[str]) -> None:
    try:
        _ID.validate_python(id)
    except ValidationError:
        raise _Fault(
            "id 须为小写字母、数字与连字符,最长 60",
            "the id must be of lower-case letters, digits and hyphens, at most 60",
        ) from None
    if not id.startswith(OWN_PREFIX):
        raise _Fault(f"id 须以 {OWN_PREFIX} 开头", f"the id must begin with {OWN_PREFIX}")
    if id in seen:
        raise _Fault(f"id {id} 在文件中重复", f"the file repeats the id {id}")


def _factor(row: Mapping[str, str]) -> Factor:
    gas, _, unit = row.get("unit", "").partition("/")
    if gas not in ("kgCO2e", "kgCO2") or not is_known(unit):
        raise _Fault(
            f"unit 须为 kgCO2e/ 或 kgCO2/ 加已知单位({', '.join(KNOWN)})",
            f"the unit must be kgCO2e/ or kgCO2/ and a known unit ({', '.join(KNOWN)})",
        )
    year = row.get("year", "")
    return Factor(
        id=row["id"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        category=row["category"],
        value=_number(row.get("value", ""), "value"),
        unit=unit,
        basis=_basis(gas, row.get("gas_basis", "")),
        gas_basis=row.get("gas_basis", ""),
        region=row["region"],
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        source_title=row.get("source_title", ""),
        source_ref=row.get("source_ref", ""),
        seen=False,
    )


def _basis(gas: str, said: str) -> Basis:
    text = said.lower()
    if "result" in text:
        return Basis.RESULT
    if text.startswith("biogenic"):
        return Basis.BIOGENIC
    if gas == "kgCO2" or _says_co2_only(said):
        return Basis.CO2_ONLY
    return Basis.PARTIAL if "partial" in text else Basis.CO2E


def _says_co2_only(said: str) -> bool:
    return said.lower().startswith("co2 only") or said.upper() == "CO2"


def _description(row: Mapping[str, str], provider: str, today: date) -> Description:
    first, last = _day(row, "valid_from") or today, _day(row, "valid_until")
    if last is not None and last < first:
        raise _Fault(
            f"valid_until {last} 早于 valid_from {first};请更正",
            f"valid_until {last} lies before valid_from {first}; correct one of them",
        )
    gsd = row.get("gsd")
    deviation = _number(gsd, "gsd") if gsd else None
    if deviation is not None and deviation < 1:
        raise _Fault("gsd 须不小于 1", "the gsd must be 1 or more")
    return Description(
        provider=row.get("provider") or provider,
        licence=row.get("licence") or "企业自有 own data",
        evaluation=EvaluationStatus.SUPPLIED,
        technology=row.get("technology") or None,
        valid_from=first,
        valid_until=last,
        gsd=deviation,
        pedigree=_pedigree(row),
    )


def _pedigree(row: Mapping[str, str]) -> Pedigree | None:
    said = row.get("pedigree")
    if not said:
        return None
    scores = said.strip("()").replace(";", ",").split(",")
    content = {"set": row.get("pedigree_set") or PedigreeSet.V1, "scores": scores}
    try:
        return _PEDIGREE.validate_python({**content, "scores": [int(score) for score in scores]})
    except ValueError:
        raise _Fault(
            "pedigree 须为 5 或 6 个 1-5 的整数,如 2;2;4;1;1;3",
            "the pedigree must be 5 or 6 whole numbers from 1 to 5, such as 2;2;4;1;1;3",
        ) from None


def _day(row: Mapping[str, str], column: str) -> date | None:
    said = row.get(column)
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise _Fault(
            f"{column} 须为日期,如 2025-01-01", f"{column} must be a date such as 2025-01-01"
        ) from None


def _number(said: str, column: str) -> Decimal:
    try:
        return _NUMBER.validate_python(said)
    except ValidationError:
        raise _Fault(
            f"{column} 须为十进制数,如 0.5777", f"{column} must be a number such as 0.5777"
        ) from None


def _suspicion(row: Mapping[str, str], factor: Factor, today: date) -> Quarantine | None:
    """The first reason, apart from the bounds, for which a person must look at the row."""
    gas = row["unit"].partition("/")[0]
    if factor.value < 0:
        return Quarantine(
            "value 为负值:输入因子不能为负,抵扣不得计入;请更正",
            "the value is negative: an input factor cannot be, and no credit counts; correct it",
        )
    if (gas == "kgCO2") != _says_co2_only(factor.gas_basis):
        return Quarantine(
            "unit 与 gas_basis 口径不一致(CO2 与 CO2e);请更正其一",
            "unit and gas_basis contradict each other (CO2 and CO2e); correct one of them",
        )
    if factor.year is None or not factor.source_title:
        return Quarantine(
            "缺少 year 或 source_title;请补充", "year or source_title is missing; fill it in"
        )
    if factor.year > today.year:
        return Quarantine(
            f"year {factor.year} 在将来;请更正为数据所属年份",
            f"the year {factor.year} is in the future; give the year that the data stand for",
        )
    return None
