"""What the packs say of a result: data quality, uncertainty, and published levels beside it."""

from collections.abc import Iterator
from decimal import Decimal

from accounting.analysis.domain.position import PublishedLevel
from accounting.analysis.domain.uncertainty import Estimate
from accounting.reports.domain.assessment import Assessment, ReportedSpread
from accounting.reports.domain.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Grid,
    Paragraph,
    Range,
    Ranges,
    Say,
    Section,
)
from accounting.reports.domain.model import Report
from accounting.reports.domain.sections_scope import measured
from accounting.reports.domain.tables import grid
from accounting.reports.domain.words import shown, shown_percent

_MARGIN = 0.04
"""Of the axis, left and right of the widest interval."""


def rating(report: Report, found: Assessment, say: Say) -> Iterator[Block]:
    """The rating of the whole, and that of the largest contributions."""
    of = found.rating
    yield Paragraph(
        say(
            f"数据质量评分(1 最好,5 最差),按贡献加权:DQR {shown(of.dqr)}(PEF:技术 "
            f"{shown(of.technological)}、地理 {shown(of.geographical)}、时间 "
            f"{shown(of.temporal)}、精度 {shown(of.precision)} 的平均值);前三项同时是 PACT v3 的"
            f"数据质量指标。评分规则:质量包 {found.quality_pack},由数据的年份、地区与来源推定。",
            f"Data quality from 1 (best) to 5, weighted by contribution: DQR {shown(of.dqr)} (PEF: "
            f"the mean of technology {shown(of.technological)}, geography "
            f"{shown(of.geographical)}, time {shown(of.temporal)} and precision "
            f"{shown(of.precision)}); the first three are the indicators of PACT v3. Scores follow "
            f"from year, region and source by the quality pack {found.quality_pack}.",
        )
    )
    columns = (
        Column(say("单元过程 · 流", "Process · flow"), 8),
        Column(say("占比", "Share"), 2, numeric=True),
        Column(say("技术", "Techn."), 2, numeric=True),
        Column(say("地理", "Geogr."), 2, numeric=True),
        Column(say("时间", "Time"), 2, numeric=True),
        Column(say("精度", "Prec."), 2, numeric=True),
        Column("DQR", 2, numeric=True),
    )
    names = {share.id: share.name for share in report.emissions.by_exchange}
    rows = [
        (
            say.name(names[row.place]) if row.place in names else row.place,
            shown_percent(row.percent),
            *(
                shown(criterion)
                for criterion in (
                    row.rating.technological,
                    row.rating.geographical,
                    row.rating.temporal,
                    row.rating.precision,
                    row.rating.dqr,
                )
            ),
        )
        for row in found.largest
    ]
    caption = say("贡献最大的交换的数据质量", "Data quality of the largest exchanges")
    yield grid(caption, columns, rows, say)


def uncertainty(report: Report, found: Assessment, say: Say) -> Iterator[Block]:
    """Both published number sets, each analytically and by sampling."""
    seed = (found.seed or "—")[:16]
    yield Paragraph(
        say(
            f"各投入与因子按谱系矩阵评分取对数正态分布(谱系包 {found.pedigree_pack} 的两套已公布"
            f"数值 v1、v2;评分见“数据质量”)。解析近似为一阶展开,以核证值为中位数,分布越宽,均值"
            f"偏低越多;精确矩由同一分布直接算出。蒙特卡洛抽样 {found.samples:,} 次,种子取自核算文件"
            f"({seed}…),任何人抽得同样的样本,其均值与精确矩应在抽样误差内一致。"
            "以下数值描述核证值的可靠程度,本身不经核证。",
            "Inputs and factors are lognormal by pedigree scores (both published number sets, v1 "
            f"and v2, of the pedigree pack {found.pedigree_pack}; scores as under data quality). "
            "The analytic approximation is of first order around the certified value as median, "
            "and the wider the spread, the lower its mean; the exact moments follow from the same "
            f"distributions directly. Monte Carlo draws {found.samples:,} samples, seeded from "
            f"the calculation's document ({seed}…), so that everybody draws the same; its mean and "
            "the exact one must agree within sampling error. These figures describe the certified "
            "value and are not certified themselves.",
        )
    )
    yield _spreads(found.spreads, say)
    yield _ranges(found.spreads, say)


def _spreads(spreads: tuple[ReportedSpread, ...], say: Say) -> Grid:
    columns = (
        Column(say("数值集与方法", "Set and method"), 5),
        Column(say("均值(± 标准误)", "Mean (± standard error)"), 4, numeric=True),
        Column(say("标准差", "Std. deviation"), 3, numeric=True),
        Column("GSD²", 2, numeric=True),
        Column(say("95 % 区间", "95 % interval"), 5, numeric=True),
    )
    rows = [row for spread in spreads for row in _rows(spread, say)]
    caption = say("不确定性(kg CO₂e / 声明单位)", "Uncertainty (kg CO₂e per declared unit)")
    return grid(caption, columns, rows, say)


def _rows(spread: ReportedSpread, say: Say) -> Iterator[tuple[str, ...]]:
    name = spread.pedigree_set
    yield f"{name} · {say('解析近似', 'analytic')}", *_figures(spread.analytic)
    if spread.exact_mean is not None and spread.exact_standard_deviation is not None:
        exact = shown(spread.exact_mean, 5), shown(spread.exact_standard_deviation, 4)
        yield f"{name} · {say('精确矩', 'exact moments')}", *exact, "—", "—"
    if spread.monte_carlo is not None and spread.standard_error is not None:
        mean, *others = _figures(spread.monte_carlo)
        sampled = f"{mean} ± {shown(spread.standard_error, 2)}"
        yield f"{name} · {say('蒙特卡洛', 'Monte Carlo')}", sampled, *others


def _figures(of: Estimate) -> tuple[str, str, str, str]:
    deviation = shown(of.standard_deviation, 4)
    return shown(of.mean, 5), deviation, shown(of.gsd2, 4), _interval(of)


def _estimates(spreads: tuple[ReportedSpread, ...], say: Say) -> Iterator[tuple[str, Estimate]]:
    for spread in spreads:
        yield f"{spread.pedigree_set} · {say('解析近似', 'analytic')}", spread.analytic
        if spread.monte_carlo is not None:
            yield f"{spread.pedigree_set} · {say('蒙特卡洛', 'Monte Carlo')}", spread.monte_carlo


def _interval(estimate: Estimate) -> str:
    return f"{shown(estimate.low, 4)} – {shown(estimate.high, 4)}"


def _ranges(spreads: tuple[ReportedSpread, ...], say: Say) -> Ranges:
    found = list(_estimates(spreads, say))
    low = float(min(estimate.low for _, estimate in found))
    high = float(max(estimate.high for _, estimate in found))
    width = (high - low) or 1.0
    low, high = low - _MARGIN * width, high + _MARGIN * width

    def at(value: Decimal) -> float:
        return (float(value) - low) / (high - low)

    ranges = tuple(
        Range(name, at(e.low), at(e.median), at(e.high), _interval(e)) for name, e in found
    )
    ends = shown(Decimal(f"{low:.6g}"), 4), shown(Decimal(f"{high:.6g}"), 4)
    caption = say("95 % 区间与中位数", "95 % intervals and medians")
    return Ranges(caption, ranges, ends)


def levels(report: Report, found: Assessment, say: Say) -> Section | None:
    """Published levels beside the result; none where the category has no such pack."""
    if not found.levels:
        return None
    declared = measured(report.scope.declared_unit, say)
    text = say(
        f"以下为已公布的同类产品水平(对标包 {found.benchmark_pack}),按本产品每件参数换算为每 "
        f"{declared}。各水平的规则、边界与 GWP 值可能不同,仅供定位,不构成比较性断言。",
        f"Published levels of such products (benchmark pack {found.benchmark_pack}), expressed "
        f"per {declared} by this product's own measures. Their rules, boundaries and GWP values "
        "may differ: they give a position and assert no comparison.",
    )
    columns = (
        Column(say("已公布水平", "Published level"), 7),
        Column(say("地区", "Region"), 2),
        Column(say("年份", "Year"), 2),
        Column("kg CO₂e", 3, numeric=True),
        Column(say("本产品相差", "This product"), 3, numeric=True),
        Column(say("来源", "Source"), 6),
    )
    rows = [_level(level, say) for level in found.levels]
    caption = say(f"已公布水平(每 {declared})", f"Published levels (per {declared})")
    return Section(
        say("与已公布水平的对照", "Position among published levels"),
        (Paragraph(text), _chart(report, found.levels, say), grid(caption, columns, rows, say)),
        level=2,
    )


def _level(level: PublishedLevel, say: Say) -> tuple[str, ...]:
    return (
        say.name(level.name),
        level.region,
        "—" if level.year is None else str(level.year),
        shown(level.kg_co2e),
        f"{level.difference_percent:+.1f} %".replace("-", "−"),
        level.source_title,
    )


def _chart(report: Report, levels: tuple[PublishedLevel, ...], say: Say) -> Bars:
    """The product among the levels, lowest first."""
    own = report.emissions.exact
    longest = max((own, *(abs(level.kg_co2e) for level in levels))) or Decimal(1)
    named = [(level.kg_co2e, say.name(level.name), False) for level in levels]
    named.append((own, say("本产品", "This product"), True))
    bars = tuple(
        Bar(name, float(abs(kg) / longest), f"{shown(kg)} kg", "", strong)
        for kg, name, strong in sorted(named, key=lambda item: (item[0], item[1]))
    )
    return Bars(say("本产品与已公布水平", "This product and published levels"), bars)
