"""Calculations: one footprint of one product by one rule, and the document that is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import cast
from uuid import UUID

from accounting.calculations.domain.cut_offs import book, book_of_masses
from accounting.calculations.domain.detail import (
    allocations,
    co_product_deliveries,
    per_unit,
    separate,
)
from accounting.calculations.domain.result import RESULT, Result, summarise
from accounting.engine.domain.evaluation import ENGINE_VERSION, Evaluation, Inputs, evaluate
from accounting.engine.domain.needs import Needs
from accounting.factors.domain.factors import FACTORS
from accounting.factors.domain.gwp import GWP_VALUES, GwpSet
from accounting.foreign.domain.losses import SETTLED_LOSSES, SettledLoss
from accounting.inventory.domain.allocations import check_allocations
from accounting.inventory.domain.background import Background
from accounting.model.domain.activity import ACTIVITY, ActivityData
from accounting.model.domain.sorting import activity_in_order, in_order
from accounting.model.domain.system import SYSTEM, ProductSystem
from accounting.model.domain.wood import stored
from accounting.products.domain.enterprise import ENTERPRISE, Enterprise
from accounting.products.domain.product import PRODUCT, Product
from accounting.values.domain.numbers import EXACT, PRECISION, plain, total
from accounting.values.domain.units import Quantity
from chassis.refusals import Invalid
from chassis.text import KEPT
from packs.models import Rule

FORMAT = "tanbiao-sealed-calculation/1"
Document = dict[str, object]


class StageOutsideBoundary(Invalid):
    """A process belongs to a life-cycle stage that the rule's boundary leaves out."""

    zh = "单元过程 {process} 属于阶段 {stage},不在规则边界 {boundary} 内。请移除或更正阶段。"
    en = (
        "Process {process} is of the stage {stage}, outside the rule's boundary {boundary}. Remove "
        "it, or correct its stage."
    )


@dataclass(frozen=True)
class Subject:
    """What is accounted, by which data and which rule."""

    calculation: UUID
    enterprise: Enterprise
    product: Product
    system: ProductSystem
    activity: ActivityData
    rule: Rule
    engine: str = ENGINE_VERSION
    """Which engine computes it: a new calculation's is the newest, a sealed one keeps its own."""
    losses: tuple[SettledLoss, ...] = ()
    """What of a model made elsewhere is not in the system, and why the footprint stands."""


def calculate(subject: Subject, background: Background) -> Result:
    """The footprint of one declared unit of the rule."""
    rule = subject.rule
    check_allocations(subject.system, rule)
    for process in subject.system.processes:
        if process.stage not in rule.stages:
            raise StageOutsideBoundary(
                process=process.id, stage=process.stage, boundary=rule.boundary
            )
    inputs = Inputs(
        system=subject.system,
        activity=subject.activity,
        factors=background.factors,
        gwp=background.gwp,
        demand=demand(subject),
    )
    evaluation = evaluate(inputs)
    kept = book_of_masses if subject.engine == "1.0" else book
    result = summarise(evaluation, partial(kept, limits=rule.cut_off), decimals=rule.decimals)
    return result if subject.engine == "1.0" else _detailed(result, subject, inputs, evaluation)


def demand(subject: Subject) -> Quantity:
    """One declared unit of the rule, in the unit in which the reference process makes it."""
    unit = subject.rule.declared_unit
    made_in = subject.system.by_id[subject.system.reference].output.unit
    return subject.product.express(Quantity(unit.amount, unit.unit), made_in)


def _detailed(result: Result, subject: Subject, inputs: Inputs, evaluation: Evaluation) -> Result:
    """The result of engine 1.0 with what 1.1 says beyond it."""
    system, found = subject.system, evaluation.contributions
    outputs = EXACT.divide(inputs.demand.amount, system.by_id[system.reference].output.amount)
    return replace(
        result,
        separate=separate(total(found.fossil_walked()), found.others_walked()),
        per_unit=per_unit(subject.product, inputs.demand, result.exact),
        stored_carbon=stored(system.wood, outputs=outputs) if system.wood else None,
        allocations=allocations(system, Needs(system, subject.activity)),
        co_products=co_product_deliveries(evaluation),
        loops=evaluation.loops,
    )


def document(subject: Subject, background: Background, result: Result) -> Document:
    """Everything the result depends on, and the result: the content of the seal.

    Lists are in the order of their identifiers, so the order of the input plays no part.
    """
    gwp = background.gwp
    rows = tuple(background.factors[id] for id in sorted(background.factors))
    losses = SETTLED_LOSSES.dump_python(subject.losses, mode="json")
    return {
        "format": FORMAT,
        "calculation": str(subject.calculation),
        "engine": {"version": subject.engine, "digits": PRECISION, "rounding": "half-even"},
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
        "activity": ACTIVITY.dump_python(activity_in_order(subject.activity), mode="json"),
        "result": RESULT.dump_python(result, mode="json"),
        **({"losses": losses} if losses else {}),
    }


def read_document(sealed: Mapping[str, object]) -> tuple[Subject, Background]:
    """The inputs of a sealed document, for recomputing it. Raises pydantic's `ValidationError`."""
    parts = cast(Mapping[str, Mapping[str, object]], sealed)
    rule = {key: value for key, value in parts["rule"].items() if key != "sha256"}
    subject = Subject(
        calculation=UUID(str(sealed["calculation"])),
        enterprise=ENTERPRISE.validate_python(sealed["enterprise"], context=KEPT),
        product=PRODUCT.validate_python(sealed["product"], context=KEPT),
        system=SYSTEM.validate_python(sealed["system"], context=KEPT),
        activity=ACTIVITY.validate_python(sealed["activity"], context=KEPT),
        rule=Rule.model_validate(rule),
        engine=str(parts["engine"]["version"]),
        losses=SETTLED_LOSSES.validate_python(sealed.get("losses", ()), context=KEPT),
    )
    rows = FACTORS.validate_python(sealed["factors"], context=KEPT)
    library = parts["library"]
    return subject, Background(
        str(library["reference"]), str(library["sha256"]), {f.id: f for f in rows}, _gwp(parts)
    )


def _gwp(parts: Mapping[str, Mapping[str, object]]) -> GwpSet:
    gwp = parts["gwp"]
    values = GWP_VALUES.validate_python(gwp["values"])
    return GwpSet(str(gwp["set"]), str(gwp["version"]), values)
