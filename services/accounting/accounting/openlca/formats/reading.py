"""Exchanges of an archive with their flows, amounts, units and suppliers."""

from collections.abc import Callable, Mapping

from accounting.calculations.domain.node import DocumentNode
from accounting.foreign.domain.inventory import FlowKind, Line
from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.measures import Amount
from accounting.foreign.domain.recognition import ElementaryFlow, recognised
from accounting.foreign.domain.wording import ForeignModelRefused, printable
from accounting.openlca.formats.amounts import Amounts
from accounting.openlca.formats.archive import Archive
from accounting.openlca.formats.common import mark_in
from accounting.openlca.formats.units import flow_measures, measures_of
from accounting.values.domain.text import Text

_KINDS = {
    "PRODUCT_FLOW": FlowKind.PRODUCT,
    "WASTE_FLOW": FlowKind.WASTE,
    "ELEMENTARY_FLOW": FlowKind.ELEMENTARY,
}


class LineReader:
    """What an exchange is, wherever in the archive that is written."""

    def __init__(
        self, archive: Archive, system: DocumentNode, lose: Callable[[Loss], None]
    ) -> None:
        self._archive, self._lose = archive, lose
        self._measures = measures_of(archive)
        self._amounts = Amounts(archive, system)
        self._links = dict(_links(system))
        self._factors = {id: factor_in(process) for id, process in archive["processes"].items()}

    def factor_of(self, process: str) -> str:
        """The factor of the library for which an export of ours wrote a process."""
        return self._factors.get(process, "")

    def link(self, process: str, row: DocumentNode) -> str:
        """Who supplies an exchange by the product system."""
        by_line = self._links.get((process, row.text("internalId")))
        return by_line or self._links.get((process, row.node("flow").text("@id")), "")

    def line(self, process: str, row: DocumentNode, provider: str, *, main: bool) -> Line:
        """An exchange with the amount that openLCA computes with, and who supplies it.

        Raises `ForeignModelRefused`.
        """
        if row.node("uncertainty").content:
            what = Text("不确定性分布未导入", "an uncertainty distribution is left out")
            self._lose(Loss("*", what))
        flow = self._flow(row)
        name = self._archive["processes"][process].text("name")
        kind = self._kind(row, provider, name)
        known = provider if provider in self._archive["processes"] else ""
        factor = self.factor_of(known)
        return Line(
            key=row.text("internalId"),
            flow=flow,
            kind=kind,
            amount=self.amount(process, row),
            is_input=bool(row.content.get("isInput")),
            is_reference=main,
            is_avoided=bool(row.content.get("isAvoidedProduct")),
            provider="" if factor else known,
            factor=factor,
        )

    def amount(self, process: str, row: DocumentNode) -> Amount | Text:
        value, loss = self._amounts.of(process, row)
        if loss is not None:
            self._lose(loss)
        flow = self._archive["flows"].get(row.node("flow").text("@id"), DocumentNode({}))
        unit = row.node("unit")
        return self._measures.amount(
            value,
            (unit.text("@id"), unit.text("name")),
            row.node("flowProperty").text("@id"),
            flow_measures(flow),
        )

    def _flow(self, row: DocumentNode) -> ElementaryFlow:
        ref = row.node("flow")
        flow = self._archive["flows"].get(ref.text("@id"), DocumentNode({}))
        return ElementaryFlow(
            id=ref.text("@id"),
            name=flow.text("name") or ref.text("name"),
            formula=flow.text("formula"),
            cas=flow.text("cas"),
            compartment=flow.text("category") or ref.text("category"),
        )

    def _kind(self, row: DocumentNode, provider: str, process: str) -> FlowKind:
        ref = row.node("flow")
        flow = self._archive["flows"].get(ref.text("@id"), DocumentNode({}))
        named = flow.text("flowType") or ref.text("flowType")
        if named in _KINDS:
            return _KINDS[named]
        if provider or row.content.get("isQuantitativeReference"):
            return FlowKind.PRODUCT
        name = printable(ref.text("name"))
        if recognised(ElementaryFlow(ref.text("@id"), name)) is None:
            reason = Text(
                "归档中缺少该流的文件,不知其类型", "its file is missing, so its type is unknown"
            )
            raise ForeignModelRefused.because(reason, process=process, flow=name or "-")
        what = Text(
            printable(f"归档中缺少流“{name}”的文件,按名称作为排放计入"),
            printable(f"the file of flow {name} is missing; by its name it counts as an emission"),
        )
        self._lose(Loss(printable(process), what, material=True))
        return FlowKind.ELEMENTARY


def factor_in(process: DocumentNode) -> str:
    return str(mark_in(process.text("description")).get("factor") or "")


def _links(system: DocumentNode) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in system.rows("processLinks"):
        line = row.node("exchange").text("internalId") or row.node("flow").text("@id")
        found[row.node("process").text("@id"), line] = row.node("provider").text("@id")
    return found
