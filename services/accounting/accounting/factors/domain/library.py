"""Reads a factor library pack: every row is classified, suspicious rows are quarantined."""

import csv
import hashlib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from accounting.factors.domain.factors import Basis, Factor, FactorLibrary, Quarantine
from accounting.values.domain.text import Id
from accounting.values.domain.units import is_known

COLUMNS = (
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
    "confidence",
)


class LibraryMalformed(Exception):
    """The file as a whole cannot be a factor library; single bad rows are quarantined instead."""


class QuarantineReason(BaseModel):
    """Why a person set a row aside."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str


class Bounds(BaseModel):
    """The plausible range of a category's values per unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: str
    unit: str
    low: Annotated[str, Field(pattern=r"^-?[0-9.]+$")]
    high: Annotated[str, Field(pattern=r"^-?[0-9.]+$")]


class Manifest(BaseModel):
    """`library.yaml`: what the rows cannot say about themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Id
    version: str
    name: QuarantineReason
    results: frozenset[str]
    """Categories that hold published results."""
    biogenic: frozenset[str]
    """Factors whose emission is biogenic and is reported beside the footprint."""
    quarantine: dict[str, QuarantineReason]
    bounds: tuple[Bounds, ...]


def read_library(manifest_yaml: str, rows_csv: str) -> FactorLibrary:
    """Classify every row; none is dropped and none is trusted merely because it parses."""
    manifest = Manifest.model_validate(yaml.safe_load(manifest_yaml))
    reader = csv.DictReader(StringIO(rows_csv))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise LibraryMalformed(f"the columns must be {', '.join(COLUMNS)}")
    factors: dict[str, Factor] = {}
    for row in reader:
        if None in row or None in row.values():
            raise LibraryMalformed(f"line {reader.line_num} does not have {len(COLUMNS)} cells")
        if row["id"] in factors:
            raise LibraryMalformed(f"line {reader.line_num} repeats the id {row['id']}")
        factors[row["id"]] = _factor(row, manifest)
    if unknown := (set(manifest.quarantine) | manifest.biogenic) - set(factors):
        raise LibraryMalformed(f"the manifest names unknown factors: {', '.join(sorted(unknown))}")
    content = hashlib.sha256(f"{manifest_yaml}\0{rows_csv}".encode()).hexdigest()
    return FactorLibrary(manifest.code, manifest.version, content, factors)


def _factor(row: Mapping[str, str], manifest: Manifest) -> Factor:
    gas, _, unit = row["unit"].partition("/")
    value = _number(row["value"])
    year = int(row["year"]) if row["year"].isascii() and row["year"].isdigit() else None
    basis = _basis(row, gas, manifest)
    doubt = None if basis is Basis.RESULT else _doubt(row, gas, unit, value, year, manifest)
    return Factor(
        id=row["id"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        category=row["category"],
        value=Decimal(0) if value is None else value,
        unit=unit,
        basis=basis,
        gas_basis=row["gas_basis"],
        region=row["region"],
        year=year,
        source_title=row["source_title"],
        source_ref=row["source_ref"],
        seen=row["confidence"] == "seen",
        quarantine=doubt,
    )


def _basis(row: Mapping[str, str], gas: str, manifest: Manifest) -> Basis:
    if row["category"] in manifest.results or "result" in row["gas_basis"]:
        return Basis.RESULT
    if row["id"] in manifest.biogenic:
        return Basis.BIOGENIC
    if gas == "kgCO2" or _says_co2_only(row["gas_basis"]):
        return Basis.CO2_ONLY
    return Basis.PARTIAL if "partial" in row["gas_basis"] else Basis.CO2E


def _doubt(
    row: Mapping[str, str],
    gas: str,
    unit: str,
    value: Decimal | None,
    year: int | None,
    manifest: Manifest,
) -> Quarantine | None:
    """The first reason not to trust a row, if there is one."""
    if reason := manifest.quarantine.get(row["id"]):
        return Quarantine(reason.zh, reason.en)
    if value is None:
        return Quarantine(
            f"数值“{row['value']}”无法识别", f"the value {row['value']!r} is no number"
        )
    if gas not in ("kgCO2e", "kgCO2") or not is_known(unit):
        return Quarantine(
            f"单位 {row['unit']} 不是 kgCO2e 每已知单位",
            f"{row['unit']} is not kgCO2e per known unit",
        )
    if (gas == "kgCO2") != _says_co2_only(row["gas_basis"]):
        return Quarantine(
            "单位与气体口径不一致", "its unit and its gas basis contradict each other"
        )
    if value < 0:
        return Quarantine("输入因子为负值", "an input factor is negative")
    if year is None or not row["source_title"]:
        return Quarantine("缺少年份或来源", "its year or its source is missing")
    return _out_of_bounds(row, unit, value, manifest)


def _out_of_bounds(
    row: Mapping[str, str], unit: str, value: Decimal, manifest: Manifest
) -> Quarantine | None:
    for bounds in manifest.bounds:
        if (bounds.category, bounds.unit) != (row["category"], unit):
            continue
        if not Decimal(bounds.low) <= value <= Decimal(bounds.high):
            span = f"{bounds.low}-{bounds.high}"
            return Quarantine(f"数值超出同类范围 {span}", f"outside the category's range {span}")
    return None


def _says_co2_only(gas_basis: str) -> bool:
    return gas_basis.startswith("CO2 only") or gas_basis == "CO2"


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
