"""The last sections: what is sealed and how to prove it, where each element is, the annexes."""

from collections.abc import Iterator

from accounting.reports.domain.assessment import Assessment
from accounting.reports.domain.blocks import Column, Facts, Grid, Paragraph, Say, Section
from accounting.reports.domain.model import Input, Process, Report
from accounting.reports.domain.sections_scope import measured
from accounting.reports.domain.tables import grid
from accounting.reports.domain.words import kind, shown, shown_percent, unit

_GASES = 3
"""Gases on one line of the table."""


def statement(report: Report, say: Say) -> Section:
    versions, identity = report.versions, report.identity
    proof = say(
        "封存值是封存文件规范 JSON(RFC 8785)的 SHA-256。PDF 版本附有该文件"
        "(calculation.json):python -m accounting recompute calculation.json "
        "可离线逐项复算并证明本报告的数值。",
        "The seal is the SHA-256 of the sealed file's canonical JSON (RFC 8785). The PDF carries "
        "that file (calculation.json): python -m accounting recompute calculation.json computes "
        "it again offline and proves the figures of this report.",
    )
    draft = say(
        "本核算尚未封存:数值可能变化,不得用于认证或对外声明。",
        "This calculation is not sealed: its figures may change and must not be relied on.",
    )
    return Section(
        say("封存与版本", "Seal and versions"),
        (
            Paragraph(draft if identity.seal is None else proof),
            Facts(
                (
                    (say("封存 SHA-256", "Seal SHA-256"), identity.seal or "—"),
                    (say("核算编号", "Calculation"), identity.calculation),
                    (say("文件格式", "Formats"), f"{versions.document_format}; {report.format}"),
                    (
                        say("核算引擎", "Engine"),
                        f"{versions.engine} ({versions.digits} digits, {versions.rounding})",
                    ),
                    (say("规则 SHA-256", "Rule SHA-256"), versions.rule_sha256),
                    (say("因子库", "Library"), versions.library),
                    (say("因子库 SHA-256", "Library SHA-256"), versions.library_sha256),
                    (say("GWP 集", "GWP set"), f"{versions.gwp_set} ({versions.gwp_version})"),
                    *_packs(report.assessment, say),
                )
            ),
        ),
    )


def _packs(found: Assessment | None, say: Say) -> Iterator[tuple[str, str]]:
    """What the figures beside the document rest on."""
    if found is not None:
        packs = (
            (say("谱系", "pedigree"), found.pedigree_pack),
            (say("质量", "quality"), found.quality_pack),
            (say("对标", "benchmarks"), found.benchmark_pack),
        )
        told = [f"{name} {version}" for name, version in packs if version]
        yield say("评价用数据包", "Packs of the assessment"), "; ".join(told)


def annexes(report: Report, say: Say) -> Iterator[Section]:
    yield _annex(say("附录 A 交换清单", "Annex A. Exchanges"), _exchanges(report, say))
    yield _annex(say("附录 B GWP 值", "Annex B. GWP values"), _gwp(report, say))
    yield _annex(say("附录 C 因子出处", "Annex C. References of factors"), _cited(report, say))
    yield _annex(say("附录 D 报告要素对照", "Annex D. Elements of the report"), _elements(say))


def _annex(title: str, content: Grid) -> Section:
    return Section(title, (content,), numbered=False)


def _exchanges(report: Report, say: Say) -> Grid:
    columns = (
        Column(say("交换", "Exchange"), 6),
        Column(say("类型", "Kind"), 3),
        Column(say("建模数量", "Modelled"), 4, numeric=True),
        Column(say("期间实测", "Measured"), 4, numeric=True),
        Column("kg CO₂e", 3, numeric=True),
        Column(say("占比", "Share"), 2, numeric=True),
    )
    rows = [_exchange(process, row, say) for process in report.processes for row in process.inputs]
    return grid(say("全部交换", "All exchanges"), columns, rows, say)


def _exchange(process: Process, row: Input, say: Say) -> tuple[str, ...]:
    name, emits = say.name(row.name), row.kind not in ("process", "cut-off")
    return (
        f"{process.id}.{row.id}" + (f"\n{name}" if name != row.id else ""),
        say.words(kind(row.kind)),
        f"{shown(row.amount, 7)} {say.words(unit(row.unit))}",
        measured(row.measured, say),
        shown(row.kg_co2e) if emits else "—",
        shown_percent(row.percent) if emits else "—",
    )


def _gwp(report: Report, say: Say) -> Grid:
    columns = (Column(say("气体", "Gas"), 4), Column("kg CO₂e / kg", 3, numeric=True)) * _GASES
    cells = [cell for g in report.gwp for cell in (g.gas, f"{g.kg_co2e_per_kg:,f}")]
    cells += [""] * (-len(cells) % (2 * _GASES))
    rows = [tuple(cells[at : at + 2 * _GASES]) for at in range(0, len(cells), 2 * _GASES)]
    caption = f"GWP100, IPCC {report.versions.gwp_set} ({report.versions.gwp_version})"
    return grid(caption, columns, rows, say)


def _cited(report: Report, say: Say) -> Grid:
    columns = (
        Column(say("因子", "Factor"), 4),
        Column(say("口径", "Basis"), 4),
        Column(say("出处", "Reference"), 8),
    )
    rows: list[tuple[str, ...]] = [(f.id, f.gas_basis, f.reference) for f in report.factors]
    return grid(say("因子出处", "References"), columns, rows, say)


def _elements(say: Say) -> Grid:
    columns = (
        Column(say("报告要素", "Element"), 5),
        Column(say("所在章节", "Where"), 6),
    )
    rows: list[tuple[str, ...]] = [(say(*what), say(*where)) for what, where in _WHERE]
    return grid(say("要素与章节", "Elements and sections"), columns, rows, say)


_WHERE = (
    (("目标与应用意图", "Goal and intended use"), ("目的", "Goal")),
    (
        ("功能单位、声明单位、基准流", "Functional unit, declared unit, reference flow"),
        ("范围", "Scope"),
    ),
    (("系统边界与生命周期阶段", "Boundary and stages"), ("范围 · 系统边界", "Scope")),
    (("单元过程清单", "List of unit processes"), ("生命周期清单;附录 A", "Inventory; annex A")),
    (("数据收集与来源", "Data and sources"), ("生命周期清单", "Inventory")),
    (("温室气体与特征化因子", "Gases and characterisation"), ("附录 B", "Annex B")),
    (
        ("取舍准则与取舍项", "Cut-off criteria and cut-offs"),
        ("范围;生命周期清单", "Scope; inventory"),
    ),
    (("分配", "Allocation"), ("范围 · 分配", "Scope")),
    (("时间边界", "Time boundary"), ("范围", "Scope")),
    (("电力处理", "Electricity"), ("排放因子及来源", "Factors")),
    (
        ("化石、生物源、土地利用变化、航空单列", "Fossil, biogenic, land use, aircraft apart"),
        ("影响评价结果", "Results"),
    ),
    (("敏感性与不确定性", "Sensitivity and uncertainty"), ("结果解释", "Interpretation")),
    (
        ("与已公布水平的对照", "Position among published levels"),
        ("结果解释", "Interpretation"),
    ),
    (("局限性", "Limitations"), ("结果解释 · 局限性", "Interpretation")),
    (("数据质量评价", "Data quality"), ("生命周期清单 · 数据质量", "Inventory")),
)
