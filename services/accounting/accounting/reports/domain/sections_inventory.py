"""The inventory sections: unit processes, activity data, factors, omissions, data quality."""

from collections.abc import Iterator

from accounting.reports.domain.blocks import (
    Block,
    Bullets,
    Column,
    Facts,
    Grid,
    Paragraph,
    Say,
    Section,
)
from accounting.reports.domain.model import FactorUsed, Report, ReportedEvidence
from accounting.reports.domain.sections_assessment import rating
from accounting.reports.domain.sections_scope import measured
from accounting.reports.domain.tables import grid
from accounting.reports.domain.words import shown, shown_percent, stage, unit


def inventory(report: Report, say: Say) -> Iterator[Section]:
    yield Section(say("生命周期清单", "Life-cycle inventory"), ())
    yield Section(say("单元过程", "Unit processes"), (_processes(report, say),), level=2)
    yield Section(say("活动数据与凭证", "Activity data and evidence"), _activity(report, say), 2)
    yield Section(
        say("排放因子及来源", "Emission factors and their sources"),
        (_factors(report, say), *_electricity(report, say)),
        level=2,
    )
    yield Section(say("取舍项", "Cut-offs"), (_omissions(report, say),), level=2)
    if report.losses:
        title = say("导入模型的缺失及处理", "Losses of the imported model, settled")
        yield Section(title, tuple(_losses(report, say)), level=2)
    yield Section(say("数据质量", "Data quality"), tuple(_rated(report, say)), level=2)


def _processes(report: Report, say: Say) -> Grid:
    columns = (
        Column(say("单元过程", "Unit process"), 5),
        Column(say("阶段", "Stage"), 3),
        Column(say("每声明单位产出", "Output per declared unit"), 4, numeric=True),
        Column("kg CO₂e", 3, numeric=True),
        Column(say("占比", "Share"), 2, numeric=True),
    )
    rows = [
        (
            say.name(process.name),
            say.words(stage(process.stage)),
            measured(process.delivered, say),
            shown(process.kg_co2e),
            shown_percent(process.percent),
        )
        for process in report.processes
    ]
    return grid(say("单元过程清单", "Unit processes"), columns, rows, say)


def _activity(report: Report, say: Say) -> tuple[Paragraph | Grid, ...]:
    columns = (
        Column(say("数据项", "Item"), 5),
        Column(say("期间总量", "Total of the period"), 4, numeric=True),
        Column(say("凭证", "Document"), 6),
        Column(say("凭证 SHA-256(前 16 位)", "SHA-256 (first 16)"), 4),
    )
    rows = [_evidence_row(item, say) for item in report.data_quality.evidence]
    text = say(
        "企业实测的期间总量除以同期产出后替代建模数量;每个数值均指向一份凭证,"
        "凭证的完整散列值在封存文件与电子表格中。",
        "Measured totals, divided by the output of the period, replace the modelled amounts. Each "
        "names its document; the full hashes are in the sealed file and the spreadsheet.",
    )
    return Paragraph(text), grid(say("实测活动数据", "Measured data"), columns, rows, say)


def _evidence_row(item: ReportedEvidence, say: Say) -> tuple[str, ...]:
    amount = f"{shown(item.amount, 12)} {say.words(unit(item.unit))}"
    return item.where, amount, item.source, item.sha256[:16]


def _factors(report: Report, say: Say) -> Grid:
    columns = (
        Column(say("因子", "Factor"), 5),
        Column(say("数值", "Value"), 3, numeric=True),
        Column(say("地区", "Region"), 2),
        Column(say("年份", "Year"), 2),
        Column(say("来源", "Source"), 7),
    )
    rows = [_factor_row(factor, say) for factor in report.factors]
    library = report.versions.library
    caption = say(f"所用排放因子(因子库 {library})", f"Factors used (library {library})")
    return grid(caption, columns, rows, say)


def _factor_row(factor: FactorUsed, say: Say) -> tuple[str, ...]:
    year = "—" if factor.year is None else str(factor.year)
    value = f"{shown(factor.value, 7)} kg/{say.words(unit(factor.unit))}"
    name = f"{say.name(factor.name)}\n{factor.id}"
    return name, value, factor.region, year, factor.source


def _electricity(report: Report, say: Say) -> Iterator[Paragraph]:
    used = [factor for factor in report.factors if factor.category.startswith("electricity")]
    if not used:
        return
    names = say(";", "; ").join(
        f"{say.name(f.name)} {shown(f.value, 7)} kg CO₂e/{f.unit}" for f in used
    )
    yield Paragraph(
        say(
            f"电力处理:{names}。采用生命周期 CO₂e 足迹因子;仅含 CO₂ 的省级平均因子不得使用。",
            f"Electricity: {names}. Life-cycle CO₂e factors; CO₂-only provincial averages are "
            "refused.",
        )
    )


def _omissions(report: Report, say: Say) -> Grid | Paragraph:
    if not report.omissions:
        return Paragraph(say("没有取舍项。", "Nothing was left out."))
    columns = (
        Column(say("投入", "Input"), 4),
        Column(say("每声明单位数量", "Per declared unit"), 3, numeric=True),
        Column(say("质量占比", "Mass share"), 2, numeric=True),
        Column(say("限值", "Limit"), 2),
        Column(say("理由", "Reason"), 6),
    )
    verdict = {True: say("符合", "within"), False: say("超出", "beyond"), None: "—"}
    rows = [
        (
            item.id,
            f"{shown(item.amount)} {say.words(unit(item.unit))}",
            "—" if item.mass_percent is None else shown_percent(item.mass_percent),
            verdict[item.within_limit],
            say.name(item.reason),
        )
        for item in report.omissions
    ]
    return grid(say("取舍项", "Cut-offs"), columns, rows, say)


def _losses(report: Report, say: Say) -> Iterator[Block]:
    yield Paragraph(
        say(
            "本模型自其他软件导入。下列内容未能导入或按假设导入,可能影响结果,已由人逐项处理。",
            "The model came from another program. What follows was not carried, or by an "
            "assumption; it can change the result, and people settled each with a reason.",
        )
    )
    columns = (
        Column(say("位置", "Place"), 4),
        Column(say("缺失", "Loss"), 6),
        Column(say("处理理由", "Reason"), 6),
        Column(say("处理人与时间(UTC)", "By and when (UTC)"), 4),
    )
    rows = [
        (loss.place, say.name(loss.what), loss.reason, f"{loss.settled_by}\n{loss.settled_at}")
        for loss in report.losses
    ]
    yield grid(say("导入缺失", "Losses"), columns, rows, say)


def _rated(report: Report, say: Say) -> Iterator[Block]:
    yield _quality(report, say)
    if report.assessment is not None:
        yield from rating(report, report.assessment, say)


def _quality(report: Report, say: Say) -> Facts | Bullets:
    seen = sum(factor.seen for factor in report.factors)
    inputs = [item for process in report.processes for item in process.inputs]
    taken = sum(item.measured is not None for item in inputs)
    return Facts(
        (
            (
                say("初级数据占比(按排放)", "Primary data (by emissions)"),
                shown_percent(report.data_quality.primary_percent),
            ),
            (
                say("实测的交换", "Measured exchanges"),
                say(f"{taken} 项,共 {len(inputs)} 项", f"{taken} of {len(inputs)}"),
            ),
            (
                say("数值在原始来源核对过的因子", "Factors seen in their source"),
                say(
                    f"{seen} 个,共 {len(report.factors)} 个",
                    f"{seen} of {len(report.factors)}",
                ),
            ),
            (
                say("凭证", "Documents"),
                say(
                    f"{len(report.data_quality.evidence)} 份,散列值已封存",
                    f"{len(report.data_quality.evidence)}, their hashes under the seal",
                ),
            ),
        )
    )
