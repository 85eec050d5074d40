"""The parties and papers that a data set names: maker, standard, rule, factor library, seal."""

from collections.abc import Iterator

from accounting.calculations.domain.calculation import Subject
from accounting.ilcd.formats.elements import (
    FORMAT_VERSION,
    VERSION,
    DataSet,
    DataSetKind,
    both,
    node,
    stable,
)
from accounting.inventory.domain.background import Background
from accounting.values.domain.text import Text

ILCD_FORMAT = "a97a0155-0234-4b87-b4ce-a45da52f2a40"
EPD_FORMAT = "a29449fd-aa2f-4de8-b5d7-4b06b43c6fde"
"""Version 1.2 of the extensions; both identifiers are the format's own."""


def maker(subject: Subject) -> DataSet:
    """The enterprise, by its unified social credit code."""
    enterprise = subject.enterprise
    code = enterprise.uscc
    about = Text(f"统一社会信用代码 {code}", f"Unified social credit code {code}")
    return _contact(Text(enterprise.name.zh, enterprise.name.en), about)


def platform() -> DataSet:
    """Whoever describes the indicators."""
    name = Text("碳标平台", "Tanbiao platform")
    about = Text("产品碳足迹标识认证平台", "Platform for product carbon footprint labels")
    return _contact(name, about)


def _contact(name: Text, about: Text) -> DataSet:
    id = stable("contact", name.zh, name.en, about.en)
    root = node(
        "contact:contactDataSet",
        node(
            "contact:contactInformation",
            node(
                "contact:dataSetInformation",
                node("common:UUID", id),
                *both("common:shortName", name),
                *both("common:name", name),
                *both("contact:contactDescriptionOrComment", about),
            ),
        ),
        node(
            "contact:administrativeInformation",
            node("contact:publicationAndOwnership", node("common:dataSetVersion", VERSION)),
        ),
        of={"version": FORMAT_VERSION},
    )
    return DataSet(DataSetKind.CONTACT, id, name, root)


def standard(subject: Subject) -> DataSet:
    title = subject.rule.standard
    about = Text(f"量化标准 {title}(ISO 14067)", f"Quantification after {title} (ISO 14067)")
    return source(Text(title, title), about)


def rule(subject: Subject) -> DataSet:
    """The product rule, which takes the place that the format gives to a PCR."""
    of = subject.rule
    name = Text(f"{of.code} {of.version}", f"{of.code} {of.version}")
    about = Text(
        f"{of.name.zh};实施 {of.general_rule};SHA-256 {of.sha256}",
        f"{of.name.en}; implements {of.general_rule}; SHA-256 {of.sha256}",
    )
    return source(name, about)


def library(background: Background) -> DataSet:
    reference, sha256 = background.library, background.library_sha256
    about = Text(
        f"排放因子库 {reference};SHA-256 {sha256}", f"Factor library {reference}; SHA-256 {sha256}"
    )
    return source(Text(f"因子库 {reference}", f"Factor library {reference}"), about)


def sealed_file(subject: Subject, seal: str) -> DataSet:
    """The sealed calculation, which anybody who holds it computes again to the same number."""
    short = seal[:16]
    about = Text(
        f"核算 {subject.calculation} 的封存文件;规范 JSON(RFC 8785)的 SHA-256 为 {seal}",
        f"Sealed file of calculation {subject.calculation}; SHA-256 of its canonical JSON "
        f"(RFC 8785) is {seal}",
    )
    return source(Text(f"封存文件 {short}", f"Sealed calculation {short}"), about)


def formats() -> Iterator[DataSet]:
    """The formats that the archive is written in."""
    for id, title in (
        (ILCD_FORMAT, "ILCD Format 1.1"),
        (EPD_FORMAT, "EPD Data Format Extensions 1.2"),
    ):
        yield _source(id, Text(title, title), Text(title, title))


def source(name: Text, about: Text) -> DataSet:
    return _source(stable("source", name.en, about.en), name, about)


def _source(id: str, name: Text, about: Text) -> DataSet:
    root = node(
        "source:sourceDataSet",
        node(
            "source:sourceInformation",
            node(
                "source:dataSetInformation",
                node("common:UUID", id),
                *both("common:shortName", name),
                node("source:sourceCitation", name.en),
                *both("source:sourceDescriptionOrComment", about),
            ),
        ),
        node(
            "source:administrativeInformation",
            node("source:publicationAndOwnership", node("common:dataSetVersion", VERSION)),
        ),
        of={"version": FORMAT_VERSION},
    )
    return DataSet(DataSetKind.SOURCE, id, name, root)
