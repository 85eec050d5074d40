"""Building the graph behind a result, from the document and from what is on record."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from accounting.calculations.domain.calculation import Subject, read_document
from accounting.calculations.domain.node import DocumentNode as Reading
from accounting.inventory.domain.background import Background
from accounting.lineage.domain.changes import changes
from accounting.lineage.domain.graph import (
    Edge,
    Lineage,
    LineageNode,
    NodeKind,
    StandingOnDay,
    Words,
)
from accounting.lineage.domain.inputs import exchange_nodes, factor_nodes, measurement_nodes
from accounting.lineage.domain.published import published_nodes
from accounting.lineage.domain.trail import Trail
from chassis.refusals import Invalid, Missing

LARGEST = 5_000
"""Exchanges that a whole lineage shows at most."""
_AFTERWARDS = frozenset({NodeKind.SEAL, NodeKind.BODY, NodeKind.FINDING})
_Found = Iterator[LineageNode | Edge]


class CalculationNotYetMade(Missing):
    """The calculation did not exist on the day that was asked for."""

    zh = "{day} 当天核算 {id} 尚不存在;它计算于 {at}。请选择不早于该日的日期。"
    en = "Calculation {id} did not exist on {day}; it was computed at {at}. Ask for a later day."


class LineageTooLarge(Invalid):
    """The calculation has more exchanges than one answer shows."""

    zh = (
        "该核算有 {exchanges} 项交换,超过 {limit};请用 ?of=<过程> 或 ?of=<过程>.<交换> 查询一部分。"
    )
    en = (
        "The calculation has {exchanges} exchanges, an answer has at most {limit}; ask for a part "
        "with ?of=<process> or ?of=<process>.<exchange>."
    )


class ResultPartUnknown(Missing):
    """The result has no part of that name."""

    zh = "核算结果中没有 {part};请用 <过程> 或 <过程>.<交换>,见 /v1/calculations/{id}。"
    en = (
        "There is no part {part}; see /v1/calculations/{id} for <process> and <process>.<exchange>."
    )


@dataclass(frozen=True)
class Asked:
    """Which part of the result, as of which day."""

    day: date
    moment: datetime
    """The end of the day."""
    part: str | None


def lineage(trail: Trail, asked: Asked) -> Lineage:
    """Everything behind the result that was on record by the day; nothing later is told.

    Raises `CalculationNotYetMade`, `ResultPartUnknown`, `LineageTooLarge`.
    """
    record = trail.record
    if record.at > asked.moment:
        raise CalculationNotYetMade(day=asked.day, id=record.id, at=record.at.isoformat())
    trail, document = _handed_in(trail, asked.moment), json.loads(record.document)
    subject, background = read_document(document)
    found = tuple(_everything(trail, subject, background, Reading(document), asked))
    nodes = _known(found, asked.moment)
    edges = {edge: None for edge in found if isinstance(edge, Edge)}
    return Lineage(
        as_of=asked.day,
        standing=_standing(trail, asked.moment),
        root=_root(asked.part),
        nodes=tuple(nodes.values()),
        edges=tuple(edge for edge in edges if edge.of in nodes and edge.on in nodes),
        changes=tuple(changes(trail, subject, background, asked.day, asked.moment)),
    )


def _known(found: Iterable[LineageNode | Edge], moment: datetime) -> dict[str, LineageNode]:
    """By identifier, without what came after the day."""
    nodes = (node for node in found if isinstance(node, LineageNode))
    return {node.id: node for node in nodes if not _later(node, moment)}


def _later(node: LineageNode, moment: datetime) -> bool:
    """Came after the day. What the calculation itself rests on was there before it."""
    return node.kind in _AFTERWARDS and node.at is not None and node.at > moment


def _handed_in(trail: Trail, moment: datetime) -> Trail:
    """With the evidence files that were there by the moment."""
    files = {hash: file for hash, file in trail.evidence.items() if file.at <= moment}
    return replace(trail, evidence=files)


def _standing(trail: Trail, moment: datetime) -> StandingOnDay:
    sealed = trail.record.seal
    known = sealed is not None and sealed.sealed_at <= moment
    return StandingOnDay.SEALED if known else StandingOnDay.CALCULATED


def _root(part: str | None) -> str:
    if part is None:
        return "result"
    return f"exchange:{part}" if "." in part else f"process:{part}"


def _everything(
    trail: Trail, subject: Subject, background: Background, document: Reading, asked: Asked
) -> _Found:
    places = _places(subject, asked.part, trail)
    yield from _result(document, places)
    yield from exchange_nodes(subject, document, places)
    yield from measurement_nodes(trail, subject, places)
    yield from factor_nodes(trail, subject, background, places)
    yield from published_nodes(trail, subject, background, asked.moment)


def _places(subject: Subject, part: str | None, trail: Trail) -> dict[str, frozenset[str]]:
    """The exchanges to show, by process."""
    every = {p.id: frozenset(e.id for e in p.exchanges) for p in subject.system.processes}
    process, dot, exchange = (part or "").partition(".")
    if part is not None:
        known = every.get(process)
        if known is None or (dot and exchange not in known):
            raise ResultPartUnknown(part=part, id=trail.record.id)
        return {process: frozenset((exchange,)) if dot else known}
    if (count := sum(map(len, every.values()))) > LARGEST:
        raise LineageTooLarge(exchanges=count, limit=LARGEST)
    return every


def _result(document: Reading, places: dict[str, frozenset[str]]) -> _Found:
    """The value, and the process parts that add up to it."""
    result = document.node("result")
    unit = document.node("rule").node("declared_unit")
    yield LineageNode(
        "result",
        NodeKind.RESULT,
        Words("产品碳足迹", "Product carbon footprint"),
        facts={
            "kg_co2e": result.text("value"),
            "exact_kg_co2e": result.text("exact"),
            "per": f"{unit.text('amount')} {unit.text('unit')}",
        },
    )
    yield Edge("result", "calculation")
    burden = {row.text("id"): row.text("kg_co2e") for row in result.rows("by_process")}
    for row in document.node("system").rows("processes"):
        id, name = row.text("id"), row.words("name")
        if id in places:
            facts = {"stage": row.text("stage"), "kg_co2e": burden.get(id, "0")}
            yield LineageNode(
                f"process:{id}", NodeKind.PROCESS, Words(name.zh, name.en), None, None, facts
            )
            yield Edge("result", f"process:{id}")
