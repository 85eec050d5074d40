"""Reading a product system from an openLCA archive: ours as it was, others as far as they fit."""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import ValidationError

from accounting.calculations.domain.node import DocumentNode
from accounting.foreign.domain.inventory import (
    NOT_SHARED,
    ForeignModel,
    ForeignProcess,
    Json,
    Sharing,
)
from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.translation import translated
from accounting.foreign.domain.wording import printable
from accounting.model.domain.system import SYSTEM, ProductSystem
from accounting.openlca.formats.archive import Archive, OpenLcaArchiveUnreadable
from accounting.openlca.formats.common import joined, mark_in, parted
from accounting.openlca.formats.edits import Edits, changed_factors, object_in
from accounting.openlca.formats.losses import carried
from accounting.openlca.formats.reading import LineReader
from accounting.values.domain.text import Text
from packs.models import Stage

_STAGES = {stage.value: stage for stage in Stage}
_METHODS = {
    "PHYSICAL_ALLOCATION": "physical",
    "ECONOMIC_ALLOCATION": "economic",
    "CAUSAL_ALLOCATION": "causal",
}
_NAMED = 3


def imported(archive: Archive, gases: frozenset[str]) -> tuple[ProductSystem, tuple[Loss, ...]]:
    """The one product system of the archive, and what of it could not be carried.

    Raises `OpenLcaArchiveUnreadable`, `ForeignModelRefused`.
    """
    content, losses = translated(_Reader(archive, _only(archive)).model(), gases)
    try:
        return SYSTEM.validate_python(content), losses
    except ValidationError as failure:
        first = failure.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise OpenLcaArchiveUnreadable(reason=f"{where}: {first['msg']}"[:200]) from failure


def _only(archive: Archive) -> DocumentNode:
    systems = list(archive["product_systems"].values())
    if len(systems) != 1:
        names = ", ".join(printable(system.text("name")) for system in systems[:_NAMED])
        count = f"{len(systems)} product systems, not one"
        raise OpenLcaArchiveUnreadable(reason=f"it holds {count}{': ' if names else ''}{names}")
    return systems[0]


class _Reader:
    def __init__(self, archive: Archive, system: DocumentNode) -> None:
        self._archive, self._system = archive, system
        self._losses: list[Loss] = []
        self._reference = system.node("refProcess").text("@id")
        self._lines = LineReader(archive, system, self._losses.append)

    def model(self) -> ForeignModel:
        mark = mark_in(self._system.text("description"))
        head = object_in(mark.get("system"))
        processes = {id: self._process(id, found) for id, found in self._unit_processes()}
        self._losses += [*changed_factors(self._archive), *carried(mark)]
        if self._reference not in processes:
            raise OpenLcaArchiveUnreadable(reason="its reference process is missing")
        return ForeignModel(
            name=_name(self._system.text("name"), head.get("name")),
            reference=self._reference,
            product=self._product(processes[self._reference]),
            processes=processes,
            losses=tuple(self._losses),
            members={"wood": head["wood"]} if head.get("wood") else {},
        )

    def _unit_processes(self) -> Iterator[tuple[str, DocumentNode]]:
        for id, process in sorted(self._archive["processes"].items()):
            if not self._lines.factor_of(id):
                yield id, process

    def _product(self, reference: ForeignProcess) -> str:
        wanted = self._system.node("refExchange").text("internalId")
        return next((line.flow.id for line in reference.lines if line.key == wanted), "")

    def _process(self, id: str, process: DocumentNode) -> ForeignProcess:
        head = object_in(mark_in(process.text("description")).get("process"))
        name = _name(process.text("name"), head.get("name"))
        where = printable(str(head.get("id") or name.en))
        main = self._main(id, process)
        edits = Edits(self._archive, self._lines, id, head, where, self._losses.append)
        lines = tuple(edits.lines(list(process.rows("exchanges")), main))
        members, products = edits.co_products(list(process.rows("exchanges")))
        return ForeignProcess(
            key=id,
            name=name,
            stage=_stage(process, head),
            lines=lines,
            sharing=NOT_SHARED if members else _sharing(process),
            id=str(head.get("id") or ""),
            output=edits.output(main),
            members=members,
            products=products,
        )

    def _main(self, id: str, process: DocumentNode) -> DocumentNode | None:
        rows = list(process.rows("exchanges"))
        found = next((row for row in rows if row.content.get("isQuantitativeReference")), None)
        if found is None and id == self._reference:
            wanted = self._system.node("refExchange").text("internalId")
            found = next((row for row in rows if row.text("internalId") == wanted), None)
        return found


def _stage(process: DocumentNode, head: Json) -> Stage | None:
    """The folder says the stage, which may be another than when it was exported."""
    for part in reversed(process.text("category").split("/")):
        named = part.lower().strip().replace(" ", "-")
        if named in _STAGES:
            return _STAGES[named]
    return _STAGES.get(str(head.get("stage")))


def _sharing(process: DocumentNode) -> Sharing:
    method = process.text("defaultAllocationMethod")
    if method not in _METHODS:
        return NOT_SHARED
    factors: dict[str, Decimal] = {}
    by_line: dict[tuple[str, str], Decimal] = {}
    for row in process.rows("allocationFactors"):
        value, product = row.content.get("value"), row.node("product").text("@id")
        if row.text("allocationType") != method or not isinstance(value, Decimal):
            continue
        line = row.node("exchange").text("internalId")
        if line:
            by_line[product, line] = value
        else:
            factors[product] = value
    return Sharing(_METHODS[method], factors, by_line)


def _name(written: str, known: object) -> Text:
    """Both languages as they were, unless somebody gave another name in openLCA."""
    if isinstance(known, dict):
        ours = Text(str(known.get("zh", "")), str(known.get("en", "")))
        if joined(ours) == written:
            return ours
    return parted(written)
