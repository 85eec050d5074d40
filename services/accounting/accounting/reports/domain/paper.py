"""Laying out a report: which sections it has, and in which order."""

from accounting.reports.domain.blocks import Cover, Paper, Say, Section
from accounting.reports.domain.model import Report
from accounting.reports.domain.sections_inventory import inventory
from accounting.reports.domain.sections_results import interpretation, results
from accounting.reports.domain.sections_scope import goal, overview, scope
from accounting.reports.domain.sections_statement import annexes, statement
from accounting.reports.domain.words import boundary, shown, unit
from accounting.values.domain.text import Language


def lay_out(report: Report, language: Language) -> Paper:
    """The report on paper, in one language."""
    say = Say(language)
    identity = report.identity
    title = say("产品碳足迹核算报告", "Product carbon footprint report")
    dated = identity.dated
    return Paper(
        language=language,
        title=f"{title} {identity.model}",
        author=say.name(identity.enterprise),
        dated=(dated.year, dated.month, dated.day, dated.hour, dated.minute, dated.second),
        header=f"{title} · {identity.model}",
        footer=_footer(report, say),
        contents=say("目录", "Contents"),
        page=say("第 {page} 页,共 {pages} 页", "Page {page} of {pages}"),
        cover=_cover(report, say, title),
        sections=_sections(report, say),
    )


def _sections(report: Report, say: Say) -> tuple[Section, ...]:
    return (
        overview(report, say),
        goal(report, say),
        *scope(report, say),
        *inventory(report, say),
        *results(report, say),
        *interpretation(report, say),
        statement(report, say),
        *annexes(report, say),
    )


def _footer(report: Report, say: Say) -> str:
    if report.identity.seal is None:
        return say("草稿:未封存,不得用于认证", "Draft: not sealed, not for certification")
    return say("封存 SHA-256 ", "Seal SHA-256 ") + report.identity.seal


def _cover(report: Report, say: Say, title: str) -> Cover:
    identity, scope = report.identity, report.scope
    declared = f"{shown(scope.declared_unit.amount)} {say.words(unit(scope.declared_unit.unit))}"
    dated = f"{identity.dated:%Y-%m-%d %H:%M} UTC"
    draft = say("草稿 · 未封存", "Draft · not sealed") if identity.seal is None else ""
    return Cover(
        title=title,
        subtitle=say(f"依据 {scope.standard} 编制", f"According to {scope.standard}"),
        product=f"{say.name(identity.product)} {identity.model}",
        enterprise=say.name(identity.enterprise),
        value=f"{report.emissions.value:,f}",
        unit=f"kg CO₂e / {declared}",
        draft=draft,
        facts=(
            (say("委托人", "Maker"), f"{say.name(identity.enterprise)} {identity.enterprise_code}"),
            (say("系统边界", "Boundary"), say.words(boundary(scope.boundary))),
            (say("认证规则", "Rule"), f"{scope.rule_code} {scope.rule_version}"),
            (say("数据期间", "Data of"), f"{scope.period_start} – {scope.period_end}"),
            (say("核算编号", "Calculation"), identity.calculation),
            (say("日期", "Dated"), dated),
        ),
    )
