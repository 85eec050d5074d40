"""What had become known by a day that a calculation does not rest on."""

from collections.abc import Iterator
from datetime import date, datetime

from accounting.calculations.domain.calculation import Subject
from accounting.factors.domain.factors import Factor
from accounting.inventory.domain.background import Background
from accounting.lineage.domain.graph import LaterChange, Words
from accounting.lineage.domain.inputs import used_version
from accounting.lineage.domain.trail import FactorVersion, Loaded, Trail


def changes(
    trail: Trail, subject: Subject, background: Background, day: date, moment: datetime
) -> Iterator[LaterChange]:
    """Newer factors, rules, sets and seals, ended supplies and open findings, by the day."""
    for id in sorted(background.factors):
        factor = background.factors[id]
        yield from _factor(factor, trail.versions.get(id, ()), background, day, moment)
    yield from _loaded("library", "因子库", "factor library", trail.libraries, background, moment)
    yield from _gwp(trail.gwp_sets, background, moment)
    yield from _rule(trail, subject, day, moment)
    yield from _supplies(trail, moment)
    yield from _seals(trail, moment)
    yield from _findings(trail, moment)


def _by(at: datetime | None, moment: datetime) -> bool:
    """Known by the moment; what was loaded before such days were kept counts as known."""
    return at is None or at <= moment


def _factor(
    factor: Factor,
    versions: tuple[FactorVersion, ...],
    background: Background,
    day: date,
    moment: datetime,
) -> Iterator[LaterChange]:
    used = used_version(factor, versions, background)
    node = f"factor:{factor.id}"
    if used and (until := used.dataset.description.valid_until) and until < day:
        yield LaterChange(node, None, Words(f"有效期至 {until}", f"was valid until {until}"))
    for version in versions:
        of = version.dataset
        starts = of.description.valid_from
        if version is used or not _by(version.loaded_at, moment) or (starts and starts > day):
            continue
        if of.factor.id != factor.id:
            text = Words(f"已由 {of.factor.id} 替代", f"was replaced by {of.factor.id}")
            yield LaterChange(node, version.loaded_at, text)
        elif used and version.position > used.position and of.factor != factor:
            text = Words(
                f"新版本 {of.library}/{of.version}:{of.factor.value}",
                f"newer version {of.library}/{of.version}: {of.factor.value}",
            )
            yield LaterChange(node, version.loaded_at, text)


def _loaded(
    node: str,
    zh: str,
    en: str,
    loaded: tuple[Loaded, ...],
    background: Background,
    moment: datetime,
) -> Iterator[LaterChange]:
    """Versions that were loaded after the one in use."""
    names = [one.version for one in loaded]
    if background.library not in names:
        return
    for one in loaded[names.index(background.library) + 1 :]:
        if _by(one.at, moment):
            text = Words(f"较新的{zh} {one.version}", f"newer {en} {one.version}")
            yield LaterChange(node, one.at, text)


def _gwp(
    sets: tuple[Loaded, ...], background: Background, moment: datetime
) -> Iterator[LaterChange]:
    names = [one.version for one in sets]
    if background.gwp.version in names:
        for one in sets[names.index(background.gwp.version) + 1 :]:
            if _by(one.at, moment):
                text = Words(f"GWP 集新版本 {one.version}", f"newer GWP set {one.version}")
                yield LaterChange("gwp", one.at, text)


def _rule(trail: Trail, subject: Subject, day: date, moment: datetime) -> Iterator[LaterChange]:
    known = [(pack, at) for pack, at in trail.categories if _by(at, moment)]
    if not known:
        return
    pack, at = known[-1]
    in_force = pack.rule_on(day)
    if in_force is not None and in_force.version != subject.rule.version:
        text = Words(
            f"当日生效的规则为 {in_force.code} {in_force.version}",
            f"the rule in force that day is {in_force.code} {in_force.version}",
        )
        yield LaterChange("rule", at, text)


def _supplies(trail: Trail, moment: datetime) -> Iterator[LaterChange]:
    for id, received in sorted(trail.received.items()):
        if received.ended_at is not None and received.ended_at <= moment:
            by = received.supplied.replaced_by
            zh = f"供应商已停用此版本{f',由 {by} 替代' if by else ''}"
            en = f"the supplier ended this version{f' and replaced it by {by}' if by else ''}"
            yield LaterChange(f"factor:{id}", received.ended_at, Words(zh, en))


def _seals(trail: Trail, moment: datetime) -> Iterator[LaterChange]:
    for later in trail.later_seals:
        if later.at <= moment:
            text = Words(
                f"同一产品已有较新的封存核算 {later.calculation}",
                f"the product has a later sealed calculation, {later.calculation}",
            )
            yield LaterChange("result", later.at, text)


def _findings(trail: Trail, moment: datetime) -> Iterator[LaterChange]:
    for finding in trail.findings:
        settled = finding.resolution
        if finding.at <= moment and (settled is None or settled.at > moment):
            text = Words(f"疑点未处理:{finding.found.zh}", f"open finding: {finding.found.en}")
            yield LaterChange(f"finding:{finding.id}", finding.at, text)
