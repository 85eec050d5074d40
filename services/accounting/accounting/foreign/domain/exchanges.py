"""One exchange of a foreign model as exchanges of the platform, or as a loss."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounting.foreign.domain.fates import Emitted, Harmless, TakenUp, Unmapped, fate
from accounting.foreign.domain.inventory import (
    FlowKind,
    ForeignModel,
    ForeignProcess,
    Json,
    Line,
)
from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.measures import Amount
from accounting.foreign.domain.naming import Names, Node
from accounting.foreign.domain.wording import printable, slug, unique
from accounting.values.domain.numbers import EXACT, plain
from accounting.values.domain.text import Text
from accounting.values.domain.units import Dimension, dimension

_PLACES = 20


@dataclass(frozen=True)
class Carried:
    """An exchange of the platform, and the products of other processes that it takes."""

    content: Json
    needs: tuple[Node, ...] = ()


Found = tuple[Carried, ...]
"""The exchanges of the platform that a line becomes; none where it is lost."""


def carried_amount(value: Decimal, unit: str) -> Json:
    return {"amount": plain(round(value, _PLACES)), "unit": unit}


class Translator:
    """Exchanges, one after the other; what is lost is told to `lose`."""

    def __init__(
        self,
        model: ForeignModel,
        names: Names,
        gases: frozenset[str],
        lose: Callable[[Loss], None],
    ) -> None:
        self._model, self._names, self._gases = model, names, gases
        self._tell = lose
        self.harmless: dict[str, None] = {}
        """Names of flows that were left out because they warm nothing."""

    def exchanges(
        self, id: str, process: ForeignProcess, line: Line, share: Decimal, taken: set[str]
    ) -> Iterator[Carried]:
        """What one line becomes for a product that carries a share of it."""
        whole = share == 1
        if whole and line.is_covered:
            return
        ready = line.ready if whole and self._stands(line.ready) else None
        found = self._translated(id, line, share) if ready is None else self._as_it_was(ready)
        for carried in found:
            own = unique(str(carried.content.get("id") or "exchange")[:60], taken)
            yield Carried({**carried.content, "id": own}, carried.needs)

    def _stands(self, ready: Json | None) -> bool:
        """Whether an exchange can be as it was: a process that it takes from is still there."""
        if ready is None or ready.get("kind") != "process":
            return ready is not None
        return bool(self._names.key_of(str(ready.get("process"))))

    def _as_it_was(self, content: Json) -> Found:
        if content.get("kind") != "process":
            return (Carried(content),)
        key = self._names.key_of(str(content.get("process")))
        node = self._names.node(key, "")
        return (Carried({**content, "process": self._names.id(node)}, (node,)),)

    def _translated(self, id: str, line: Line, share: Decimal) -> Found:
        where = f"{id}.{line.id or slug(line.flow.name) or 'exchange'}"
        named = printable(line.flow.name)
        if line.is_avoided:
            return self._lost(
                where,
                f"避免产品“{named}”不计抵减,未导入",
                f"avoided product {named} is not credited; left out",
            )
        if isinstance(line.amount, Text):
            return self._lost(
                where,
                f"流“{named}”{line.amount.zh},未导入",
                f"flow {named} is left out: {line.amount.en}",
            )
        amount = Amount(EXACT.multiply(line.amount.value, share), line.amount.unit)
        if line.kind is FlowKind.ELEMENTARY:
            return self._elementary(where, line, amount)
        return self._intermediate(where, line, amount)

    def _elementary(self, where: str, line: Line, amount: Amount) -> Found:
        named = printable(line.flow.name)
        found = fate(line.flow, is_input=line.is_input, gases=self._gases)
        if isinstance(found, Harmless):
            self.harmless[line.flow.name] = None
            return ()
        if isinstance(found, Unmapped):
            return self._lost(where, found.why.zh, found.why.en)
        if dimension(amount.unit) is not Dimension.MASS:
            return self._lost(
                where,
                f"“{named}”以 {amount.unit} 计,不是质量,未导入",
                f"{named} is counted in {amount.unit}, which is no mass; left out",
            )
        if isinstance(found, TakenUp):
            return self._uptake(where, line, amount)
        if amount.value < 0 or line.is_input:
            return self._lost(
                where,
                f"负排放“{named}”是抵减,未导入;生物质吸收请用资源流",
                f"a negative emission of {named} is a credit; left out",
            )
        return self._emission(where, line, amount, found)

    def _uptake(self, where: str, line: Line, amount: Amount) -> Found:
        # Our own export writes an uptake as an emission below zero.
        if (amount.value < 0) is line.is_input and amount.value != 0:
            return self._lost(
                where,
                f"负的吸收“{line.flow.name}”未导入",
                f"a negative uptake of {line.flow.name} is left out",
            )
        return self._one(
            {
                "kind": "uptake",
                "id": line.id or slug(line.flow.name) or "uptake",
                **carried_amount(abs(amount.value), amount.unit),
                "source": {"zh": printable(line.flow.name), "en": printable(line.flow.name)},
            }
        )

    def _emission(self, where: str, line: Line, amount: Amount, found: Emitted) -> Found:
        if found.doubt is not None:
            self._lost(where, found.doubt.zh, found.doubt.en)
        return self._one(
            {
                "kind": "emission",
                "id": line.id or slug(line.flow.name) or slug(found.gas),
                "gas": found.gas,
                "origin": found.origin.value,
                **carried_amount(amount.value, amount.unit),
            }
        )

    def _intermediate(self, where: str, line: Line, amount: Amount) -> Found:
        treats = not line.is_input and line.kind is FlowKind.WASTE
        named = printable(line.flow.name)
        if not line.is_input and not treats:
            return self._lost(
                where,
                f"“{named}”成为另一产出,没有分配,未导入",
                f"{named} has become another output and nothing is shared with it; left out",
            )
        if line.provider:
            return self._supplied(where, line, amount)
        if amount.value < 0:
            return self._lost(
                where,
                f"负数量的“{named}”是抵减,未导入",
                f"a negative amount of {named} is a credit; left out",
            )
        if line.factor:
            return self._by_factor(line, amount, treats=treats)
        if treats:
            return self._lost(
                where,
                f"废物“{named}”没有处理过程,未导入",
                f"no process treats the waste {named}; left out",
            )
        return self._cut_off(where, line, amount)

    def _supplied(self, where: str, line: Line, amount: Amount) -> Found:
        node = self._names.node(line.provider, line.flow.id)
        process = self._model.processes[line.provider]
        named, supplier = printable(line.flow.name), printable(process.name.zh)
        if not self._names.makes(line.provider, line.flow.id):
            self._lost(
                where,
                f"供应过程“{supplier}”没有流“{named}”,按其参考产品计入",
                f"process {supplier} does not make {named}; its reference product is taken",
            )
        made = self._names.line(node).amount
        is_turned = isinstance(made, Amount) and made.value < 0
        if (amount.value < 0) is not (is_turned and amount.value != 0):
            return self._lost(
                where,
                f"负数量的“{named}”是抵减,未导入",
                f"a negative amount of {named} is a credit; left out",
            )
        content: Json = {
            "kind": "process",
            "id": line.id or slug(line.flow.name) or "input",
            "process": self._names.id(node),
            **carried_amount(abs(amount.value), amount.unit),
        }
        product = process.products.get(line.flow.id, "")
        if product and product != process.id:
            content["product"] = product
        return self._one(content, node)

    def _by_factor(self, line: Line, amount: Amount, *, treats: bool) -> Found:
        named = slug(line.flow.name) or line.id or "input"
        return self._one(
            {
                "kind": "waste" if treats else "factor",
                "id": line.id or named,
                "flow": named,
                "factor": line.factor,
                **({"route": "other"} if treats else {}),
                **carried_amount(amount.value, amount.unit),
            }
        )

    def _cut_off(self, where: str, line: Line, amount: Amount) -> Found:
        named, program = printable(line.flow.name), self._model.program
        self._lost(
            where,
            f"投入“{named}”没有供应过程和因子,按取舍项导入",
            f"{named} has no supplier and no factor and comes in as a cut-off",
        )
        return self._one(
            {
                "kind": "cut-off",
                "id": line.id or slug(line.flow.name) or "input",
                "flow": slug(line.flow.name) or line.id or "input",
                "reason": {
                    "zh": f"自 {program.zh} 导入,尚未指定排放因子",
                    "en": f"imported from {program.en}, no emission factor chosen yet",
                },
                **carried_amount(amount.value, amount.unit),
            }
        )

    def _one(self, content: Json, *needs: Node) -> Found:
        return (Carried(content, needs),)

    def _lost(self, where: str, zh: str, en: str) -> Found:
        """Nothing, which a person must settle."""
        self._tell(Loss(where, Text(zh, en), material=True))
        return ()
