"""The inventory as a spreadsheet: every number exact as text, and once more to compute with."""

from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from accounting.reports.domain.blocks import Say
from accounting.reports.domain.model import Measure, Report
from accounting.reports.domain.words import boundary, kind, stage
from accounting.reports.formats.spreadsheet_assessment import Rows, Value, assessed
from accounting.sheets.domain.harmless import text_cell
from accounting.values.domain.numbers import plain
from accounting.values.domain.text import Language

_HEAD, _FILL = Font(bold=True), PatternFill("solid", fgColor="E8F1EE")


def tabulated(report: Report, language: Language) -> bytes:
    """The report's inventory as XLSX. Headings carry the units; text columns are exact."""
    say = Say(language)
    book = Workbook(write_only=True)
    book.properties.creator = say.name(report.identity.enterprise)
    book.properties.title = report.identity.calculation
    for title, heads, rows in _sheets(report, say):
        _sheet(book.create_sheet(title), heads, rows)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheets(report: Report, say: Say) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    yield say("概要", "Summary"), (say("项目", "What"), say("内容", "Value")), _summary(report, say)
    yield (
        say("单元过程", "Processes"),
        _heads(say, "process name stage output unit per_unit per_unit_unit kg kg_exact bio share"),
        _processes(report, say),
    )
    yield (
        say("交换", "Exchanges"),
        _heads(
            say,
            "process exchange kind name flow source amount amount_exact unit loss "
            "measured measured_unit kg kg_exact share",
        ),
        _exchanges(report, say),
    )
    yield (
        say("排放因子", "Factors"),
        _heads(say, "factor name factor_kg factor_exact unit region year basis source reference"),
        _factors(report, say),
    )
    yield (
        say("活动数据", "Activity data"),
        _heads(say, "item amount amount_exact unit source sha256"),
        _activity(report),
    )
    yield (
        say("取舍项", "Cut-offs"),
        _heads(say, "item flow amount amount_exact unit mass_share within reason"),
        _omissions(report, say),
    )
    if report.losses:
        yield (
            say("导入缺失", "Losses"),
            _heads(say, "item loss_of reason settled_at settled_by"),
            _losses(report, say),
        )
    if report.assessment is not None:
        yield from assessed(report.assessment, say)


_HEADS = {
    "loss_of": ("缺失", "Loss"),
    "settled_at": ("处理时间(UTC)", "Settled (UTC)"),
    "settled_by": ("处理人", "Settled by"),
    "process": ("过程标识", "Process"),
    "exchange": ("交换标识", "Exchange"),
    "kind": ("类型", "Kind"),
    "name": ("名称", "Name"),
    "stage": ("阶段", "Stage"),
    "output": ("产出", "Output"),
    "unit": ("单位", "Unit"),
    "per_unit": ("每声明单位产出", "Per declared unit"),
    "per_unit_unit": ("产出单位", "Unit of output"),
    "kg": ("kg CO2e / 声明单位", "kg CO2e / declared unit"),
    "kg_exact": ("kg CO2e / 声明单位(精确)", "kg CO2e / declared unit (exact)"),
    "bio": ("生物源 kg CO2(精确)", "Biogenic kg CO2 (exact)"),
    "share": ("占比 %", "Share %"),
    "flow": ("流", "Flow"),
    "source": ("来源", "Source"),
    "amount": ("数量", "Amount"),
    "amount_exact": ("数量(精确)", "Amount (exact)"),
    "loss": ("损耗率", "Loss share"),
    "measured": ("期间实测总量", "Measured in the period"),
    "measured_unit": ("实测单位", "Unit measured"),
    "factor": ("因子标识", "Factor"),
    "factor_kg": ("因子 kg CO2e / 单位", "Factor kg CO2e / unit"),
    "factor_exact": ("因子(精确)", "Factor (exact)"),
    "region": ("地区", "Region"),
    "year": ("年份", "Year"),
    "basis": ("口径", "Basis"),
    "reference": ("出处", "Reference"),
    "item": ("数据项", "Item"),
    "sha256": ("凭证 SHA-256", "SHA-256 of the document"),
    "mass_share": ("质量占比 %", "Mass share %"),
    "within": ("符合限值", "Within the limit"),
    "reason": ("理由", "Reason"),
}


def _heads(say: Say, keys: str) -> tuple[str, ...]:
    return tuple(say(*_HEADS[key]) for key in keys.split())


def _summary(report: Report, say: Say) -> Iterator[tuple[Value, ...]]:
    identity, scope, found = report.identity, report.scope, report.emissions
    yield say("企业", "Maker"), f"{say.name(identity.enterprise)} {identity.enterprise_code}"
    yield say("产品", "Product"), f"{say.name(identity.product)} {identity.model}"
    yield say("核算编号", "Calculation"), identity.calculation
    yield say("封存 SHA-256", "Seal SHA-256"), identity.seal or say("未封存", "not sealed")
    yield say("规则", "Rule"), f"{scope.rule_code} {scope.rule_version}"
    yield say("系统边界", "Boundary"), say.words(boundary(scope.boundary))
    yield say("声明单位", "Declared unit"), _written(scope.declared_unit)
    yield say("基准流", "Reference flow"), _written(scope.reference_flow)
    yield say("期间起", "From"), str(scope.period_start)
    yield say("期间止(不含)", "Until (excluded)"), str(scope.period_end)
    yield say("公布值 kg CO2e / 声明单位", "Published kg CO2e / declared unit"), found.value
    yield say("精确值(文本)", "Exact (text)"), plain(found.exact)
    yield say("生物源 CO2(文本)", "Biogenic CO2 (text)"), plain(found.biogenic_kg_co2)
    yield say("初级数据占比 %", "Primary data %"), report.data_quality.primary_percent
    yield say("取舍质量合计 %", "Cut-offs by mass %"), report.omitted_mass_percent
    yield say("引擎", "Engine"), report.versions.engine
    yield say("因子库", "Library"), report.versions.library
    yield "GWP", f"{report.versions.gwp_set} ({report.versions.gwp_version})"
    for each in report.gwp:
        yield f"GWP100 {each.gas} kg CO2e/kg", each.kg_co2e_per_kg


def _written(amount: Measure | None) -> str:
    return "" if amount is None else f"{plain(amount.amount)} {amount.unit}"


def _processes(report: Report, say: Say) -> Iterator[tuple[Value, ...]]:
    for row in report.processes:
        yield (
            row.id,
            say.name(row.name),
            say.words(stage(row.stage)),
            row.output.amount,
            row.output.unit,
            row.delivered.amount,
            row.delivered.unit,
            row.kg_co2e,
            plain(row.kg_co2e),
            plain(row.biogenic_kg_co2),
            row.percent,
        )


def _exchanges(report: Report, say: Say) -> Iterator[tuple[Value, ...]]:
    for process in report.processes:
        for row in process.inputs:
            total = row.measured
            yield (
                process.id,
                row.id,
                say.words(kind(row.kind)),
                say.name(row.name),
                row.flow,
                " ".join(row.sources),
                row.amount,
                plain(row.amount),
                row.unit,
                plain(row.loss),
                None if total is None else total.amount,
                None if total is None else total.unit,
                row.kg_co2e,
                plain(row.kg_co2e),
                row.percent,
            )


def _factors(report: Report, say: Say) -> Iterator[tuple[Value, ...]]:
    for row in report.factors:
        yield (
            row.id,
            say.name(row.name),
            row.value,
            plain(row.value),
            row.unit,
            row.region,
            row.year,
            row.gas_basis,
            row.source,
            row.reference,
        )


def _activity(report: Report) -> Iterator[tuple[Value, ...]]:
    for row in report.data_quality.evidence:
        yield row.where, row.amount, plain(row.amount), row.unit, row.source, row.sha256


def _omissions(report: Report, say: Say) -> Iterator[tuple[Value, ...]]:
    verdict = {True: say("是", "yes"), False: say("否", "no"), None: ""}
    for row in report.omissions:
        yield (
            row.id,
            row.flow,
            row.amount,
            plain(row.amount),
            row.unit,
            row.mass_percent,
            verdict[row.within_limit],
            say.name(row.reason),
        )


def _losses(report: Report, say: Say) -> Iterator[tuple[Value, ...]]:
    for row in report.losses:
        yield row.place, say.name(row.what), row.reason, row.settled_at, row.settled_by


def _sheet(sheet: WriteOnlyWorksheet, heads: tuple[str, ...], rows: Rows) -> None:
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, head) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _head(sheet: WriteOnlyWorksheet, words: str) -> object:
    cell = WriteOnlyCell(sheet, words)
    cell.font, cell.fill = _HEAD, _FILL
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> object:
    return text_cell(sheet, value) if isinstance(value, str) else value
