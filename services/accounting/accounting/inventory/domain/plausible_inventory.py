"""Product systems and pieces beside the plausible ranges of their category."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cached_property

from accounting.engine.domain.contributions import Contribution
from accounting.engine.domain.evaluation import Evaluation, Inputs, evaluate
from accounting.factors.domain.factors import Factor
from accounting.factors.domain.gwp import GwpSet
from accounting.inventory.domain.checks import Check, Found
from accounting.inventory.domain.plausibility import (
    InventoryBound,
    InventoryImpossible,
    PieceImpossible,
    PlausibilityPack,
    Verdict,
    shown,
)
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.system import ProductSystem
from accounting.products.domain.product import Product
from accounting.values.domain.numbers import Computed, total
from accounting.values.domain.text import Text
from accounting.values.domain.units import Quantity, UnitsIncompatible, convert, dimension


@dataclass(frozen=True)
class Judgement:
    """What a product system takes of one kind of input, beside the usual range."""

    bound: InventoryBound
    value: Computed
    """In the bound's unit per one of the bound's product unit."""
    place: str
    """The exchange or process with the largest part, or the reference process without any."""
    measured: bool
    """Some part of it comes from activity data."""
    found: bool = True
    """False when the system has no such input, which its category does not do without."""

    @property
    def verdict(self) -> Verdict:
        return self.bound.verdict(self.value) if self.found else Verdict.UNUSUAL

    @property
    def message(self) -> Text:
        """The value beside the usual range, with reason and source."""
        bound, slip = self.bound, self.bound.slip(self.value)
        if not self.found:
            return Text(
                f"产品系统中没有{bound.name.zh},该品类离不开此项;请补充,或以取舍项说明原因",
                f"the system has no {bound.name.en}, which no such product does without; add it, "
                "or declare a cut-off with its reason",
            )
        zh = f"每 1 {bound.per} 产品的{bound.name.zh}合计 {shown(self.value)} {bound.unit}"
        en = f"{bound.name.en} adds up to {shown(self.value)} {bound.unit} per 1 {bound.per}"
        return Text(
            f"{zh},通常为 {bound.usual}({bound.why.zh};依据:{bound.source});请核对数量与单位"
            f"{';' + slip.zh if slip else ''}",
            f"{en}; usual is {bound.usual} ({bound.why.en}; source: {bound.source}); check the "
            f"amount and its unit{'; ' + slip.en if slip else ''}",
        )


@dataclass(frozen=True)
class Inventory:
    """Everything that a product system rests on."""

    product: Product
    system: ProductSystem
    activity: ActivityData
    factors: Mapping[str, Factor]
    gwp: GwpSet

    def evaluated(self, per: str) -> Evaluation | None:
        """What one `per` of the product takes; None where the product cannot be told in it.

        Computed once for each unit, however many look at it.
        """
        if per not in self._evaluated:
            self._evaluated[per] = self._evaluate(per)
        return self._evaluated[per]

    @cached_property
    def _evaluated(self) -> dict[str, Evaluation | None]:
        return {}

    def _evaluate(self, per: str) -> Evaluation | None:
        made_in = self.system.by_id[self.system.reference].output.unit
        try:
            demand = self.product.express(Quantity(Decimal(1), per), made_in)
        except UnitsIncompatible:
            return None
        return evaluate(Inputs(self.system, self.activity, self.factors, self.gwp, demand))


def judge(of: Inventory, pack: PlausibilityPack) -> list[Judgement]:
    """Every bound that the product can be expressed in, in the order of the pack."""
    found: list[Judgement] = []
    for per in dict.fromkeys(bound.per for bound in pack.inventory):
        bounds = [bound for bound in pack.inventory if bound.per == per]
        found += _per(of, per, bounds)
    order = {bound.id: place for place, bound in enumerate(pack.inventory)}
    return sorted(found, key=lambda judgement: order[judgement.bound.id])


def refuse_impossible(judgements: Iterable[Judgement]) -> None:
    """Raise `InventoryImpossible` for the value that is farthest from what can be."""
    beyond = [each for each in judgements if each.verdict is Verdict.IMPOSSIBLE]
    if beyond:
        worst = max(beyond, key=lambda each: each.bound.excess(each.value))
        raise InventoryImpossible(where=worst.place, **worst.bound.facts(worst.value))


def findings(judgements: Iterable[Judgement]) -> list[Found]:
    """What stands out and rests on measured totals, for a person to settle."""
    return [
        Found(Check.CATEGORY_BOUNDS, each.place, each.message.zh, each.message.en)
        for each in judgements
        if each.measured and each.verdict is not Verdict.PLAUSIBLE
    ]


def check_piece(product: Product, pack: PlausibilityPack) -> None:
    """Raise `PieceImpossible` when one piece is no such product."""
    for bound in pack.pieces:
        try:
            value = product.express_one(bound.per, bound.unit).amount
        except UnitsIncompatible:
            continue
        if bound.verdict(value) is Verdict.IMPOSSIBLE:
            raise PieceImpossible(**bound.facts(value))


def _per(of: Inventory, per: str, bounds: Iterable[InventoryBound]) -> Iterator[Judgement]:
    evaluation = of.evaluated(per)
    if evaluation is None:
        return
    for bound in bounds:
        parts = [*_taken(bound, evaluation.contributions, of.factors)]
        parts += _delivered(bound, of, evaluation.deliveries)
        if parts or bound.needed:
            yield _judgement(bound, parts, of.system.reference)


@dataclass(frozen=True)
class _Part:
    place: str
    amount: Decimal
    measured: bool


def _judgement(bound: InventoryBound, parts: list[_Part], reference: str) -> Judgement:
    largest = max(parts, key=lambda part: part.amount, default=None)
    return Judgement(
        bound,
        total(part.amount for part in parts),
        reference if largest is None else largest.place,
        any(part.measured for part in parts),
        bool(parts),
    )


def _taken(
    bound: InventoryBound, found: Iterable[Contribution], factors: Mapping[str, Factor]
) -> Iterator[_Part]:
    for item in found:
        if dimension(item.unit) is dimension(bound.unit) and _speaks_of(bound, item, factors):
            where = f"{item.process}.{item.exchange}"
            amount = convert(item.amount, item.unit, bound.unit, where=where)
            yield _Part(where, amount, item.measured)


def _speaks_of(bound: InventoryBound, item: Contribution, factors: Mapping[str, Factor]) -> bool:
    if any(fnmatchcase(item.flow.lower(), glob) for glob in bound.flows):
        return True
    sources = (term.source.removeprefix("factor:") for term in item.terms)
    return any(id in factors and factors[id].category in bound.factor_categories for id in sources)


def _delivered(
    bound: InventoryBound, of: Inventory, deliveries: Mapping[str, Quantity]
) -> Iterator[_Part]:
    totals = of.activity.measured()
    measured = {
        supply.process
        for process in of.system.processes
        for supply in process.supplies()
        if (process.id, supply.id) in totals
    }
    for process, made in sorted(deliveries.items()):
        named = any(fnmatchcase(process, glob) for glob in bound.processes)
        other = process != of.system.reference
        if named and other and dimension(made.unit) is dimension(bound.unit):
            amount = convert(made.amount, made.unit, bound.unit, where=process)
            yield _Part(process, amount, process in measured)
