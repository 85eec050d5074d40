"""Building the report of a calculation from its document, and from packs that it names."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from accounting.calculations.domain.node import DocumentNode
from accounting.reports.domain.assessment import Parameters, assess
from accounting.reports.domain.inventory import (
    allocation,
    emissions,
    evidence,
    factors,
    losses,
    omissions,
    processes,
)
from accounting.reports.domain.limits import limitations
from accounting.reports.domain.model import (
    FORMAT,
    GasPotential,
    Identity,
    Measure,
    Report,
    ReportedQuality,
    ReportedSensitivity,
    ReportedShare,
    Scope,
    Versions,
)
from accounting.reports.domain.words import STAGES
from accounting.values.domain.numbers import EXACT
from accounting.values.domain.text import Text

_TENTH = Decimal("0.1")
_GOAL = Text(
    "量化该产品在所述系统边界内的产品碳足迹,用于产品碳足迹标识认证的委托与核查,"
    "并帮助企业识别主要排放环节。预期读者为认证机构、监管部门与本企业;"
    "结果不用于与依据不同规则、功能单位、系统边界或 GWP 值核算的产品作比较。",
    "To quantify the product's carbon footprint within the stated boundary, for footprint label "
    "certification and its verification, and to show the maker where emissions arise. Intended "
    "for the certification body, the authorities and the maker itself; not for comparison with "
    "products accounted by another rule, functional unit, boundary or GWP set.",
)


def build(
    document: Mapping[str, object],
    *,
    seal: str | None,
    dated: datetime,
    by: Parameters | None = None,
) -> Report:
    """The report of a calculation; the same document, date and packs give the same report."""
    root = DocumentNode(document)
    found, used = emissions(root), factors(root)
    book, scope = root.node("result").node("cut_offs"), _scope(root)
    quality = ReportedQuality(root.node("result").number("primary_percent"), tuple(evidence(root)))
    omitted = tuple(omissions(root))
    return Report(
        format=FORMAT,
        identity=_identity(root, seal, dated),
        goal=_GOAL,
        scope=scope,
        processes=tuple(processes(root)),
        emissions=found,
        omissions=omitted,
        omitted_mass_percent=book.number("total_mass_percent"),
        omissions_within_limit=book.text("within_limit") == "True",
        allocation=tuple(allocation(root)),
        loops=tuple(
            tuple(str(process) for process in loop)
            for loop in cast(list[list[object]], root.node("result").content.get("loops") or [])
        ),
        factors=used,
        gwp=tuple(
            GasPotential(gas, Decimal(str(v)))
            for gas, v in root.node("gwp").node("values").content.items()
        ),
        data_quality=quality,
        sensitivity=tuple(_sensitivity(share) for share in found.by_source[:10]),
        limitations=tuple(limitations(scope, found, used, omitted, book, quality)),
        versions=_versions(root),
        losses=tuple(losses(root)),
        assessment=None if by is None else assess(document, by),
    )


def _identity(root: DocumentNode, seal: str | None, dated: datetime) -> Identity:
    product, enterprise = root.node("product"), root.node("enterprise")
    return Identity(
        calculation=root.text("calculation"),
        seal=seal,
        dated=dated,
        enterprise_code=enterprise.text("uscc"),
        enterprise=enterprise.words("name"),
        product=product.words("name"),
        model=product.text("model"),
        gtin=product.text("gtin") or None,
        cpc=product.text("cpc"),
        category=product.text("category"),
        site_division=product.text("site_division"),
        piece=tuple(measure(row) for row in product.rows("piece")),
    )


def _scope(root: DocumentNode) -> Scope:
    rule, activity = root.node("rule"), root.node("activity")
    stages = rule.texts("stages")
    return Scope(
        standard=rule.text("standard"),
        general_rule=rule.text("general_rule"),
        rule_code=rule.text("code"),
        rule_version=rule.text("version"),
        rule_name=rule.words("name"),
        functional_unit=rule.words("functional_unit"),
        declared_unit=measure(rule.node("declared_unit")),
        reference_flow=_reference_flow(root),
        boundary=rule.text("boundary"),
        stages=stages,
        stages_left_out=tuple(stage for stage in STAGES if stage not in stages),
        period_start=date.fromisoformat(activity.text("period_start")),
        period_end=date.fromisoformat(activity.text("period_end")),
        cut_off_single_percent=rule.node("cut_off").number("single_percent"),
        cut_off_total_percent=rule.node("cut_off").number("total_percent"),
    )


def measure(row: DocumentNode) -> Measure:
    return Measure(row.number("amount"), row.text("unit"))


def _reference_flow(root: DocumentNode) -> Measure | None:
    """How much of the reference process's output makes one declared unit."""
    reference = root.node("system").text("reference")
    for row in root.node("result").rows("deliveries"):
        if row.text("process") == reference:
            return measure(row)
    return None


def _sensitivity(share: ReportedShare) -> ReportedSensitivity:
    change = EXACT.multiply(share.kg_co2e, _TENTH)
    return ReportedSensitivity(share.id, share.name, change, EXACT.multiply(share.percent, _TENTH))


def _versions(root: DocumentNode) -> Versions:
    engine, library, gwp = root.node("engine"), root.node("library"), root.node("gwp")
    return Versions(
        document_format=root.text("format"),
        engine=engine.text("version"),
        digits=engine.text("digits"),
        rounding=engine.text("rounding"),
        library=library.text("reference"),
        library_sha256=library.text("sha256"),
        rule_sha256=root.node("rule").text("sha256"),
        gwp_set=gwp.text("set"),
        gwp_version=gwp.text("version"),
    )
