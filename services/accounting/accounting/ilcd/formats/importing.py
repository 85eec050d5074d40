"""Reading ILCD process data sets as a product system."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import ValidationError

from accounting.foreign.domain.inventory import (
    NOT_SHARED,
    FlowKind,
    ForeignModel,
    ForeignProcess,
    Line,
    Sharing,
)
from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.measures import Amount, FlowMeasures, Measures, UnitGroup
from accounting.foreign.domain.recognition import ElementaryFlow, recognised
from accounting.foreign.domain.translation import translated
from accounting.foreign.domain.wording import printable
from accounting.ilcd.formats.datasets import DataSets, IlcdUnreadable, Node, number
from accounting.model.domain.system import SYSTEM, ProductSystem
from accounting.values.domain.text import Text
from packs.models import Stage

_KINDS = {
    "elementary flow": FlowKind.ELEMENTARY,
    "waste flow": FlowKind.WASTE,
    "product flow": FlowKind.PRODUCT,
    "other flow": FlowKind.PRODUCT,
}
_STAGES = {stage.value: stage for stage in Stage}
_HUNDRED = Decimal(100)
_NAMED = 5
_QUANTITY = "reference"
"""An exchange is counted by its flow's reference property; the format knows no other."""


def imported(data_sets: DataSets, gases: frozenset[str]) -> tuple[ProductSystem, tuple[Loss, ...]]:
    """The system behind the one process that supplies no other, and what could not be carried.

    Raises `IlcdUnreadable`, `ForeignModelRefused`.
    """
    content, losses = translated(_Reader(data_sets).model(), gases)
    try:
        return SYSTEM.validate_python(content), losses
    except ValidationError as failure:
        first = failure.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise IlcdUnreadable(reason=f"{where}: {first['msg']}"[:200]) from failure


class _Reader:
    def __init__(self, data_sets: DataSets) -> None:
        self._data_sets = data_sets
        self._losses: list[Loss] = []
        self._makers = self._who_makes()

    def model(self) -> ForeignModel:
        processes = {id: self._process(id, n) for id, n in self._data_sets["processes"].items()}
        reference = self._reference(processes)
        return ForeignModel(
            name=processes[reference].name,
            reference=reference,
            product="",
            processes=processes,
            losses=tuple(self._losses),
            program=Text("ILCD 数据集", "ILCD data sets"),
        )

    def _reference(self, processes: Mapping[str, ForeignProcess]) -> str:
        supply = {
            line.provider
            for id, process in processes.items()
            for line in process.lines
            if line.provider and line.provider != id
        }
        last = [id for id in processes if id not in supply]
        if len(last) != 1:
            names = ", ".join(printable(processes[id].name.en) for id in last[:_NAMED])
            raise IlcdUnreadable(
                reason=f"{len(last)} processes supply no other, so it is not clear which one is "
                f"about the product: {names}"[:300]
            )
        return last[0]

    def _who_makes(self) -> Mapping[str, list[str]]:
        """Processes by the flow that they are for."""
        found: dict[str, list[str]] = {}
        for id, process in self._data_sets["processes"].items():
            main = _main(process)
            for row in process.all("exchanges", "exchange"):
                if row.get("dataSetInternalID") == main:
                    found.setdefault(_flow_id(row), []).append(id)
        return found

    def _process(self, id: str, process: Node) -> ForeignProcess:
        information = process.first("processInformation", "dataSetInformation")
        name = _text(information.words("name", "baseName"))
        main, where = _main(process), printable(name.en)
        rows = list(process.all("exchanges", "exchange"))
        lines = [self._line(id, row, where, main=main) for row in rows]
        return ForeignProcess(
            key=id,
            name=name,
            stage=_stage(information),
            lines=tuple(line for line in lines if line is not None),
            sharing=_sharing(rows),
        )

    def _line(self, id: str, row: Node, where: str, *, main: str) -> Line | None:
        key = row.get("dataSetInternalID")
        is_reference = key == main
        flow = self._data_sets["flows"].get(_flow_id(row))
        known = self._flow(row, flow)
        kind = self._kind(known, flow, where, is_reference=is_reference)
        if kind is None:
            return None
        is_input = row.text("exchangeDirection").lower() == "input"
        takes = kind is not FlowKind.ELEMENTARY and not is_reference
        wants = takes and (is_input if kind is FlowKind.PRODUCT else not is_input)
        return Line(
            key=key,
            flow=known,
            kind=kind,
            amount=self._amount(row, flow, known),
            is_input=is_input,
            is_reference=is_reference,
            provider=self._provider(known, where) if wants else "",
        )

    def _provider(self, flow: ElementaryFlow, where: str) -> str:
        makers = self._makers.get(flow.id, [])
        if len(makers) > 1:
            named = printable(flow.name)
            what = Text(
                printable(f"“{named}”有 {len(makers)} 个过程供应,无法确定是哪一个"),
                printable(
                    f"{len(makers)} processes supply {named}; which one is meant is not said"
                ),
            )
            self._losses.append(Loss(where, what, material=True))
        return makers[0] if len(makers) == 1 else ""

    def _flow(self, row: Node, flow: Node | None) -> ElementaryFlow:
        short = _text(row.words("referenceToFlowDataSet", "shortDescription"))
        if flow is None:
            return ElementaryFlow(_flow_id(row), _english(short))
        information = flow.first("flowInformation", "dataSetInformation")
        category = information.all(
            "classificationInformation", "elementaryFlowCategorization", "category"
        )
        return ElementaryFlow(
            id=_flow_id(row),
            name=_english(_text(information.words("name", "baseName"))),
            formula=information.text("sumFormula"),
            cas=information.text("CASNumber"),
            compartment="/".join(each.text() for each in category),
        )

    def _kind(
        self, known: ElementaryFlow, flow: Node | None, where: str, *, is_reference: bool
    ) -> FlowKind | None:
        if flow is not None:
            named = flow.text("modellingAndValidation", "LCIMethod", "typeOfDataSet").lower()
            return _KINDS.get(named, FlowKind.PRODUCT)
        if is_reference or known.id in self._makers:
            return FlowKind.PRODUCT
        name = printable(known.name) or known.id
        if recognised(known) is not None:
            self._lose(
                where,
                f"缺少流“{name}”的数据集,按名称作为排放(kg)计入",
                f"the data set of flow {name} is missing; it counts as an emission in kg",
            )
            return FlowKind.ELEMENTARY
        self._lose(
            where,
            f"缺少流“{name}”的数据集,不知其类型和单位,未导入",
            f"the data set of flow {name} is missing, so are its type and unit; left out",
        )
        return None

    def _amount(self, row: Node, flow: Node | None, known: ElementaryFlow) -> Amount | Text:
        value = row.number("resultingAmount")
        if value is None:
            value = row.number("meanAmount")
        if value is None:
            return Text("没有数量", "it has no amount")
        if flow is None:
            if recognised(known) is not None:
                return Amount(value, "kg")
            return Text(
                "缺少流的数据集,不知单位", "its data set is missing, so its unit is unknown"
            )
        property_id, name = _reference_property(flow)
        measures = Measures(self._groups(property_id), {_QUANTITY: name})
        counted = FlowMeasures(_QUANTITY, {_QUANTITY: Decimal(1)})
        return measures.amount(value, ("", ""), _QUANTITY, counted)

    def _groups(self, property_id: str) -> Mapping[str, UnitGroup]:
        found = self._data_sets["flowproperties"].get(property_id)
        if found is None:
            return {}
        reference = found.first(
            "flowPropertiesInformation", "quantitativeReference", "referenceToReferenceUnitGroup"
        )
        group = self._data_sets["unitgroups"].get(reference.get("refObjectId").lower())
        return {} if group is None else {_QUANTITY: _unit_group(group)}

    def _lose(self, where: str, zh: str, en: str) -> None:
        self._losses.append(Loss(where, Text(printable(zh), printable(en)), material=True))


def _main(process: Node) -> str:
    return process.text("processInformation", "quantitativeReference", "referenceToReferenceFlow")


def _flow_id(row: Node) -> str:
    return row.first("referenceToFlowDataSet").get("refObjectId").lower()


def _reference_property(flow: Node) -> tuple[str, str]:
    """Identifier and name of the property by which a flow is counted."""
    wanted = flow.text(
        "flowInformation", "quantitativeReference", "referenceToReferenceFlowProperty"
    )
    for row in flow.all("flowProperties", "flowProperty"):
        if row.get("dataSetInternalID") == wanted:
            reference = row.first("referenceToFlowPropertyDataSet")
            return reference.get("refObjectId").lower(), _english(
                _text(reference.words("shortDescription"))
            )
    return "", ""


def _unit_group(group: Node) -> UnitGroup:
    wanted = group.text("unitGroupInformation", "quantitativeReference", "referenceToReferenceUnit")
    rows = list(group.all("units", "unit"))
    reference = next(
        (row.text("name") for row in rows if row.get("dataSetInternalID") == wanted), ""
    )
    sizes = {row.text("name"): row.number("meanValue") or Decimal(1) for row in rows}
    return UnitGroup(reference, sizes)


def _sharing(rows: list[Node]) -> Sharing:
    """Fractions of every exchange in percent, by the product that they go to."""
    flows = {row.get("dataSetInternalID"): _flow_id(row) for row in rows}
    by_line = {}
    for row in rows:
        for part in row.all("allocations", "allocation"):
            product = flows.get(part.get("internalReferenceToCoProduct"), "")
            share = number(part.get("allocatedFraction"))
            if product and share is not None:
                by_line[product, row.get("dataSetInternalID")] = share / _HUNDRED
    return Sharing("causal", {}, by_line) if by_line else NOT_SHARED


def _stage(information: Node) -> Stage | None:
    for each in information.all("classificationInformation", "classification", "class"):
        named = each.text().lower().replace(" ", "-")
        if named in _STAGES:
            return _STAGES[named]
    return None


def _text(words: Mapping[str, str]) -> Text:
    chinese = next((text for lang, text in words.items() if lang.startswith("zh")), "")
    english = words.get("en") or next(iter(words.values()), "")
    zh = printable(chinese or english) or "(无名)"
    return Text(zh, printable(english) or zh)


def _english(name: Text) -> str:
    """The name by which a flow is told; a Chinese one where there is no other."""
    return "" if name.zh == "(无名)" else name.en
