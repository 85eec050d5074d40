"""The result sections: emissions apart by origin, contributions, and what they mean."""

from collections.abc import Iterator
from decimal import Decimal

from accounting.reports.domain.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Facts,
    Grid,
    Paragraph,
    Say,
    Section,
)
from accounting.reports.domain.model import Emissions, Report, ReportedShare
from accounting.reports.domain.sections_assessment import levels, uncertainty
from accounting.reports.domain.tables import grid
from accounting.reports.domain.words import shown, shown_percent, unit
from accounting.values.domain.numbers import total

_BARS = 12
_LARGEST = 15


def results(report: Report, say: Say) -> Iterator[Section]:
    found = report.emissions
    yield Section(say("影响评价结果", "Results"), (_by_origin(report, say), *_units(found, say)))
    yield Section(
        say("按生命周期阶段", "By life-cycle stage"),
        (_bars(say("各阶段的贡献", "Contribution of each stage"), found.by_stage, say),),
        level=2,
    )
    yield Section(
        say("按单元过程", "By unit process"),
        (_bars(say("各单元过程的贡献", "Contribution of each process"), found.by_process, say),),
        level=2,
    )
    yield Section(
        say("贡献最大的投入与排放", "The largest inputs and emissions"),
        (_largest(found.by_exchange, say),),
        level=2,
    )


def _by_origin(report: Report, say: Say) -> Grid:
    found = report.emissions
    apart = say("未单独给出", "not stated apart")
    columns = (
        Column(say("类别", "Kind"), 6),
        Column(say("每声明单位", "Per declared unit"), 4, numeric=True),
        Column(say("说明", "Note"), 7),
    )
    rows = [
        (
            say("化石温室气体排放", "Fossil greenhouse gases"),
            f"{shown(found.fossil, 8)} kg CO₂e",
            say("计入碳足迹", "inside the footprint"),
        ),
        (
            say("生物源 CH₄ 与 N₂O", "CH₄ and N₂O of biomass"),
            _or(found.biogenic_gases, "kg CO₂e", apart),
            say("计入碳足迹,单列", "inside, stated apart"),
        ),
        (
            say("直接土地利用变化", "Direct land-use change"),
            _or(found.land_use_change, "kg CO₂e", apart),
            say("20 年平摊,计入碳足迹", "spread over 20 years, inside"),
        ),
        (
            say("航空运输", "Aircraft"),
            _or(found.aircraft, "kg CO₂e", apart),
            say("计入碳足迹,单列", "inside, stated apart"),
        ),
        (
            say("生物源 CO₂(排放减吸收)", "Biogenic CO₂ (emitted less taken up)"),
            f"{shown(found.biogenic_kg_co2, 8)} kg CO₂",
            _biogenic(report, say),
        ),
        (
            say("产品储存的生物碳", "Carbon stored in the product"),
            _or(found.stored_carbon_kg_co2, "kg CO₂", apart),
            say("单列,不计入碳足迹", "stated apart, outside the footprint"),
        ),
        (
            say("产品碳足迹(公布值)", "Carbon footprint (published)"),
            f"{found.value:,f} kg CO₂e",
            say("按规则修约一次", "rounded once, by the rule"),
        ),
    ]
    return grid(say("按来源单列的结果", "Results by origin"), columns, rows, say)


def _units(found: Emissions, say: Say) -> Iterator[Facts]:
    """The same footprint per other unit of the product."""
    if found.per_unit:
        yield Facts(
            tuple(
                (
                    say(f"每 {unit(each.unit).zh}", f"Per {unit(each.unit).en}"),
                    f"{shown(each.kg_co2e, 6)} kg CO₂e",
                )
                for each in found.per_unit
            )
        )


def _biogenic(report: Report, say: Say) -> str:
    """Outside the footprint, with both directions where the document states them."""
    found, outside = report.emissions, say("不计入碳足迹", "outside the footprint")
    if found.biogenic_emitted is None or found.biogenic_taken_up is None:
        return outside
    emitted, taken = shown(found.biogenic_emitted, 6), shown(found.biogenic_taken_up, 6)
    return say(f"排放 {emitted},吸收 {taken};", f"emitted {emitted}, taken up {taken}; ") + outside


def _or(value: Decimal | None, unit: str, otherwise: str) -> str:
    return otherwise if value is None else f"{shown(value, 8)} {unit}"


def _bars(caption: str, shares: tuple[ReportedShare, ...], say: Say) -> Bars:
    longest = max((abs(share.kg_co2e) for share in shares), default=Decimal(1)) or Decimal(1)
    bars = [
        Bar(
            say.name(share.name),
            float(abs(share.kg_co2e) / longest),
            f"{shown(share.kg_co2e)} kg",
            shown_percent(share.percent),
        )
        for share in shares[:_BARS]
    ]
    if rest := shares[_BARS:]:
        kg = total(share.kg_co2e for share in rest)
        part = total(share.percent for share in rest)
        name = say(f"其余 {len(rest)} 项", f"{len(rest)} others")
        bars.append(Bar(name, float(abs(kg) / longest), f"{shown(kg)} kg", shown_percent(part)))
    return Bars(caption, tuple(bars))


def _largest(shares: tuple[ReportedShare, ...], say: Say) -> Grid:
    columns = (
        Column(say("单元过程 · 流", "Process · flow"), 8),
        Column("kg CO₂e", 3, numeric=True),
        Column(say("占比", "Share"), 2, numeric=True),
        Column(say("累计", "Together"), 2, numeric=True),
    )
    rows: list[tuple[str, ...]] = []
    together = Decimal(0)
    for share in shares[:_LARGEST]:
        together += share.percent
        row = (
            say.name(share.name),
            shown(share.kg_co2e),
            shown_percent(share.percent),
            shown_percent(together),
        )
        rows.append(row)
    return grid(say("贡献最大的交换", "Largest exchanges"), columns, rows, say)


def interpretation(report: Report, say: Say) -> Iterator[Section]:
    yield Section(say("结果解释", "Interpretation"), (Paragraph(_hot_spots(report, say)),))
    yield Section(
        say("敏感性分析", "Sensitivity"),
        (
            Paragraph(
                say(
                    "碳足迹对每个因子与投入都是线性的,因此变化 10 % 的影响可由贡献精确得出。",
                    "The footprint is linear in each factor and input, so the effect of ten "
                    "percent follows from the contributions exactly.",
                )
            ),
            _sensitivity(report, say),
        ),
        level=2,
    )
    yield Section(say("不确定性", "Uncertainty"), tuple(_uncertainty(report, say)), level=2)
    if report.assessment and (beside := levels(report, report.assessment, say)):
        yield beside
    yield Section(
        say("局限性", "Limitations"),
        (Bullets(tuple(say.words(text) for text in report.limitations)),),
        level=2,
    )


def _uncertainty(report: Report, say: Say) -> Iterator[Block]:
    if report.assessment is not None:
        yield from uncertainty(report, report.assessment, say)
        return
    yield Paragraph(
        say(
            "封存文件不含不确定性分布,且本核算过大或未装载评价数据包,报告中未作评价;上表的敏感性与"
            "“数据质量”给出依据,分布请查询 /v1/calculations/<编号>/uncertainty。",
            "The sealed document carries no distributions, and the calculation is too large to "
            "assess here or no packs are loaded; the sensitivities above and the data quality say "
            "how far to rely on it. Ask /v1/calculations/<id>/uncertainty for the spread.",
        )
    )


def _hot_spots(report: Report, say: Say) -> str:
    found = report.emissions.by_exchange
    reached, count = Decimal(0), 0
    for share in found:
        if reached >= 80:
            break
        reached, count = reached + share.percent, count + 1
    return say(
        f"{len(found)} 项有排放的交换中,贡献最大的 {count} 项合计占 {shown_percent(reached)};"
        "减排与数据改进应首先针对这些环节。",
        f"Of {len(found)} exchanges with emissions the largest {count} make up "
        f"{shown_percent(reached)}; reductions and better data pay off there first.",
    )


def _sensitivity(report: Report, say: Say) -> Grid:
    columns = (
        Column(say("因子或投入", "Factor or input"), 8),
        Column(say("±10 % 时 kg CO₂e", "kg CO₂e at ±10 %"), 4, numeric=True),
        Column(say("结果变化", "Change"), 3, numeric=True),
    )
    rows: list[tuple[str, ...]] = [
        (
            say.name(row.name),
            f"±{shown(row.change_kg_co2e)}",
            f"±{shown_percent(row.change_percent)}",
        )
        for row in report.sensitivity
    ]
    return grid(say("敏感性", "Sensitivity"), columns, rows, say)
