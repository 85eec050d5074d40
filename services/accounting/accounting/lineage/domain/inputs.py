"""The inputs of a result: exchanges, measurements with their evidence, and factors."""

from collections.abc import Iterator, Mapping

from accounting.calculations.domain.calculation import Subject
from accounting.calculations.domain.node import DocumentNode as Reading
from accounting.custody.domain.authorship import Actor
from accounting.evidence.domain import EvidenceFile, EvidenceKind
from accounting.factors.domain.factors import Factor
from accounting.factors.domain.reviews import Review
from accounting.inventory.domain.background import Background
from accounting.inventory.domain.sources import flow_of, sources
from accounting.lineage.domain.graph import Edge, LineageNode, NodeKind, Words
from accounting.lineage.domain.trail import FactorVersion, Import, Received, Trail
from accounting.model.domain.activity import Consumption, Evidence
from accounting.model.domain.system import Emission, Exchange, FromProcess
from accounting.values.domain.numbers import plain
from accounting.values.domain.units import Quantity

Places = Mapping[str, frozenset[str]]
Found = Iterator[LineageNode | Edge]


def exchange_nodes(subject: Subject, document: Reading, places: Places) -> Found:
    """Every exchange with its contribution and what its amount and its intensity rest on."""
    single = {
        row.text("id"): row.text("kg_co2e") for row in document.node("result").rows("by_exchange")
    }
    measured = subject.activity.measured()
    for process in subject.system.processes:
        for exchange in process.ordered:
            if exchange.id in places.get(process.id, ()):
                where = f"{process.id}.{exchange.id}"
                yield _exchange(where, exchange, single.get(where))
                yield Edge(f"process:{process.id}", f"exchange:{where}")
                amount = (process.id, exchange.id) in measured
                yield Edge(f"exchange:{where}", f"measurement:{where}" if amount else "system")
                yield from _intensity(where, exchange)


def _exchange(where: str, exchange: Exchange, kg: str | None) -> LineageNode:
    flow = flow_of(exchange)
    facts = {
        "kind": exchange.kind,
        "flow": flow,
        "modelled": f"{plain(exchange.amount)} {exchange.unit}",
    }
    if kg is not None:
        facts["kg_co2e"] = kg
    return LineageNode(f"exchange:{where}", NodeKind.EXCHANGE, Words(flow, flow), facts=facts)


def _intensity(where: str, exchange: Exchange) -> Iterator[Edge]:
    for source in sources(exchange):
        yield Edge(f"exchange:{where}", f"factor:{source.factor}")
    if isinstance(exchange, FromProcess):
        yield Edge(f"exchange:{where}", f"process:{exchange.process}")
    if isinstance(exchange, Emission):
        yield Edge(f"exchange:{where}", "gwp")


def measurement_nodes(trail: Trail, subject: Subject, places: Places) -> Found:
    """Measured totals, outputs included, and the files behind them."""
    for process in subject.activity.processes:
        if process.process not in places:
            continue
        output = f"{process.process}.output"
        yield from _measurement(output, process.output, process.evidence, trail)
        yield Edge(f"process:{process.process}", f"measurement:{output}")
        for done in process.co_products or ():
            where = f"{process.process}.{done.product}.output"
            yield from _measurement(where, done.output, done.evidence, trail)
            yield Edge(f"process:{process.process}", f"measurement:{where}")
        for total in process.consumption:
            if total.exchange in places[process.process]:
                where = f"{process.process}.{total.exchange}"
                yield from _measurement(where, total, total.evidence, trail)


def _measurement(
    where: str, total: Quantity | Consumption, evidence: Evidence, trail: Trail
) -> Found:
    amount, unit = total.amount, total.unit
    yield LineageNode(
        f"measurement:{where}",
        NodeKind.MEASUREMENT,
        Words(f"期间实测 {where}", f"Measured in the period: {where}"),
        trail.activity.at,
        trail.activity.by,
        {"amount": f"{plain(amount)} {unit}", "source": evidence.source},
    )
    yield Edge(f"measurement:{where}", "activity")
    yield _evidence(evidence, trail.evidence.get(evidence.sha256))
    yield Edge(f"measurement:{where}", f"evidence:{evidence.sha256}")


def _evidence(named: Evidence, file: EvidenceFile | None) -> LineageNode:
    """The file where it was handed in, else the hash that the activity data names."""
    id, facts = f"evidence:{named.sha256}", {"sha256": named.sha256}
    if file is None:
        facts["file"] = "not handed in"
        return LineageNode(id, NodeKind.EVIDENCE, Words(named.source, named.source), facts=facts)
    facts |= {"file": file.name, "media_type": file.media_type, "bytes": str(file.size)}
    if file.media_type == EvidenceKind.JSON:
        facts["derivation"] = "from meters"
    by = Actor(file.enterprise, file.added_by)
    return LineageNode(id, NodeKind.EVIDENCE, Words(file.name, file.name), file.at, by, facts)


def factor_nodes(trail: Trail, subject: Subject, background: Background, places: Places) -> Found:
    """The factors that the shown exchanges rest on."""
    used = {
        source.factor
        for process in subject.system.processes
        for exchange in process.ordered
        if exchange.id in places.get(process.id, ())
        for source in sources(exchange)
    }
    for id in sorted(used):
        factor = background.factors[id]
        if received := trail.received.get(id):
            yield _supplied(factor, received)
            continue
        version = used_version(factor, trail.versions.get(id, ()), background)
        yield _factor(factor, version, trail.imports.get(id))
        if version is None or not version.dataset.owner:
            yield Edge(f"factor:{id}", "library")


def used_version(
    factor: Factor, versions: tuple[FactorVersion, ...], background: Background
) -> FactorVersion | None:
    """The version that the calculation holds: same content, of its library or the maker's own."""
    same = [version for version in versions if version.dataset.factor == factor]
    for version in same:
        of = version.dataset
        if of.owner or f"{of.library}/{of.version}" == background.library:
            return version
    return same[-1] if same else None


def _factor(factor: Factor, version: FactorVersion | None, came: Import | None) -> LineageNode:
    facts = {
        "value": f"{plain(factor.value)} kg CO2e/{factor.unit}",
        "source": factor.source_title,
        "reference": factor.source_ref,
        "region": factor.region,
    }
    if factor.year is not None:
        facts["year"] = str(factor.year)
    if version is not None:
        of = version.dataset
        facts |= {"library": of.library, "version": of.version}
        facts |= {"provider": of.description.provider, "licence": of.description.licence}
    at = version.loaded_at if version else None
    own = version is not None and version.dataset.owner
    if own and came is not None:
        facts |= {"import": str(came.id), **_reviewed(came.review)}
        by = Actor(str(own), came.by)
        return LineageNode(
            f"factor:{factor.id}", NodeKind.FACTOR, _named(factor), came.at, by, facts
        )
    return LineageNode(f"factor:{factor.id}", NodeKind.FACTOR, _named(factor), at, None, facts)


def _reviewed(review: Review | None) -> dict[str, str]:
    """Who let a quarantined row in."""
    if review is None:
        return {}
    return {
        "released_by": " ".join(filter(None, (review.org, review.client, review.person))),
        "released_at": review.at.isoformat(),
        "release_reason": review.reason,
    }


def _supplied(factor: Factor, received: Received) -> LineageNode:
    of = received.supplied
    facts = {
        "value": f"{plain(factor.value)} kg CO2e/{factor.unit}",
        "footprint": str(of.id),
        "version": f"PACT {of.content.spec_version}",
        "sha256": of.content.sha256,
        "came_by": of.way.value,
    }
    by = Actor(of.supplier)
    return LineageNode(
        f"factor:{factor.id}", NodeKind.SUPPLIER_FOOTPRINT, _named(factor), of.at, by, facts
    )


def _named(factor: Factor) -> Words:
    return Words(factor.name_zh, factor.name_en)
