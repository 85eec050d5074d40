"""The whole calculation again under a change, for changes that reach further than a value."""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, replace

from accounting.calculations.domain.calculation import Subject, calculate
from accounting.calculations.domain.result import Result
from accounting.calculations.domain.standing import Standing, declared
from accounting.factors.domain.factors import Factor, FactorLibrary
from accounting.factors.domain.gwp import GwpSet
from accounting.impact.domain.change import Change
from accounting.inventory.domain.background import Background, background
from chassis.refusals import Invalid
from packs.models import Rule


class StageNotModelled(Invalid):
    """A rule asks for a life-cycle stage that the product system has no process of."""

    zh = "规则 {code} {version} 要求包含阶段 {stages},该产品系统缺少这些阶段;请补充后重新核算。"
    en = (
        "Rule {code} {version} asks for {stages}, and the product system has no process of it; add "
        "what is missing and account anew."
    )


class GwpSetMissing(Invalid):
    """A rule names a set of warming potentials that was never loaded."""

    zh = "规则要求的 GWP 数值集 {name} 尚未装载;请联系平台运维装载后再研究。"
    en = "The rule asks for the GWP set {name}, which is not loaded; have the operator load it."


@dataclass(frozen=True)
class Surroundings:
    """What a calculation is done again with, beside what it was sealed with."""

    library: FactorLibrary
    """Of the change, so that a refusal can propose from it."""
    gwp: Mapping[str, GwpSet]


def recomputed(
    subject: Subject, sealed: Background, change: Change, around: Surroundings
) -> Standing:
    """The footprint under the change. Raises whatever refusal a new calculation would meet."""
    changed, data = under(subject, sealed, change, around)
    return standing(changed, calculate(changed, data))


def under(
    subject: Subject, sealed: Background, change: Change, around: Surroundings
) -> tuple[Subject, Background]:
    """What the calculation would be made of under the change."""
    rule = _rule(subject, change)
    gwp = _gwp(rule, sealed.gwp, change, around)
    library = replace(around.library, factors=_factors(sealed, change, around.library))
    home = subject.product.home
    return replace(subject, rule=rule), background(subject.system, library, gwp, home=home)


def standing(subject: Subject, result: Result) -> Standing:
    unit = declared(subject.rule)
    return Standing(result.exact, result.value, unit, result.cut_offs.within_limit)


def _rule(subject: Subject, change: Change) -> Rule:
    """The changed rule, for products of its category. Raises `StageNotModelled`."""
    new = change.rule
    if new is None or change.category != subject.product.category:
        return subject.rule
    asked = {*new.stages} - {*subject.rule.stages}
    lacking = asked - {process.stage for process in subject.system.processes}
    if lacking:
        stages = ", ".join(sorted(stage.value for stage in lacking))
        raise StageNotModelled(code=new.code, version=new.version, stages=stages)
    return new


def _gwp(rule: Rule, sealed: GwpSet, change: Change, around: Surroundings) -> GwpSet:
    """The sealed set, unless the change brings another of that name or the rule asks for one.

    Raises `GwpSetMissing`.
    """
    if change.gwp is not None and change.gwp.name == rule.gwp_set:
        return change.gwp
    if sealed.name == rule.gwp_set:
        return sealed
    if (found := around.gwp.get(rule.gwp_set)) is None:
        raise GwpSetMissing(name=rule.gwp_set)
    return found


def _factors(sealed: Background, change: Change, library: FactorLibrary) -> Mapping[str, Factor]:
    """The changed ones before those that were sealed, and those before all others."""
    changed = {id: factor for id, factor in change.factors.items() if factor is not None}
    kept = {id: f for id, f in sealed.factors.items() if id not in change.factors}
    others: Mapping[str, Factor] = library.factors
    return ChainMap(changed, kept, dict(others))
