"""Calculations: one footprint of one product by one rule, and the document that is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from uuid import UUID

from accounting.domain.activity import ActivityData
from accounting.domain.documents import (
    ACTIVITY,
    ENTERPRISE,
    FACTORS,
    GWP_VALUES,
    PRODUCT,
    RESULT,
    SYSTEM,
)
from accounting.domain.engine import ENGINE_VERSION, Inputs, evaluate
from accounting.domain.enterprise import Enterprise
from accounting.domain.factors import Factor, FactorLibrary, footprint_factor
from accounting.domain.gwp import GwpSet
from accounting.domain.numbers import PRECISION, plain
from accounting.domain.product import Product
from accounting.domain.result import Result, summarise
from accounting.domain.system import Emission, FromFactor, ProductSystem
from accounting.domain.units import Quantity, UnitsIncompatible, dimension
from chassis.refusals import Conflict, Invalid
from packs.models import Rule

FORMAT = "tanbiao-sealed-calculation/1"
Document = dict[str, object]


class RuleMissing(Conflict):
    """No rule of the category is in force on the day."""

    zh = "品类 {category} 在 {day} 没有生效的规则(请求版本:{version})。请在 /v1/categories 查看。"
    en = "No rule of {category} is in force on {day} (asked for: {version}). See /v1/categories."


class StageOutsideBoundary(Invalid):
    """A process belongs to a life-cycle stage that the rule's boundary leaves out."""

    zh = "单元过程 {process} 属于阶段 {stage},不在规则边界 {boundary} 内。请移除或更正阶段。"
    en = "Process {process} is of the stage {stage}, outside the rule's boundary {boundary}."


@dataclass(frozen=True)
class Subject:
    """What is accounted, by which data and which rule."""

    calculation: UUID
    enterprise: Enterprise
    product: Product
    system: ProductSystem
    activity: ActivityData
    rule: Rule


@dataclass(frozen=True)
class Background:
    """The published data a calculation rests on."""

    library: str
    """`code/version` of the factor library."""
    library_sha256: str
    factors: Mapping[str, Factor]
    """Only the factors that the system uses."""
    gwp: GwpSet


def background(
    system: ProductSystem, library: FactorLibrary, gwp: GwpSet, *, home: str
) -> Background:
    """Collect the factors that a system uses. Raises a refusal that names the first bad exchange.

    `home` is the maker's region, such as `CN-120000`; proposals prefer it.
    """
    used: dict[str, Factor] = {}
    for process in system.processes:
        for exchange in process.ordered:
            where = f"{process.id}.{exchange.id}"
            if isinstance(exchange, Emission):
                gwp.of(exchange.gas, where=where)
            if isinstance(exchange, FromFactor):
                factor = footprint_factor(library, exchange.factor, where=where, home=home)
                if dimension(factor.unit) is not dimension(exchange.unit):
                    raise UnitsIncompatible(where=where, unit=exchange.unit, expected=factor.unit)
                used[factor.id] = factor
    return Background(library.reference, library.sha256, used, gwp)


def calculate(subject: Subject, background: Background) -> Result:
    """The footprint of one declared unit of the rule."""
    rule = subject.rule
    for process in subject.system.processes:
        if process.stage not in rule.stages:
            raise StageOutsideBoundary(
                process=process.id, stage=process.stage, boundary=rule.boundary
            )
    declared = Quantity(rule.declared_unit.amount, rule.declared_unit.unit)
    made_in = subject.system.by_id[subject.system.reference].output.unit
    evaluation = evaluate(
        Inputs(
            system=subject.system,
            activity=subject.activity,
            factors=background.factors,
            gwp=background.gwp,
            demand=subject.product.express(declared, made_in),
        )
    )
    return summarise(evaluation, rule.cut_off, decimals=rule.decimals)


def document(subject: Subject, background: Background, result: Result) -> Document:
    """Everything the result depends on, and the result: the content of the seal.

    Lists are in the order of their identifiers, so the order of the input plays no part.
    """
    gwp = background.gwp
    rows = tuple(background.factors[id] for id in sorted(background.factors))
    return {
        "format": FORMAT,
        "calculation": str(subject.calculation),
        "engine": {"version": ENGINE_VERSION, "digits": PRECISION, "rounding": "half-even"},
        "enterprise": ENTERPRISE.dump_python(subject.enterprise, mode="json"),
        "product": PRODUCT.dump_python(subject.product, mode="json"),
        "rule": {**subject.rule.model_dump(mode="json"), "sha256": subject.rule.sha256},
        "gwp": {
            "set": gwp.name,
            "version": gwp.version,
            "values": {gas: plain(value) for gas, value in gwp.values.items()},
        },
        "library": {"reference": background.library, "sha256": background.library_sha256},
        "factors": FACTORS.dump_python(rows, mode="json"),
        "system": SYSTEM.dump_python(in_order(subject.system), mode="json"),
        "activity": ACTIVITY.dump_python(_activity_in_order(subject.activity), mode="json"),
        "result": RESULT.dump_python(result, mode="json"),
    }


def read_document(sealed: Mapping[str, object]) -> tuple[Subject, Background]:
    """The inputs of a sealed document, for recomputing it. Raises pydantic's `ValidationError`."""
    parts = cast(Mapping[str, Mapping[str, object]], sealed)
    rule = {key: value for key, value in parts["rule"].items() if key != "sha256"}
    subject = Subject(
        calculation=UUID(str(sealed["calculation"])),
        enterprise=ENTERPRISE.validate_python(sealed["enterprise"]),
        product=PRODUCT.validate_python(sealed["product"]),
        system=SYSTEM.validate_python(sealed["system"]),
        activity=ACTIVITY.validate_python(sealed["activity"]),
        rule=Rule.model_validate(rule),
    )
    rows = FACTORS.validate_python(sealed["factors"])
    library = parts["library"]
    return subject, Background(
        str(library["reference"]), str(library["sha256"]), {f.id: f for f in rows}, _gwp(parts)
    )


def rule_in_force(
    rules: tuple[Rule, ...], *, category: str, version: str | None, day: date
) -> Rule:
    """The rule asked for, or the newest that is in force on the day. Raises `RuleMissing`."""
    fitting = [
        rule for rule in rules if rule.in_force_from <= day and version in (None, rule.version)
    ]
    if not fitting:
        raise RuleMissing(category=category, version=version or "-", day=day)
    return max(fitting, key=lambda rule: rule.in_force_from)


def in_order(system: ProductSystem) -> ProductSystem:
    """The same system with processes and exchanges in the order of their identifiers."""
    processes = sorted(system.processes, key=lambda process: process.id)
    return replace(system, processes=tuple(replace(p, exchanges=p.ordered) for p in processes))


def _activity_in_order(activity: ActivityData) -> ActivityData:
    processes = sorted(activity.processes, key=lambda process: process.process)
    return replace(
        activity,
        processes=tuple(
            replace(p, consumption=tuple(sorted(p.consumption, key=lambda c: c.exchange)))
            for p in processes
        ),
    )


def _gwp(parts: Mapping[str, Mapping[str, object]]) -> GwpSet:
    gwp = parts["gwp"]
    values = GWP_VALUES.validate_python(gwp["values"])
    return GwpSet(str(gwp["set"]), str(gwp["version"]), values)
