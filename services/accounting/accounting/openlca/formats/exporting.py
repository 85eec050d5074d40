"""Writing a product system as an openLCA archive that openLCA computes to the same footprint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import olca_schema as olca  # type: ignore[import-untyped]  # It ships no types.

from accounting.engine.domain.burden import Heading, Intensities, Term, terms
from accounting.factors.domain.factors import Basis, Factor
from accounting.foreign.domain.losses import Loss
from accounting.inventory.domain.background import Background
from accounting.inventory.domain.sources import flow_of
from accounting.model.domain.sorting import in_order
from accounting.model.domain.system import (
    SYSTEM,
    CutOff,
    Exchange,
    FromProcess,
    ProductSystem,
    UnitProcess,
)
from accounting.openlca.formats.archive import packed
from accounting.openlca.formats.common import joined, marked, stable
from accounting.openlca.formats.lines import ArchiveLine, as_written, ref, stated, timeless
from accounting.openlca.formats.losses import losses, noted, told
from accounting.openlca.formats.measures import flow_property, measures, unit
from accounting.values.domain.numbers import EXACT
from accounting.values.domain.text import Text
from chassis.refusals import Invalid

_LARGEST = 50_000
_BESIDE = (Heading.BIOGENIC_CO2, Heading.UPTAKE)
_FOLDERS: dict[type[olca.RootEntity], str] = {
    olca.UnitGroup: "unit_groups",
    olca.FlowProperty: "flow_properties",
    olca.Flow: "flows",
    olca.Process: "processes",
    olca.ProductSystem: "product_systems",
    olca.ImpactCategory: "lcia_categories",
    olca.ImpactMethod: "lcia_methods",
}


class SystemTooLargeToExport(Invalid):
    """The system has more exchanges than one archive is made of."""

    zh = "产品系统有 {exchanges} 项交换,超过 openLCA 导出上限 {limit} 项;请改用 /v1/systems/{id}。"
    en = "The system has {exchanges} exchanges, an archive at most {limit}; use /v1/systems/{id}."


@dataclass(frozen=True)
class Exported:
    """The archive, and what openLCA has no place for."""

    content: bytes
    losses: tuple[Loss, ...]


def exported(
    id: UUID, system: ProductSystem, data: Background, lost: Sequence[Loss] = ()
) -> Exported:
    """The archive of a system; the same system and data give the same bytes.

    `lost` is what its own import could not carry, which stays with it wherever it goes.
    Raises `SystemTooLargeToExport`.
    """
    exchanges = sum(len(process.exchanges) for process in system.processes)
    if exchanges > _LARGEST:
        raise SystemTooLargeToExport(exchanges=exchanges, limit=_LARGEST, id=id)
    writer = _Writer(str(id), in_order(system), data, lost)
    entities = [*measures(), *writer.entities()]
    files: list[tuple[str, object]] = [
        (f"{_FOLDERS[type(entity)]}/{entity.id}.json", timeless(entity)) for entity in entities
    ]
    files.append(("olca-schema.json", {"version": 2}))
    return Exported(packed(files), tuple(losses(system)))


class _Writer:
    """The entities of one archive, each once."""

    def __init__(
        self, id: str, system: ProductSystem, data: Background, lost: Sequence[Loss]
    ) -> None:
        self._id, self._system, self._data, self._lost = id, system, data, lost
        self._flows: dict[str, olca.Flow] = {}
        self._factors: dict[str, olca.Process] = {}
        self._potentials: dict[bool, dict[str, tuple[olca.Flow, float]]] = {True: {}, False: {}}
        self._links: list[olca.ProcessLink] = []
        written = SYSTEM.dump_python(system, mode="json")
        self._processes = {row["id"]: row for row in written.pop("processes")}
        self._head = written

    def entities(self) -> Iterator[olca.RootEntity]:
        made = [self._process(process) for process in self._system.processes]
        yield from made
        yield from self._factors.values()
        yield self._product_system(made)
        yield from self._flows.values()
        yield from self._impacts()

    def _process(self, process: UnitProcess) -> olca.Process:
        content = self._processes[process.id]
        written = {row["id"]: row for row in content.pop("exchanges")}
        lines = [self._output(product, process) for product in process.outputs]
        lines[0].is_quantitative_reference = True
        for exchange in process.ordered:
            self._add(lines, exchange, written[exchange.id], f"{process.id}.{exchange.id}")
        for index, line in enumerate(lines, 1):
            line.internal_id = index
        made = olca.Process(
            id=self._process_id(process.id),
            name=joined(process.name),
            category=process.stage.value,
            process_type=olca.ProcessType.UNIT_PROCESS,
            description=marked({"process": content}),
            exchanges=lines,
            last_internal_id=len(lines),
        )
        self._link(made)
        return made

    def _output(self, product: str, process: UnitProcess) -> olca.Exchange:
        output = process.outputs[product]
        line = ArchiveLine(
            self._product(process, product), output.amount, output.unit, is_input=False
        )
        return as_written(line, marked({"output": product, **stated(line)}))

    def _add(
        self, lines: list[olca.Exchange], exchange: Exchange, written: object, where: str
    ) -> None:
        """One exchange of ours is one or more of openLCA's; the first carries ours as it is."""
        written_out = list(self._lines(exchange, where))
        for index, line in enumerate(written_out):
            mark: dict[str, object] = {
                "of": exchange.id,
                "lines": len(written_out),
                **stated(line),
            }
            if index == 0:
                mark["exchange"] = written
            words = exchange.reason.zh if isinstance(exchange, CutOff) else ""
            lines.append(as_written(line, marked(mark, words)))

    def _lines(self, exchange: Exchange, where: str) -> Iterator[ArchiveLine]:
        kept = EXACT.subtract(Decimal(1), exchange.loss)
        amount = EXACT.divide(exchange.amount, kept)
        if isinstance(exchange, FromProcess):
            supplier = self._system.by_id[exchange.process]
            flow = self._product(supplier, exchange.node[1])
            provider = ref(olca.RefType.Process, self._process_id(supplier.id), supplier.name)
            yield ArchiveLine(flow, amount, exchange.unit, True, provider)
            return
        if isinstance(exchange, CutOff):
            name = Text(flow_of(exchange), flow_of(exchange))
            kind = olca.FlowType.PRODUCT_FLOW
            flow = self._flow("cut-off", exchange.flow, name, exchange.unit, kind, "cut-offs")
            yield ArchiveLine(flow, amount, exchange.unit, True)
            return
        intensities = Intensities(self._data.factors, self._data.gwp)
        for term in terms(exchange, amount, intensities, where=where):
            yield self._term(term)

    def _term(self, term: Term) -> ArchiveLine:
        kind, _, source = term.source.partition(":")
        if kind == "factor":
            factor = self._data.factors[source]
            provider = self._factor(factor)
            ref = olca.Ref(ref_type=olca.RefType.Process, id=provider.id, name=provider.name)
            return ArchiveLine(self._bought(factor), term.amount, term.unit, True, ref)
        inside = term.heading not in _BESIDE
        gas, amount, potential = source, term.amount, term.intensity
        if kind != "gwp":
            gas, amount, potential = "CO2", term.kg_co2e, Decimal(1)
        flow = self._gas(gas, term.heading.value, potential, inside=inside)
        return ArchiveLine(flow, amount, term.unit if kind == "gwp" else "kg", is_input=False)

    def _gas(self, gas: str, heading: str, potential: Decimal, *, inside: bool) -> olca.Flow:
        name, kind = Text(f"{gas} ({heading})", f"{gas} ({heading})"), olca.FlowType.ELEMENTARY_FLOW
        flow = self._flow("gas", f"{gas}/{heading}", name, "kg", kind, "emission to air")
        self._potentials[inside][str(flow.id)] = (flow, float(potential))
        return flow

    def _factor(self, factor: Factor) -> olca.Process:
        """A factor as a process that gives off its CO2 equivalents and nothing else."""
        id = stable("factor-process", self._data.library, factor.id)
        if id not in self._factors:
            inside = factor.basis is not Basis.BIOGENIC
            gas = self._gas("CO2e", "factors" if inside else "biogenic", Decimal(1), inside=inside)
            made = as_written(ArchiveLine(self._bought(factor), Decimal(1), factor.unit, False), "")
            made.is_quantitative_reference, made.internal_id = True, 1
            line = ArchiveLine(gas, factor.value, "kg", False)
            burden = as_written(line, marked(stated(line)))
            burden.internal_id = 2
            self._factors[id] = olca.Process(
                id=id,
                name=joined(Text(factor.name_zh, factor.name_en)),
                category=f"factors/{self._data.library.replace('/', ' ')}",
                process_type=olca.ProcessType.LCI_RESULT,
                description=marked({"factor": factor.id}, factor.source_title),
                exchanges=[made, burden],
                last_internal_id=2,
            )
        return self._factors[id]

    def _bought(self, factor: Factor) -> olca.Flow:
        name, kind = Text(factor.name_zh, factor.name_en), olca.FlowType.PRODUCT_FLOW
        key = f"{self._data.library}/{factor.id}"
        return self._flow("factor", key, name, factor.unit, kind, "background")

    def _product(self, process: UnitProcess, product: str) -> olca.Flow:
        named = {beside.id: beside.name for beside in process.co_products or ()}
        name, kind = named.get(product, process.name), olca.FlowType.PRODUCT_FLOW
        measure = process.outputs[product].unit
        key = f"{self._id}/{process.id}/{product}"
        return self._flow("product", key, name, measure, kind, "products")

    def _flow(
        self, what: str, key: str, name: Text, measure: str, kind: olca.FlowType, category: str
    ) -> olca.Flow:
        quantity = flow_property(measure)
        id = stable("flow", what, key, str(quantity.name))
        if id not in self._flows:
            self._flows[id] = olca.Flow(
                id=id,
                name=joined(name),
                category=category,
                flow_type=kind,
                flow_properties=[
                    olca.FlowPropertyFactor(
                        conversion_factor=1.0, flow_property=quantity, is_ref_flow_property=True
                    )
                ],
            )
        return self._flows[id]

    def _process_id(self, process: str) -> str:
        return stable("process", self._id, process)

    def _link(self, process: olca.Process) -> None:
        for line in process.exchanges or ():
            if line.is_input and line.default_provider:
                self._links.append(
                    olca.ProcessLink(
                        process=olca.Ref(ref_type=olca.RefType.Process, id=process.id),
                        provider=line.default_provider,
                        flow=line.flow,
                        exchange=olca.ExchangeRef(internal_id=line.internal_id),
                    )
                )

    def _product_system(self, made: list[olca.Process]) -> olca.ProductSystem:
        reference = self._system.by_id[self._system.reference]
        members = [*made, *self._factors.values()]
        lost = {"losses": noted(self._lost)} if self._lost else {}
        return olca.ProductSystem(
            id=self._id,
            name=joined(self._system.name),
            description=marked({"system": self._head, **lost}, told(self._lost)),
            ref_process=ref(olca.RefType.Process, self._process_id(reference.id), reference.name),
            ref_exchange=olca.ExchangeRef(internal_id=1),
            target_amount=float(reference.output.amount),
            target_unit=unit(reference.output.unit),
            target_flow_property=flow_property(reference.output.unit),
            processes=[
                olca.Ref(ref_type=olca.RefType.Process, id=m.id, name=m.name) for m in members
            ],
            process_links=self._links,
        )

    def _impacts(self) -> Iterator[olca.RootEntity]:
        """The footprint and, beside it, biogenic CO2, so that openLCA computes both."""
        gwp = self._data.gwp
        method = f"GB/T 24067, IPCC {gwp.name} ({gwp.version})"
        refs = []
        for inside, title in ((True, "Carbon footprint"), (False, "Biogenic CO2, beside")):
            id = stable("impact", gwp.name, gwp.version, title)
            refs.append(olca.Ref(ref_type=olca.RefType.ImpactCategory, id=id, name=title))
            factors = [
                olca.ImpactFactor(
                    flow=olca.Ref(ref_type=olca.RefType.Flow, id=flow.id, name=flow.name),
                    flow_property=flow_property("kg"),
                    unit=unit("kg"),
                    value=value,
                )
                for flow, value in self._potentials[inside].values()
            ]
            yield olca.ImpactCategory(id=id, name=title, ref_unit="kg", impact_factors=factors)
        yield olca.ImpactMethod(
            id=stable("method", gwp.name, gwp.version), name=method, impact_categories=refs
        )
