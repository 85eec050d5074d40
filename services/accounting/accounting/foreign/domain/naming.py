"""Identifiers for the processes of a foreign model, and the products that each can deliver."""

from accounting.foreign.domain.inventory import ForeignModel, ForeignProcess, Line
from accounting.foreign.domain.wording import ForeignModelRefused, slug, unique
from accounting.values.domain.text import Text

Node = tuple[str, str]
"""A process by its key and one of its products by the identifier of its flow."""


class Names:
    """Which process and product of the platform stands for which of the file's."""

    def __init__(self, model: ForeignModel) -> None:
        self._model, self._ids = model, dict[Node, str]()
        self._taken: set[str] = set()
        self._own = {
            key: unique(process.id or slug(process.name.en) or "process", self._taken)
            for key, process in model.processes.items()
        }
        self._keys = {process.id: key for key, process in model.processes.items() if process.id}
        self.used: set[Node] = set()

    def node(self, key: str, flow: str) -> Node:
        """The product of a process that has this flow, or else what the process is for."""
        process = self._model.processes[key]
        products = self.products(process)
        same = next((line for line in products if line.flow.id == flow), None)
        main = same or self._main(process)
        if process.members:
            main = self._main(process)
        return key, main.flow.id

    def makes(self, key: str, flow: str) -> bool:
        """Whether a process delivers the flow, or treats it."""
        process = self._model.processes[key]
        return flow in process.products or any(
            line.flow.id == flow for line in self.products(process)
        )

    def products(self, process: ForeignProcess) -> tuple[Line, ...]:
        """What others can take of it; only its main product where the platform shared it."""
        if process.members:
            return (self._main(process),)
        lines = tuple(line for line in process.lines if line.is_product)
        return lines or (self._main(process),)

    def line(self, node: Node) -> Line:
        process = self._model.processes[node[0]]
        return next(line for line in self.products(process) if line.flow.id == node[1])

    def id(self, node: Node) -> str:
        """The identifier of the process that stands for a product."""
        self.used.add(node)
        if node not in self._ids:
            process, own = self._model.processes[node[0]], self._own[node[0]]
            main = self._main(process)
            beside = f"{own[:40]}-{slug(self.line(node).flow.name) or 'product'}"[:60].rstrip("-")
            self._ids[node] = own if main.flow.id == node[1] else unique(beside, self._taken)
        return self._ids[node]

    def key_of(self, id: str) -> str:
        """Key of a process that had this identifier on the platform; empty if it is gone."""
        return self._keys.get(id, "")

    def of_process(self, process: ForeignProcess) -> str:
        return self._own[process.key]

    def _main(self, process: ForeignProcess) -> Line:
        found = next((line for line in process.lines if line.is_reference), None)
        if found is None:
            raise ForeignModelRefused.because(
                Text("没有参考流(定量参考)", "it has no quantitative reference"),
                process=process.name.zh,
                flow="-",
            )
        return found
