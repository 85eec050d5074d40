"""The first sections of a report: overview, goal and scope."""

from collections.abc import Iterator

from accounting.reports.domain.blocks import Boundary, Bullets, Facts, Paragraph, Say, Section
from accounting.reports.domain.model import Allocated, Measure, Report
from accounting.reports.domain.words import STAGES, boundary, method, shown, shown_percent, unit


def measured(amount: Measure | None, say: Say) -> str:
    return "—" if amount is None else f"{shown(amount.amount)} {say.words(unit(amount.unit))}"


def overview(report: Report, say: Say) -> Section:
    identity, found = report.identity, report.emissions
    declared = measured(report.scope.declared_unit, say)
    piece = say(";", "; ").join(measured(amount, say) for amount in identity.piece)
    return Section(
        say("概述", "Overview"),
        (
            Paragraph(_summary(report, say, declared)),
            Facts(
                (
                    (say("企业", "Maker"), say.name(identity.enterprise)),
                    (say("统一社会信用代码", "Credit code"), identity.enterprise_code),
                    (say("产品", "Product"), say.name(identity.product)),
                    (say("型号", "Model"), identity.model),
                    ("GTIN", identity.gtin or "—"),
                    (say("产品分类 (UN CPC)", "Class (UN CPC)"), identity.cpc),
                    (say("生产地 (GB/T 2260)", "Made in (GB/T 2260)"), identity.site_division),
                    (say("每件产品", "One piece"), piece),
                    (say("碳足迹", "Footprint"), f"{found.value:,f} kg CO₂e / {declared}"),
                )
            ),
        ),
    )


def _summary(report: Report, say: Say, declared: str) -> str:
    found, quality = report.emissions, report.data_quality
    top = found.by_process[0] if found.by_process else None
    text = say(
        f"每 {declared} 产品的碳足迹为 {found.value:,f} kg CO₂e"
        f"({boundary(report.scope.boundary).zh})。",
        f"The carbon footprint of {declared} of product is {found.value:,f} kg CO₂e "
        f"({boundary(report.scope.boundary).en.lower()}). ",
    )
    if top:
        text += say(
            f"排放最大的单元过程是{top.name.zh},占 {shown_percent(top.percent)}。",
            f"The largest unit process is {top.name.en} with {shown_percent(top.percent)}. ",
        )
    return text + say(
        f"结果的 {shown_percent(quality.primary_percent)} 依据实测活动数据。",
        f"{shown_percent(quality.primary_percent)} of the result rests on measured activity data.",
    )


def goal(report: Report, say: Say) -> Section:
    return Section(say("目的", "Goal"), (Paragraph(say.words(report.goal)),))


def scope(report: Report, say: Say) -> Iterator[Section]:
    yield Section(say("范围", "Scope"), (Facts(_frame(report, say)),))
    yield _unit(report, say)
    yield _boundary(report, say)
    yield Section(say("取舍准则", "Cut-off criteria"), (_criteria(report, say),), level=2)
    yield Section(say("分配", "Allocation"), tuple(_allocation(report, say)), level=2)


def _frame(report: Report, say: Say) -> tuple[tuple[str, str], ...]:
    scope = report.scope
    return (
        (say("量化标准", "Standard"), f"{scope.standard} (ISO 14067)"),
        (say("通用规则", "General rule"), scope.general_rule),
        (
            say("产品规则", "Product rule"),
            f"{scope.rule_code} {scope.rule_version} {say.name(scope.rule_name)}",
        ),
        (
            say("时间边界", "Time boundary"),
            say(
                f"{scope.period_start} 至 {scope.period_end}(不含末日)",
                f"{scope.period_start} to {scope.period_end} (last day excluded)",
            ),
        ),
        (
            say("特征化因子", "Characterisation"),
            say(
                f"GWP100,IPCC {report.versions.gwp_set}(见附录)",
                f"GWP100 of IPCC {report.versions.gwp_set} (see the annex)",
            ),
        ),
    )


def _unit(report: Report, say: Say) -> Section:
    scope = report.scope
    return Section(
        say("功能单位、声明单位与基准流", "Functional unit, declared unit, reference flow"),
        (
            Facts(
                (
                    (say("功能单位", "Functional unit"), say.name(scope.functional_unit)),
                    (say("声明单位", "Declared unit"), measured(scope.declared_unit, say)),
                    (say("基准流", "Reference flow"), measured(scope.reference_flow, say)),
                )
            ),
        ),
        level=2,
    )


def _boundary(report: Report, say: Say) -> Section:
    stages = tuple((say.words(name), code in report.scope.stages) for code, name in STAGES.items())
    kind = say.words(boundary(report.scope.boundary))
    return Section(
        say("系统边界", "System boundary"),
        (
            Paragraph(
                say(
                    f"系统边界为“{kind}”,共 {len(report.processes)} 个单元过程。",
                    f"{kind}, {len(report.processes)} unit processes.",
                )
            ),
            Boundary(
                say("生命周期阶段", "Life-cycle stages"),
                stages,
                say("边界内", "inside"),
                say("边界外", "outside"),
            ),
        ),
        level=2,
    )


def _criteria(report: Report, say: Say) -> Paragraph:
    single, whole = report.scope.cut_off_single_percent, report.scope.cut_off_total_percent
    held = report.omissions_within_limit
    return Paragraph(
        say(
            f"单项不超过投入总质量的 {single} %,合计不超过 {whole} %。本次取舍 "
            f"{len(report.omissions)} 项,合计 {shown_percent(report.omitted_mass_percent)},"
            f"{'符合' if held else '超出'}限值;逐项理由见“取舍项”。",
            f"At most {single} % of the mass of all inputs each and {whole} % together. "
            f"{len(report.omissions)} inputs with {shown_percent(report.omitted_mass_percent)} "
            f"together were left out, {'within' if held else 'beyond'} the limits; reasons below.",
        )
    )


def _allocation(report: Report, say: Say) -> Iterator[Paragraph | Bullets]:
    yield Paragraph(
        say(
            "优先次序:细分过程、物理关系、经济关系;各分配系数之和为 1。",
            "In this order: subdivision, physical relation, economic relation; shares sum to one.",
        )
    )
    if not report.allocation:
        yield Paragraph(
            say(
                "所有单元过程均只有一种产品,未进行分配。",
                "Every unit process makes one product; nothing was allocated.",
            )
        )
        return
    yield Bullets(tuple(_share(item, say) for item in report.allocation))


def _share(item: Allocated, say: Say) -> str:
    how = say.words(method(item.method))
    based = say("实测产出", "measured outputs") if item.measured else say("建模产出", "model")
    share = shown_percent(item.share * 100)
    return f"{item.process} → {item.product}: {share}, {how} ({based}). {say.name(item.reason)}"
