"""What a reader must not expect of a result: limitations that follow from its own document."""

from collections.abc import Iterator

from accounting.calculations.domain.node import DocumentNode
from accounting.reports.domain.model import Emissions, FactorUsed, Omission, ReportedQuality, Scope
from accounting.reports.domain.words import shown_percent, stage
from accounting.values.domain.text import Text

_OLD_YEARS = 5
_ALWAYS = (
    Text(
        "仅评价气候变化一种环境影响,不代表产品的整体环境表现。",
        "Climate change only; nothing is said about the product's other environmental impacts.",
    ),
    Text(
        "仅当规则、功能单位、系统边界与 GWP 值相同时,结果才可比较。",
        "Comparable only with results of the same rule, functional unit, boundary and GWP set.",
    ),
    Text(
        "结果不含任何碳抵消、碳信用或减排量抵减;生物源 CO₂ 与产品储碳只单列,不冲减结果。",
        "No offsets or credits are part of the result; biogenic CO2 and stored carbon stand apart.",
    ),
)


def limitations(
    scope: Scope,
    emissions: Emissions,
    factors: tuple[FactorUsed, ...],
    omitted: tuple[Omission, ...],
    book: DocumentNode,
    quality: ReportedQuality,
) -> Iterator[Text]:
    yield from _ALWAYS
    yield from _of_scope(scope, emissions)
    yield from _of_omissions(omitted, book)
    yield from _of_factors(scope, factors)
    if quality.primary_percent < 100:
        share = shown_percent(100 - quality.primary_percent)
        yield Text(
            f"结果的 {share} 依据建模数量而非实测数据。",
            f"{share} of the result rests on modelled rather than measured amounts.",
        )


def _of_scope(scope: Scope, emissions: Emissions) -> Iterator[Text]:
    if scope.stages_left_out:
        zh = "、".join(stage(code).zh for code in scope.stages_left_out)
        en = ", ".join(stage(code).en.lower() for code in scope.stages_left_out)
        yield Text(f"系统边界不含:{zh}。", f"Outside the boundary: {en}.")
    if emissions.land_use_change is None or emissions.aircraft is None:
        yield Text(
            "背景数据未拆分直接土地利用变化与航空运输排放,二者如存在,含在化石排放合计中。",
            "The background data do not separate direct land-use change and aircraft emissions; "
            "where there are any, they are part of the fossil total.",
        )


def _of_omissions(omitted: tuple[Omission, ...], book: DocumentNode) -> Iterator[Text]:
    if book.text("within_limit") == "False":
        items = ", ".join(item.id for item in omitted if item.within_limit is False)
        yield Text(
            f"取舍超出规则限值,须由核查人员判断:{items or '合计'}。",
            f"Cut-offs exceed the rule's limits and need the verifier's judgement: "
            f"{items or 'in total'}.",
        )
    if unweighed := [item.id for item in omitted if item.mass_percent is None]:
        items = ", ".join(unweighed)
        yield Text(
            f"下列取舍项不以质量计量,未计入质量占比:{items}。",
            f"These cut-offs are not stated as a mass and have no mass share: {items}.",
        )


def _of_factors(scope: Scope, factors: tuple[FactorUsed, ...]) -> Iterator[Text]:
    limit = scope.period_end.year - _OLD_YEARS
    if old := [f.id for f in factors if f.year is not None and f.year < limit]:
        yield _about(old, f"早于 {limit} 年的因子", f"Factors older than {limit}, so poor in time")
    if undated := [f.id for f in factors if f.year is None]:
        yield _about(undated, "未注明年份的因子", "Factors without a year")
    if abroad := [f.id for f in factors if not f.region.startswith("CN")]:
        yield _about(abroad, "采用境外数据代替的因子", "Factors of another country as a proxy")
    if unseen := [f.id for f in factors if not f.seen]:
        yield _about(unseen, "数值由他处转引或推算的因子", "Factors cited second-hand or derived")


def _about(ids: list[str], zh: str, en: str) -> Text:
    listed = ", ".join(ids)
    return Text(f"{zh}:{listed}。", f"{en}: {listed}.")
