"""Foreign models as product systems: every process that the product needs, and what is lost."""

from collections import deque
from collections.abc import Iterator
from decimal import Decimal

from accounting.foreign.domain.exchanges import Carried, Translator, carried_amount
from accounting.foreign.domain.inventory import (
    ForeignModel,
    ForeignProcess,
    Json,
    Line,
)
from accounting.foreign.domain.losses import Loss, joined
from accounting.foreign.domain.naming import Names, Node
from accounting.foreign.domain.wording import ForeignModelRefused, printable
from accounting.values.domain.numbers import EXACT
from accounting.values.domain.text import Text
from packs.models import Stage

_TOLERANCE = Decimal("0.001")
_NAMED = 8


def translated(model: ForeignModel, gases: frozenset[str]) -> tuple[Json, tuple[Loss, ...]]:
    """The system as the platform writes it, and what of the model is not in it.

    Raises `ForeignModelRefused`.
    """
    return _Translation(model, gases).result()


class _Translation:
    def __init__(self, model: ForeignModel, gases: frozenset[str]) -> None:
        self._model, self._names = model, Names(model)
        self._losses = list(model.losses)
        self._translator = Translator(model, self._names, gases, self._lose)

    def result(self) -> tuple[Json, tuple[Loss, ...]]:
        reference = self._names.node(self._model.reference, self._model.product)
        processes = list(self._processes(reference))
        self._tell_of_harmless()
        self._tell_of_unused({node[0] for node in self._names.used})
        name = self._model.name
        content: Json = {
            "name": {"zh": name.zh, "en": name.en},
            "reference": self._names.id(reference),
            "processes": processes,
            **self._model.members,
        }
        return content, tuple(joined(self._losses))

    def _processes(self, reference: Node) -> Iterator[Json]:
        """The reference process and all that it needs, each product once."""
        waiting, asked_by = deque([reference]), dict[Node, Json]()
        seen = {reference}
        while waiting:
            node = waiting.popleft()
            content, needed = self._process(node, asked_by.get(node))
            yield content
            new = [other for other in dict.fromkeys(needed) if other not in seen]
            seen.update(new)
            asked_by.update(dict.fromkeys(new, content))
            waiting.extend(new)

    def _process(self, node: Node, asks: Json | None) -> tuple[Json, list[Node]]:
        process, id = self._model.processes[node[0]], self._names.id(node)
        main = self._names.line(node)
        shares = self._shares(process, main)
        needed: list[Node] = []
        exchanges: list[Json] = []
        taken: set[str] = set()
        for line in process.lines:
            if line.is_reference or (line.is_product and not process.members):
                continue
            for carried in self._translator.exchanges(id, process, line, shares[line.key], taken):
                exchanges.append(carried.content)
                needed.extend(carried.needs)
        if not exchanges:
            exchanges.append(self._nothing(id, process, main).content)
        content: Json = {
            "id": id,
            "name": {"zh": process.name.zh, "en": process.name.en},
            "stage": self._stage(id, process, main, asks),
            "output": self._output(process, main),
            "exchanges": exchanges,
            **process.members,
        }
        return content, needed

    def _output(self, process: ForeignProcess, main: Line) -> Json:
        if process.output is not None and main.is_reference:
            return process.output
        if isinstance(main.amount, Text):
            raise ForeignModelRefused.because(
                main.amount, process=process.name.zh, flow=main.flow.name
            )
        if main.amount.value == 0:
            raise ForeignModelRefused.because(
                Text("参考流(定量参考)的数量为 0", "the amount of its reference flow is 0"),
                process=process.name.zh,
                flow=main.flow.name,
            )
        return carried_amount(abs(main.amount.value), main.amount.unit)

    def _stage(self, id: str, process: ForeignProcess, main: Line, asks: Json | None) -> str:
        """The file's own, but for treatment: production's waste is treated in production."""
        if main.is_input and process.stage is Stage.END_OF_LIFE and asks is not None:
            what = Text(
                f"处理“{asks['id']}”的废物,计入其阶段",
                f"it treats waste of {asks['id']} and counts in its stage",
            )
            if asks["stage"] != process.stage.value:
                self._lose(Loss(id, what))
            return str(asks["stage"])
        if process.stage is None:
            self._lose(
                Loss(
                    id,
                    Text(
                        "未注明生命周期阶段,按“生产”导入",
                        "no life-cycle stage; taken as production",
                    ),
                )
            )
        return (process.stage or Stage.PRODUCTION).value

    def _shares(self, process: ForeignProcess, main: Line) -> dict[str, Decimal]:
        """The share of every line that the product carries."""
        products = self._names.products(process)
        if len(products) < 2:
            return {line.key: Decimal(1) for line in process.lines}
        names = ", ".join(printable(line.flow.name) for line in products)
        if not process.sharing.method:
            self._lose(
                Loss(
                    self._names.of_process(process),
                    Text(
                        f"多产品过程({names})没有分配系数,全部负荷计入每个产品",
                        f"allocation: the file shares nothing among {names}; "
                        "each product carries all",
                    ),
                    material=True,
                )
            )
            return {line.key: Decimal(1) for line in process.lines}
        shares = {
            line.key: self._share(process, products, main, line)
            for line in process.lines
            if not line.is_product
        }
        self._tell_of_sharing(process, products, main)
        return shares

    def _share(
        self, process: ForeignProcess, products: tuple[Line, ...], main: Line, line: Line
    ) -> Decimal:
        given = {p.flow.id: process.sharing.of(p.flow.id, line.key) for p in products}
        whole = sum(given.values(), Decimal(0))
        if abs(whole - 1) > _TOLERANCE or min(given.values()) < 0:
            reason = Text(
                f"分配系数合计为 {whole},应为 1(不得为负)",
                f"its allocation factors add up to {whole}; they must be 1 together, none negative",
            )
            raise ForeignModelRefused.because(reason, process=process.name.zh, flow=line.flow.name)
        return EXACT.divide(given[main.flow.id], whole)

    def _tell_of_sharing(
        self, process: ForeignProcess, products: tuple[Line, ...], main: Line
    ) -> None:
        sharing = process.sharing
        given = ", ".join(
            f"{printable(p.flow.name)} {sharing.factors.get(p.flow.id, '(…)')}" for p in products
        )
        what = Text(
            printable(f"按文件的分配系数({sharing.method})计算:{given}"),
            printable(f"allocation by the factors of the file ({sharing.method}): {given}"),
        )
        self._lose(Loss(self._names.of_process(process), what, material=True))

    def _nothing(self, id: str, process: ForeignProcess, main: Line) -> Carried:
        """A process that takes and gives off nothing stands with an empty line in the books."""
        what = Text("没有可计入的投入和排放", "it takes nothing and releases nothing that counts")
        self._lose(Loss(id, what, material=True))
        unit = main.amount.unit if not isinstance(main.amount, Text) else "kg"
        return Carried(
            {
                "kind": "cut-off",
                "id": "nothing",
                "flow": "nothing",
                "reason": {"zh": what.zh, "en": what.en},
                **carried_amount(Decimal(0), unit),
            }
        )

    def _tell_of_harmless(self) -> None:
        names = list(self._translator.harmless)
        if names:
            listed = ", ".join(printable(name) for name in names[:_NAMED])
            more = "…" if len(names) > _NAMED else ""
            what = Text(
                printable(f"不影响碳足迹的基本流 {len(names)} 种未导入:{listed}{more}"),
                printable(f"{len(names)} flows that warm nothing are left out: {listed}{more}"),
            )
            self._lose(Loss("*", what))

    def _tell_of_unused(self, used: set[str]) -> None:
        for key, process in self._model.processes.items():
            if key not in used:
                what = Text(
                    "产品不需要该过程,未导入", "the product does not need this process; left out"
                )
                self._lose(Loss(printable(process.name.en), what))

    def _lose(self, loss: Loss) -> None:
        where, what = printable(loss.where), loss.what
        said = Text(printable(what.zh), printable(what.en))
        self._losses.append(Loss(where, said, loss.material))
