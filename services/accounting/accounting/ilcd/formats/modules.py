"""From life-cycle stages to the modules of EN 15804, and what each module emits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.calculations.domain.calculation import Subject, demand
from accounting.calculations.domain.detail import separate
from accounting.engine.domain.contributions import Contribution
from accounting.engine.domain.evaluation import Inputs, evaluate
from accounting.inventory.domain.background import Background
from accounting.values.domain.numbers import EXACT, total
from packs.models import Rule, Stage

GATE = "A1-A3"
_USUAL = {
    Stage.RAW_MATERIALS: GATE,
    Stage.PRODUCTION: GATE,
    Stage.DISTRIBUTION: "A4",
    Stage.USE: "B1",
    Stage.END_OF_LIFE: "C4",
}
"""Where a rule says nothing. Everything up to the gate is declared together, which EN 15804
permits: which freight is A2 and which belongs to A1 or A3 does not follow from a stage.
"""


@dataclass(frozen=True)
class Module:
    """One declared module in kg CO2e per declared unit."""

    name: str
    fossil: Decimal
    """Aircraft included."""
    biogenic: Decimal
    """CO2 of biomass, emitted +1 and taken up -1, with its methane and nitrous oxide."""
    land_use: Decimal
    footprint: Decimal
    """By GB/T 24067: without biogenic CO2, which stands beside it."""

    @property
    def total(self) -> Decimal:
        """The sum that EN 15804 calls GWP-total; biogenic CO2 is part of it."""
        return total((self.fossil, self.biogenic, self.land_use))


def module_of(rule: Rule, stage: Stage) -> str:
    """As the rule says, or as is usual."""
    return (rule.modules or {}).get(stage, _USUAL[stage])


def modules(subject: Subject, background: Background) -> tuple[Module, ...]:
    """Every module within the boundary, in the order of the rule's stages, even an empty one."""
    inputs = Inputs(
        system=subject.system,
        activity=subject.activity,
        factors=background.factors,
        gwp=background.gwp,
        demand=demand(subject),
    )
    found = evaluate(inputs).contributions
    stages = _stages(subject.rule)
    return tuple(
        _module(name, (item for item in found if item.stage in within))
        for name, within in stages.items()
    )


def _stages(rule: Rule) -> Mapping[str, frozenset[Stage]]:
    names = dict.fromkeys(module_of(rule, stage) for stage in rule.stages)
    return {
        name: frozenset(stage for stage in rule.stages if module_of(rule, stage) == name)
        for name in names
    }


def _module(name: str, found: Iterable[Contribution]) -> Module:
    items = tuple(found)
    parts = separate(total(item.fossil for item in items), items)
    biogenic = (parts.biogenic_gases, parts.biogenic_co2_emitted, parts.biogenic_co2_taken_up)
    return Module(
        name=name,
        fossil=EXACT.add(parts.fossil, parts.aircraft),
        biogenic=total(biogenic),
        land_use=parts.land_use_change,
        footprint=total(item.inside for item in items),
    )
