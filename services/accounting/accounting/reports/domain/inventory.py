"""The inventory part of a report: processes, emissions, factors, omissions, evidence."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pydantic import TypeAdapter

from accounting.calculations.domain.node import DocumentNode
from accounting.inventory.domain.sources import flow_of, sources
from accounting.model.domain.system import Exchange
from accounting.reports.domain.model import (
    Allocated,
    Emissions,
    FactorUsed,
    Input,
    Measure,
    Omission,
    Process,
    ReportedEvidence,
    ReportedFlow,
    ReportedLoss,
    ReportedPerUnit,
    ReportedShare,
)
from accounting.reports.domain.words import same, stage
from accounting.values.domain.numbers import EXACT, rounded, total
from accounting.values.domain.text import Text
from chassis.text import KEPT

EXCHANGE: TypeAdapter[Exchange] = TypeAdapter(Exchange)
_NOTHING = Decimal(0)


def part_of(value: Decimal, whole: Decimal) -> Decimal:
    """A share in percent, with four decimals for people to read."""
    if whole == 0:
        return _NOTHING
    return rounded(EXACT.divide(EXACT.multiply(value, Decimal(100)), whole), 4)


def processes(root: DocumentNode) -> Iterator[Process]:
    """Unit processes in the order of the document."""
    result, whole = root.node("result"), root.node("result").number("exact")
    burden = {row.text("id"): row for row in result.rows("by_process")}
    single = {row.text("id"): row.number("kg_co2e") for row in result.rows("by_exchange")}
    delivered = {row.text("process"): row for row in result.rows("deliveries")}
    measured, names = _measured(root), input_names(root)
    for row in root.node("system").rows("processes"):
        id, share = row.text("id"), burden.get(row.text("id"), DocumentNode({}))
        made, output = delivered.get(id, DocumentNode({})), row.node("output")
        yield Process(
            id=id,
            name=row.words("name"),
            stage=row.text("stage"),
            output=Measure(output.number("amount"), output.text("unit")),
            delivered=Measure(made.number("amount"), made.text("unit") or output.text("unit")),
            kg_co2e=share.number("kg_co2e"),
            biogenic_kg_co2=share.number("biogenic_kg_co2"),
            percent=part_of(share.number("kg_co2e"), whole),
            inputs=tuple(
                _input(exchange, f"{id}.{exchange.text('id')}", single, measured, names, whole)
                for exchange in row.rows("exchanges")
            ),
        )


def _input(
    row: DocumentNode,
    where: str,
    single: Mapping[str, Decimal],
    measured: Mapping[str, Measure],
    names: Mapping[str, Text],
    whole: Decimal,
) -> Input:
    exchange, kg = EXCHANGE.validate_python(row.content, context=KEPT), single.get(where, _NOTHING)
    return Input(
        id=exchange.id,
        kind=exchange.kind,
        name=names[where],
        flow=flow_of(exchange),
        amount=exchange.amount,
        unit=exchange.unit,
        loss=exchange.loss,
        sources=_sources(row),
        measured=measured.get(where),
        kg_co2e=kg,
        percent=part_of(kg, whole),
    )


def _sources(row: DocumentNode) -> tuple[str, ...]:
    """The factors of an exchange; else the process that supplies it, or the gas."""
    named = tuple(
        source.factor for source in sources(EXCHANGE.validate_python(row.content, context=KEPT))
    )
    other = row.text("process") or row.text("gas")
    return named or ((other,) if other else ())


def _measured(root: DocumentNode) -> dict[str, Measure]:
    return {
        f"{process.text('process')}.{row.text('exchange')}": Measure(
            row.number("amount"), row.text("unit")
        )
        for process in root.node("activity").rows("processes")
        for row in process.rows("consumption")
    }


def emissions(root: DocumentNode) -> Emissions:
    """The result and its breakdowns, the largest contribution first."""
    result, apart = root.node("result"), root.node("result").node("separate")
    exact = result.number("exact")
    names = {row.text("id"): row.words("name") for row in root.node("system").rows("processes")}
    stages = {row.text("id"): stage(row.text("id")) for row in result.rows("by_stage")}
    return Emissions(
        value=result.number("value"),
        exact=exact,
        fossil=apart.number("fossil") if apart.content else exact,
        biogenic_gases=apart.maybe("biogenic_gases"),
        biogenic_kg_co2=result.number("biogenic_kg_co2"),
        biogenic_emitted=apart.maybe("biogenic_co2_emitted"),
        biogenic_taken_up=apart.maybe("biogenic_co2_taken_up"),
        land_use_change=apart.maybe("land_use_change"),
        aircraft=apart.maybe("aircraft"),
        stored_carbon_kg_co2=result.node("stored_carbon").maybe("kg_co2"),
        by_stage=_shares(result, "by_stage", stages, exact),
        by_process=_shares(result, "by_process", names, exact),
        by_exchange=_shares(result, "by_exchange", _exchange_names(root), exact),
        by_source=_by_source(root, exact),
        flows=tuple(
            ReportedFlow(row.text("flow"), Measure(row.number("amount"), row.text("unit")))
            for row in result.rows("flows")
        ),
        per_unit=tuple(
            ReportedPerUnit(row.text("unit"), row.number("kg_co2e"))
            for row in result.rows("per_unit")
        ),
    )


def _shares(
    result: DocumentNode, key: str, names: Mapping[str, Text], whole: Decimal
) -> tuple[ReportedShare, ...]:
    found = {row.text("id"): row.number("kg_co2e") for row in result.rows(key)}
    return _ranked(found, names, whole)


def _ranked(
    found: Mapping[str, Decimal], names: Mapping[str, Text], whole: Decimal
) -> tuple[ReportedShare, ...]:
    order = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        ReportedShare(id, names.get(id, same(id)), kg, part_of(kg, whole))
        for id, kg in order
        if kg != 0
    )


def _exchange_names(root: DocumentNode) -> dict[str, Text]:
    """`process.exchange` with the process's name before its own."""
    names = input_names(root)
    for process in root.node("system").rows("processes"):
        title = process.words("name")
        for row in process.rows("exchanges"):
            where = f"{process.text('id')}.{row.text('id')}"
            own = names[where]
            names[where] = Text(f"{title.zh} · {own.zh}", f"{title.en} · {own.en}")
    return names


def input_names(root: DocumentNode) -> dict[str, Text]:
    """What each exchange is called: its factor, its supplier, or else its flow."""
    known = {factor.id: factor.name for factor in factors(root)}
    known |= {row.text("id"): row.words("name") for row in root.node("system").rows("processes")}
    names: dict[str, Text] = {}
    for process in root.node("system").rows("processes"):
        for row in process.rows("exchanges"):
            flow = flow_of(EXCHANGE.validate_python(row.content, context=KEPT))
            source = next(iter(_sources(row)), "")
            plain = same(flow.removeprefix("emission:"))
            names[f"{process.text('id')}.{row.text('id')}"] = known.get(source, plain)
    return names


def _by_source(root: DocumentNode, whole: Decimal) -> tuple[ReportedShare, ...]:
    """A factor that alone stands behind some inputs, or an input behind which several stand."""
    single = {r.text("id"): r.number("kg_co2e") for r in root.node("result").rows("by_exchange")}
    names = _exchange_names(root) | {factor.id: factor.name for factor in factors(root)}
    groups: dict[str, list[Decimal]] = {}
    for process in root.node("system").rows("processes"):
        for row in process.rows("exchanges"):
            where, named = f"{process.text('id')}.{row.text('id')}", _sources(row)
            alone = len(named) == 1 and row.text("kind") != "fuel" and named[0] in names
            key = named[0] if alone else where
            groups.setdefault(key, []).append(single.get(where, _NOTHING))
    return _ranked({id: total(kg) for id, kg in groups.items()}, names, whole)


def factors(root: DocumentNode) -> tuple[FactorUsed, ...]:
    return tuple(
        FactorUsed(
            id=row.text("id"),
            name=Text(row.text("name_zh"), row.text("name_en")),
            category=row.text("category"),
            value=row.number("value"),
            unit=row.text("unit"),
            basis=row.text("basis"),
            gas_basis=row.text("gas_basis"),
            region=row.text("region"),
            year=int(row.text("year")) if row.text("year") else None,
            source=row.text("source_title"),
            reference=row.text("source_ref"),
            seen=row.text("seen") == "True",
        )
        for row in root.rows("factors")
    )


def omissions(root: DocumentNode) -> Iterator[Omission]:
    reasons = {
        f"{process.text('id')}.{row.text('id')}": row.words("reason")
        for process in root.node("system").rows("processes")
        for row in process.rows("exchanges")
    }
    for row in root.node("result").node("cut_offs").rows("items"):
        within = row.text("within_limit")
        yield Omission(
            id=row.text("id"),
            flow=row.text("flow"),
            amount=row.number("amount"),
            unit=row.text("unit"),
            mass_percent=row.maybe("mass_percent"),
            energy_percent=row.maybe("energy_percent"),
            estimated_kg_co2e=row.maybe("estimated_kg_co2e"),
            within_limit=within == "True" if within else None,
            reason=reasons.get(row.text("id"), same("")),
        )


def losses(root: DocumentNode) -> Iterator[ReportedLoss]:
    for row in root.rows("losses"):
        yield ReportedLoss(
            place=row.text("place"),
            what=row.words("what"),
            reason=row.text("reason"),
            settled_at=row.text("settled_at"),
            settled_by=row.text("settled_by"),
        )


def evidence(root: DocumentNode) -> Iterator[ReportedEvidence]:
    """Outputs first, then consumption, process by process."""
    for process in root.node("activity").rows("processes"):
        id, made = process.text("process"), process.node("output")
        yield _evidence(id, made, process.node("evidence"))
        for row in process.rows("consumption"):
            yield _evidence(f"{id}.{row.text('exchange')}", row, row.node("evidence"))


def _evidence(where: str, amount: DocumentNode, document: DocumentNode) -> ReportedEvidence:
    return ReportedEvidence(
        where,
        amount.number("amount"),
        amount.text("unit"),
        document.text("source"),
        document.text("sha256"),
    )


def allocation(root: DocumentNode) -> Iterator[Allocated]:
    """Shares of the products of every process that makes several."""
    reasons = {
        process.text("id"): _reason(process.node("allocation"))
        for process in root.node("system").rows("processes")
    }
    for row in root.node("result").rows("allocations"):
        yield Allocated(
            row.text("process"),
            row.text("product"),
            row.text("method"),
            row.number("factor"),
            row.text("measured") == "True",
            reasons.get(row.text("process"), same("")),
        )


def _reason(stated: DocumentNode) -> Text:
    first, second = stated.words("not_subdivided"), stated.words("not_physical")
    return Text(" ".join((first.zh, second.zh)).strip(), " ".join((first.en, second.en)).strip())
