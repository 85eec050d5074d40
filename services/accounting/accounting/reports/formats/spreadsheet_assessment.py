"""The sheets of quality, uncertainty and published levels."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from accounting.analysis.domain.uncertainty import Estimate
from accounting.reports.domain.assessment import Assessment
from accounting.reports.domain.blocks import Say

Value = str | Decimal | int | bool | None
Rows = Iterable[tuple[Value, ...]]
Sheet = tuple[str, tuple[str, ...], Rows]


def assessed(found: Assessment, say: Say) -> Iterator[Sheet]:
    share, unit = say("占比 %", "Share %"), say("kg CO2e / 声明单位", "kg CO2e / declared unit")
    criteria = (
        say("技术", "Technology"),
        say("地理", "Geography"),
        say("时间", "Time"),
        say("精度", "Precision"),
    )
    yield (
        say("数据质量", "Data quality"),
        (say("交换", "Exchange"), share, *criteria, "DQR"),
        _quality(found, say),
    )
    interval = (say("95 % 下限", "95 % low"), say("95 % 上限", "95 % high"))
    yield (
        say("不确定性", "Uncertainty"),
        (
            say("数值集", "Set"),
            say("方法", "Method"),
            say("中位数", "Median"),
            say("均值", "Mean"),
            say("标准差", "Standard deviation"),
            "GSD²",
            *interval,
        ),
        _uncertainty(found, say),
    )
    yield (
        say("已公布水平", "Published levels"),
        (
            say("标识", "Identifier"),
            say("名称", "Name"),
            say("地区", "Region"),
            say("年份", "Year"),
            unit,
            say("本产品相差 %", "This product, difference %"),
            say("来源", "Source"),
            say("出处", "Reference"),
        ),
        _levels(found, say),
    )


def _quality(found: Assessment, say: Say) -> Iterator[tuple[Value, ...]]:
    of = found.rating
    whole = (of.technological, of.geographical, of.temporal, of.precision, of.dqr)
    yield say("合计(按贡献加权)", "Whole (weighted by contribution)"), None, *whole
    for row in found.largest:
        of = row.rating
        scores = (of.technological, of.geographical, of.temporal, of.precision, of.dqr)
        yield row.place, row.percent, *scores


def _uncertainty(found: Assessment, say: Say) -> Iterator[tuple[Value, ...]]:
    for spread in found.spreads:
        yield spread.pedigree_set, say("解析近似", "analytic"), *_figures(spread.analytic)
        if spread.exact_mean is not None:
            exact = spread.exact_mean, spread.exact_standard_deviation
            yield (
                spread.pedigree_set,
                say("精确矩", "exact moments"),
                None,
                *exact,
                None,
                None,
                None,
            )
        if spread.monte_carlo is not None:
            method = say("蒙特卡洛", "Monte Carlo") + f" ({found.samples})"
            yield spread.pedigree_set, method, *_figures(spread.monte_carlo)


def _figures(of: Estimate) -> tuple[Value, ...]:
    return of.median, of.mean, of.standard_deviation, of.gsd2, of.low, of.high


def _levels(found: Assessment, say: Say) -> Iterator[tuple[Value, ...]]:
    for level in found.levels:
        yield (
            level.id,
            say.name(level.name),
            level.region,
            level.year,
            level.kg_co2e,
            level.difference_percent,
            level.source_title,
            level.source_ref,
        )
