"""Footprints that suppliers gave: how a calculation uses one, and what comes of a newer version."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from accounting.factors.domain.factors import Basis, Factor, Quarantine
from accounting.pact.domain.criteria import geographies
from accounting.pact.domain.footprint import ProductFootprint
from accounting.pact.domain.linter import LintFinding, Severity, usable
from accounting.pact.domain.values import PactUnit
from accounting.values.domain.numbers import EXACT, rounded
from chassis.refusals import Conflict, Invalid, Missing
from chassis.text import shown

PREFIX = "supplier:"
"""An exchange names a supplier's footprint as its factor: `supplier:<id of the footprint>`."""
_PLACES = 20
_UNITS = {
    PactUnit.KILOGRAM: "kg",
    PactUnit.SQUARE_METER: "m2",
    PactUnit.CUBIC_METER: "m3",
    PactUnit.LITER: "L",
    PactUnit.KILOWATT_HOUR: "kWh",
    PactUnit.MEGAJOULE: "MJ",
    PactUnit.TON_KILOMETER: "t.km",
    PactUnit.HOUR: "h",
    PactUnit.PIECE: "piece",
}
_UNIT_UNKNOWN = Quarantine("声明单位无法换算", "its declared unit has no counterpart here")

_LARGEST = Decimal(10) ** 15
_IMPOSSIBLE = Quarantine(
    f"每单位碳足迹超过 {_LARGEST:f} kg", f"more than {_LARGEST:f} kg CO2e for one unit"
)


class SupplierFootprintNotFound(Missing):
    """The caller has received no such footprint."""

    zh = "没有收到过供应商碳足迹 {id}。请在 /v1/supplier-footprints 查看已收到的。"
    en = "No supplier's footprint {id} was received. See /v1/supplier-footprints."


class SupplierFootprintChanged(Conflict):
    """A footprint came again under the same id with other content, which PACT forbids."""

    zh = "供应商碳足迹 {id} 已收到过,内容不同;任何更改都须使用新编号并写明 precedingPfIds。"
    en = "Footprint {id} was received with other content; a change needs a new id that names it."


class SupplierFootprintRefused(Invalid):
    """A footprint whose figures cannot be; it is not taken in."""

    zh = "供应商碳足迹 {id} 不予接收:{faults_zh}"
    en = "Footprint {id} is not taken in: {faults}"


class Arrival(StrEnum):
    """How a supplier's footprint came."""

    UPLOAD = "upload"
    EVENT = "event"
    FETCH = "fetch"


@dataclass(frozen=True)
class Supplied:
    """One version of a supplier's footprint, as it was received and linted."""

    owner: str
    supplier: str
    way: Arrival
    at: datetime
    content: ProductFootprint
    findings: tuple[LintFinding, ...]
    deprecated: bool = False
    replaced_by: UUID | None = None

    @property
    def id(self) -> UUID:
        return self.content.id

    @property
    def factor_id(self) -> str:
        return f"{PREFIX}{self.id}"

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)


def as_factor(supplied: Supplied) -> Factor:
    """The footprint as an intensity, with its way back; the seal covers all of this.

    The value is that without biogenic uptake, per one declared unit. A footprint in which the
    linter found errors waits in quarantine, with the first of them as the reason.
    """
    document = supplied.content
    pcf, unit = document.pcf, _UNITS.get(document.pcf.declared_unit_of_measurement)
    amount = pcf.declared_unit_amount if pcf.declared_unit_amount > 0 else Decimal(1)
    value = EXACT.divide(pcf.pcf_excluding_biogenic_uptake, amount)
    possible = abs(value) < _LARGEST
    name = shown(f"{document.company_name}: {document.product_name_company}")
    return Factor(
        id=supplied.factor_id,
        name_zh=name,
        name_en=name,
        category="supplier-footprint",
        value=rounded(value, _PLACES) if possible else _LARGEST,
        unit=unit or str(pcf.declared_unit_of_measurement),
        basis=Basis.CO2E,
        gas_basis=f"pcfExcludingBiogenicUptake, {', '.join(pcf.ipcc_characterization_factors)}",
        region=next(iter(geographies(document)), "GLO"),
        year=pcf.reference_period_end.year,
        source_title=f"PACT {document.spec_version} {document.company_name}",
        source_ref=f"{document.id} sha256:{document.sha256}",
        seen=True,
        quarantine=_quarantine(supplied.findings, possible=possible) if unit else _UNIT_UNKNOWN,
    )


def _quarantine(findings: Sequence[LintFinding], *, possible: bool) -> Quarantine | None:
    if not possible:
        return _IMPOSSIBLE
    if usable(findings):
        return None
    first = next(finding for finding in findings if finding.severity is not Severity.WARNING)
    return Quarantine(first.zh, first.en)


def footprints_among(factors: Iterable[str]) -> list[UUID]:
    """The footprints that some of these factors stand for; what is no identifier names none."""
    named = []
    for factor in factors:
        if factor.startswith(PREFIX):
            with suppress(ValueError):
                named.append(UUID(factor.removeprefix(PREFIX)))
    return named
