"""The data set of the product: an ILCD process with the EPD extensions of versions 1.1 and 1.2."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from xml.etree.ElementTree import Element

from accounting.calculations.domain.calculation import Subject
from accounting.ilcd.formats import documents, indicators
from accounting.ilcd.formats.elements import (
    FORMAT_VERSION,
    VERSION,
    DataSet,
    DataSetKind,
    both,
    node,
    number,
    stable,
)
from accounting.ilcd.formats.indicators import FOOTPRINT, INDICATORS, DeclaredIndicator
from accounting.ilcd.formats.measures import base, equivalents
from accounting.ilcd.formats.modules import GATE, Module
from accounting.ilcd.formats.product import flow, named
from accounting.inventory.domain.background import Background
from accounting.values.domain.numbers import plain, total
from accounting.values.domain.text import Text
from accounting.values.domain.units import convert

SCENARIO = "Standard scenario"


@dataclass(frozen=True)
class Told:
    """Everything that the data set tells."""

    subject: Subject
    background: Background
    modules: tuple[Module, ...]
    value: Decimal
    """The published footprint."""
    seal: str
    sealed_at: datetime


def process(told: Told) -> DataSet:
    """The data set; its identifier belongs to the seal."""
    id = stable("process", told.seal)
    root = node(
        "process:processDataSet",
        node(
            "process:processInformation",
            _about(told, id),
            node(
                "process:quantitativeReference",
                node("process:referenceToReferenceFlow", "0"),
                *both("process:functionalUnitOrOther", _unit(told)),
                of={"type": "Reference flow(s)"},
            ),
            _time(told),
            _place(told),
        ),
        node(
            "process:modellingAndValidation",
            _method(told),
            _sources(told),
            node(
                "process:complianceDeclarations",
                node(
                    "process:compliance",
                    documents.standard(told.subject).named("common:referenceToComplianceSystem"),
                    node("common:approvalOfOverallCompliance", "Not defined"),
                ),
            ),
        ),
        _administration(told),
        node("process:exchanges", _reference(told)),
        node("process:LCIAResults", *_results(told)),
        of={"version": FORMAT_VERSION, "epd2:epd-version": "1.2"},
    )
    return DataSet(DataSetKind.PROCESS, id, named(told.subject), root)


def _about(told: Told, id: str) -> Element:
    product = told.subject.product
    return node(
        "process:dataSetInformation",
        node("common:UUID", id),
        node(
            "process:name",
            *both("process:baseName", named(told.subject)),
            *both("process:functionalUnitFlowProperties", _unit(told)),
        ),
        node(
            "process:classificationInformation",
            node(
                "common:classification",
                node("common:class", product.cpc, of={"level": "0", "classId": product.cpc}),
                of={"name": "UN CPC"},
            ),
        ),
        *both("common:generalComment", _comment(told)),
        *_scenarios(told),
    )


def _unit(told: Told) -> Text:
    unit = told.subject.rule.declared_unit
    functional = told.subject.rule.functional_unit
    amount = f"{plain(unit.amount)} {unit.unit}"
    return Text(f"{amount}: {functional.zh}", f"{amount}: {functional.en}")


def _comment(told: Told) -> Text:
    """What a reader must know who has only this file."""
    names = ", ".join(module.name for module in told.modules)
    gwp = f"IPCC {told.background.gwp.name} GWP100"
    value = plain(told.value)
    return Text(
        f"按 {told.subject.rule.standard} 的产品碳足迹,公布值 {value} kg CO2e。已声明模块:{names};"
        f"未声明的模块与其他环境指标未评价。特征化:{gwp},不是 EN 15804 的 EF 3.0/3.1 值。"
        f"封存 SHA-256:{told.seal}。本数据集不是证书;证书与状态以公开登记为准。",
        f"Product carbon footprint by {told.subject.rule.standard}, published value {value} kg "
        f"CO2e. Declared modules: {names}; modules and indicators that are not declared were not "
        f"assessed. Characterisation: {gwp}, not the EF 3.0/3.1 values of EN 15804. Seal SHA-256: "
        f"{told.seal}. This data set is no certificate; certificates and their status are in the "
        "public register.",
    )


def _scenarios(told: Told) -> Iterator[Element]:
    """One, where modules beyond the gate are declared: they rest on assumptions."""
    if all(module.name == GATE for module in told.modules):
        return
    about = Text(
        "出厂后各阶段按规则与产品系统所述的单一情景核算。",
        "Stages after the gate follow one scenario, as the rule and the product system state it.",
    )
    scenario = node(
        "epd:scenario",
        *both("epd:description", about),
        of={"epd:name": SCENARIO, "epd:default": "true"},
    )
    yield node("common:other", node("epd:scenarios", scenario))


def _time(told: Told) -> Element:
    activity = told.subject.activity
    last = activity.period_end - timedelta(days=1)
    period = f"{activity.period_start} – {last}"
    published = told.sealed_at.astimezone(UTC).date()
    months = published.year * 12 + published.month - 1 + told.subject.rule.validity_months
    return node(
        "process:time",
        node("common:referenceYear", str(last.year)),
        node("common:dataSetValidUntil", str(months // 12)),
        *both(
            "common:timeRepresentativenessDescription",
            Text(f"活动数据期间 {period}", f"Activity data of {period}"),
        ),
        node("common:other", node("epd2:publicationDateOfEPD", published.isoformat())),
    )


def _place(told: Told) -> Element:
    division = told.subject.product.site_division
    where = Text(f"生产地 GB/T 2260 {division}", f"Made in GB/T 2260 division {division}")
    return node(
        "process:geography",
        node(
            "process:locationOfOperationSupplyOrProduction",
            *both("process:descriptionOfRestrictions", where),
            of={"location": "CN"},
        ),
    )


def _method(told: Told) -> Element:
    return node(
        "process:LCIMethodAndAllocation",
        node("process:typeOfDataSet", "EPD"),
        node("process:LCIMethodPrinciple", "Attributional"),
        documents.rule(told.subject).named("process:referenceToLCAMethodDetails"),
        documents.standard(told.subject).named("process:referenceToLCAMethodDetails"),
        node("common:other", node("epd:subType", "specific dataset")),
    )


def _sources(told: Told) -> Element:
    cut_off = told.subject.rule.cut_off
    single, whole = plain(cut_off.single_percent), plain(cut_off.total_percent)
    principles = Text(
        f"取舍:单项质量不超过 {single} %,合计不超过 {whole} %。",
        f"Cut-offs: at most {single} % of the mass each and {whole} % together.",
    )
    if lost := len(told.subject.losses):
        principles = Text(f"{principles.zh}{_lost(lost).zh}", f"{principles.en} {_lost(lost).en}")
    sealed = documents.sealed_file(told.subject, told.seal)
    return node(
        "process:dataSourcesTreatmentAndRepresentativeness",
        *both("process:dataCutOffAndCompletenessPrinciples", principles),
        documents.library(told.background).named("process:referenceToDataSource"),
        node("common:other", sealed.named("epd2:referenceToOriginalEPD")),
    )


def _lost(count: int) -> Text:
    """Only that there is something: what it is explains the recipe, which stays the maker's."""
    return Text(
        f"模型由其他软件导入,其中 {count} 项内容未能带入,已由具名人员逐项说明理由,载于封存文件。",
        f"The model came from another program; {count} things could not be carried over. Named "
        "persons gave the reason for each, in the sealed file.",
    )


def _administration(told: Told) -> Element:
    maker = documents.maker(told.subject)
    at = told.sealed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return node(
        "process:administrativeInformation",
        node(
            "common:commissionerAndGoal",
            maker.named("common:referenceToCommissioner"),
        ),
        node(
            "process:dataGenerator",
            maker.named("common:referenceToPersonOrEntityGeneratingTheDataSet"),
        ),
        node(
            "process:dataEntryBy",
            node("common:timeStamp", at),
            *(format.named("common:referenceToDataSetFormat") for format in documents.formats()),
        ),
        node(
            "process:publicationAndOwnership",
            node("common:dateOfLastRevision", at),
            node("common:dataSetVersion", VERSION),
            node("common:registrationNumber", str(told.subject.calculation)),
            maker.named("common:referenceToOwnershipOfDataSet"),
            node("common:copyright", "true"),
        ),
    )


def _reference(told: Told) -> Element:
    """One declared unit; what went into it stays the maker's secret."""
    unit = told.subject.rule.declared_unit
    amount = number(convert(unit.amount, unit.unit, base(unit.unit), where="declared unit"))
    return node(
        "process:exchange",
        flow(told.subject, told.seal).named("process:referenceToFlowDataSet"),
        node("process:exchangeDirection", "Output"),
        node("process:meanAmount", amount),
        node("process:resultingAmount", amount),
        of={"dataSetInternalID": "0"},
    )


def _results(told: Told) -> Iterator[Element]:
    for indicator in INDICATORS:
        whole = total(indicator.value(module) for module in told.modules)
        yield _result(told, indicator, whole)
    yield _result(told, FOOTPRINT, told.value)


def _result(told: Told, indicator: DeclaredIndicator, whole: Decimal) -> Element:
    amounts = [
        node("epd:amount", number(indicator.value(module)), of=_where(module))
        for module in told.modules
    ]
    method = indicators.method(indicator, told.background.gwp)
    return node(
        "process:LCIAResult",
        method.named("process:referenceToLCIAMethodDataSet"),
        node("process:meanAmount", number(whole)),
        node(
            "common:other",
            *amounts,
            equivalents().named("epd:referenceToUnitGroupDataSet"),
        ),
    )


def _where(module: Module) -> Mapping[str, str]:
    if module.name == GATE:
        return {"epd:module": module.name}
    return {"epd:module": module.name, "epd:scenario": SCENARIO}
