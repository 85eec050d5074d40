"""The report of a year, to be sent upwards: what was reached, by whom, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from certification.programme.domain.progress import CountedCase, Figure, NotCounted
from certification.values.domain.calendar import chinese_date
from packs.region import TargetKind


class ReportLanguage(StrEnum):
    """The language of a report."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True)
class Grid:
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it."""

    title: str
    text: str
    grid: Grid | None = None


@dataclass(frozen=True)
class YearReport:
    """A report as it is set on paper; all words and figures are in it."""

    title: str
    language: ReportLanguage
    dated: datetime
    sections: tuple[Section, ...]


Names = Mapping[str, tuple[str, str]]
"""What codes of categories and districts are called, in Chinese and in English."""
_KINDS = {
    TargetKind.ACCOUNTED: ("完成核算", "accounted"),
    TargetKind.CERTIFIED: ("通过认证", "certified"),
}
_WHY = {
    NotCounted.NOT_LISTED: ("产品不在已公布的试点清单", "product in no published batch"),
    NotCounted.WITHDRAWN: ("证书已撤销,自撤销之日起不计", "certificate withdrawn"),
    NotCounted.COUNTED_BEFORE: ("该产品已计入,不重复计算", "product counts already"),
}
_TITLE = (
    "{region}产品碳足迹标识认证试点 {year} 年度工作报告",
    "{region} pilot of product-carbon-footprint labels: report for {year}",
)
_AIMS = ("目标完成情况", "Targets and what was reached")
_AIMS_TEXT = (
    "截至 {day}(北京时间),各项目标完成情况如下。各数均由平台根据封存的核算和颁发的证书计算,"
    "“预计”按已公布清单产品和在办申请测算。",
    "As of {day} (China). Every figure is computed from sealed footprints and granted "
    "certificates; the forecast counts listed products and applications under way.",
)
_AIMS_HEAD = (
    ("产品类别", "目标", "应完成", "已完成", "差额", "预计", "分区完成"),
    ("category", "target", "to reach", "reached", "gap", "forecast", "by district"),
)
_DONE = ("完成单位与产品", "Who reached it")
_DONE_TEXT = ("本年度计入目标的产品共 {count} 个。", "{count} products count for this year.")
_DONE_HEAD = (
    ("企业", "产品", "型号", "类别", "区", "事项", "编号", "日期"),
    ("enterprise", "product", "model", "category", "district", "what", "reference", "day"),
)
_NOT = ("未计入的事项及原因", "What does not count, and why")
_NOT_TEXT = ("本年度发生而未计入的事项共 {count} 项。", "{count} of this year do not count.")
_LEARNT = ("经验、问题与建议", "What was learnt")
_LEARNT_TEXT = (
    "(由牵头部门会同各部门在报送前填写。)",
    "(For the lead and the departments to write before the report is sent.)",
)


@dataclass(frozen=True)
class ReportFacts:
    """What the report of a year is written from."""

    region: tuple[str, str]
    year: int
    as_of: datetime
    figures: Sequence[Figure]
    cases: Sequence[CountedCase]
    names: Names


def year_report(facts: ReportFacts, language: ReportLanguage) -> YearReport:
    """The report of one year in one language."""
    which = 0 if language is ReportLanguage.ZH else 1
    mine = [case for case in facts.cases if case.fact.year == facts.year]
    done = [case for case in mine if case.not_counted is None]
    left = [case for case in mine if case.not_counted is not None]
    day = chinese_date(facts.as_of)
    sections = (
        Section(_AIMS[which], _AIMS_TEXT[which].format(day=day), _aims(facts, which)),
        Section(_DONE[which], _DONE_TEXT[which].format(count=len(done)), _list(facts, done, which)),
        Section(_NOT[which], _NOT_TEXT[which].format(count=len(left)), _list(facts, left, which)),
        Section(_LEARNT[which], _LEARNT_TEXT[which]),
    )
    title = _TITLE[which].format(region=facts.region[which], year=facts.year)
    return YearReport(title, language, facts.as_of, sections)


def _aims(facts: ReportFacts, which: int) -> Grid:
    rows = tuple(
        (
            _called(facts.names, figure.target.category, which),
            _KINDS[figure.target.kind][which],
            str(figure.target.count),
            str(figure.reached),
            str(figure.gap),
            str(figure.forecast),
            _by_district(facts, figure, which),
        )
        for figure in facts.figures
        if figure.target.year == facts.year
    )
    return Grid(_AIMS_HEAD[which], rows)


def _by_district(facts: ReportFacts, figure: Figure, which: int) -> str:
    parts = (
        f"{_called(facts.names, division, which)} {count}"
        for division, count in figure.by_division.items()
    )
    return ("、", ", ")[which].join(parts)


def _list(facts: ReportFacts, cases: Sequence[CountedCase], which: int) -> Grid | None:
    if not cases:
        return None
    head = _DONE_HEAD[which]
    rows = []
    for case in cases:
        fact = case.fact
        what = _WHY[case.not_counted] if case.not_counted else _KINDS[fact.kind]
        row = (
            (fact.enterprise_name_zh, fact.enterprise_name_en)[which],
            (fact.product_name_zh, fact.product_name_en)[which],
            fact.model,
            _called(facts.names, fact.category, which),
            _called(facts.names, fact.division, which),
            what[which],
            fact.reference,
            chinese_date(fact.at),
        )
        rows.append(row)
    return Grid(head, tuple(rows))


def _called(names: Names, code: str, which: int) -> str:
    return names.get(code, (code, code))[which]
