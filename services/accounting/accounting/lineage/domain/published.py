"""What a calculation shares with others: its records, rule, sets, engine, seal and readers."""

from collections.abc import Iterator
from datetime import datetime

from accounting.calculations.domain.calculation import Subject
from accounting.custody.domain.authorship import Actor
from accounting.inventory.domain.background import Background
from accounting.inventory.domain.findings import Finding
from accounting.lineage.domain.graph import Edge, LineageNode, NodeKind, Words
from accounting.lineage.domain.trail import Made, Trail

Found = Iterator[LineageNode | Edge]


def published_nodes(
    trail: Trail, subject: Subject, background: Background, moment: datetime
) -> Found:
    """Everything but the inputs; of a finding, only how it stood at the moment."""
    yield from _records(trail, subject)
    yield from _data(trail, subject, background)
    yield from _seal(trail)
    for finding in trail.findings:
        yield _finding(finding, moment)
        yield Edge("activity", f"finding:{finding.id}")


def _records(trail: Trail, subject: Subject) -> Found:
    record, activity = trail.record, subject.activity
    period = {"from": str(activity.period_start), "until": str(activity.period_end)}
    model = subject.product.model
    yield _made(
        "calculation",
        NodeKind.CALCULATION,
        Words("核算", "Calculation"),
        trail.calculation,
        {"id": str(record.id)},
    )
    yield _made(
        "activity",
        NodeKind.ACTIVITY,
        Words("活动数据", "Activity data"),
        trail.activity,
        {"id": str(record.activity), **period},
    )
    yield _made(
        "system",
        NodeKind.SYSTEM,
        Words(subject.system.name.zh, subject.system.name.en),
        trail.system,
        {"id": str(record.system)},
    )
    yield _made(
        "product", NodeKind.PRODUCT, Words(model, model), trail.product, {"id": str(record.product)}
    )
    yield Edge("system", "product")
    yield Edge("activity", "system")
    for on in ("system", "activity", "rule", "gwp", "library", "engine"):
        yield Edge("calculation", on)


def _made(id: str, kind: NodeKind, name: Words, made: Made, facts: dict[str, str]) -> LineageNode:
    return LineageNode(id, kind, name, made.at, made.by, facts)


def _data(trail: Trail, subject: Subject, background: Background) -> Found:
    rule, gwp = subject.rule, background.gwp
    yield LineageNode(
        "rule",
        NodeKind.RULE,
        Words(rule.name.zh, rule.name.en),
        _loaded_rule(trail, subject),
        facts={
            "code": rule.code,
            "version": rule.version,
            "in_force_from": str(rule.in_force_from),
            "standard": rule.standard,
            "sha256": rule.sha256,
        },
    )
    name = f"IPCC {gwp.name} GWP100"
    loaded = next((set.at for set in trail.gwp_sets if set.version == gwp.version), None)
    facts = {"set": gwp.name, "version": gwp.version}
    yield LineageNode("gwp", NodeKind.GWP, Words(name, name), loaded, facts=facts)
    library = background.library
    at = next((one.at for one in trail.libraries if one.version == library), None)
    yield LineageNode(
        "library",
        NodeKind.LIBRARY,
        Words(f"因子库 {library}", f"Factor library {library}"),
        at,
        facts={"reference": library, "sha256": background.library_sha256},
    )
    yield LineageNode(
        "engine",
        NodeKind.ENGINE,
        Words(f"核算引擎 {subject.engine}", f"Engine {subject.engine}"),
        facts={"version": subject.engine},
    )


def _loaded_rule(trail: Trail, subject: Subject) -> datetime | None:
    """When the first version of the category came that holds this rule."""
    for pack, at in trail.categories:
        if any(rule.sha256 == subject.rule.sha256 for rule in pack.rules):
            return at
    return None


def _seal(trail: Trail) -> Found:
    sealed, owner = trail.record.seal, trail.record.enterprise
    if sealed is None:
        return
    yield LineageNode(
        "seal",
        NodeKind.SEAL,
        Words("封存", "Seal"),
        sealed.sealed_at,
        Actor(owner, sealed.sealed_by),
        {"sha256": sealed.sha256},
    )
    yield Edge("seal", "calculation")
    for admitted in trail.admissions:
        id = f"body:{admitted.body}:{admitted.application}"
        yield LineageNode(
            id,
            NodeKind.BODY,
            Words(f"认证机构 {admitted.body}", f"Certification body {admitted.body}"),
            admitted.at,
            Actor(owner),
            {"body": admitted.body, "application": str(admitted.application)},
        )
        yield Edge(id, "seal")


def _finding(finding: Finding, moment: datetime) -> LineageNode:
    facts = {"code": finding.found.check.value, "place": finding.found.place}
    settled = finding.resolution
    if settled is not None and settled.at <= moment:
        facts |= {
            "settled_at": settled.at.isoformat(),
            "settled_by": settled.by,
            "reason": settled.reason,
        }
    words = Words(finding.found.zh, finding.found.en)
    return LineageNode(f"finding:{finding.id}", NodeKind.FINDING, words, finding.at, None, facts)
