"""The product as a flow: one declared unit, and what that is in every other unit."""

from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from accounting.calculations.domain.calculation import Subject
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
from accounting.ilcd.formats.measures import base, flow_property
from accounting.values.domain.text import Text
from accounting.values.domain.units import dimension


def units(subject: Subject) -> tuple[str, ...]:
    """The declared unit's measure first, then every other one that the product has."""
    declared = base(subject.rule.declared_unit.unit)
    others = {base(unit) for unit in subject.product.units} - {declared}
    return (declared, *sorted(others, key=dimension))


def named(subject: Subject) -> Text:
    product = subject.product
    return Text(f"{product.name.zh} {product.model}", f"{product.name.en} {product.model}")


def flow(subject: Subject, seal: str) -> DataSet:
    """A product flow of the seal: its measures belong to this calculation's product."""
    id, name = stable("flow", seal), named(subject)
    root = node(
        "flow:flowDataSet",
        node(
            "flow:flowInformation",
            node(
                "flow:dataSetInformation",
                node("common:UUID", id),
                node("flow:name", *both("flow:baseName", name)),
                node(
                    "flow:classificationInformation",
                    node(
                        "common:classification",
                        node("common:class", subject.product.cpc, of=_class(subject)),
                        of={"name": "UN CPC"},
                    ),
                ),
            ),
            node("flow:quantitativeReference", node("flow:referenceToReferenceFlowProperty", "0")),
        ),
        node(
            "flow:modellingAndValidation",
            node("flow:LCIMethod", node("flow:typeOfDataSet", "Product flow")),
        ),
        node(
            "flow:administrativeInformation",
            node("flow:publicationAndOwnership", node("common:dataSetVersion", VERSION)),
        ),
        node("flow:flowProperties", *_measures(subject)),
        of={"version": FORMAT_VERSION},
    )
    return DataSet(DataSetKind.FLOW, id, name, root)


def _class(subject: Subject) -> dict[str, str]:
    return {"level": "0", "classId": subject.product.cpc}


def _measures(subject: Subject) -> Iterator[Element]:
    declared, *others = units(subject)
    amounts = [(declared, Decimal(1))]
    amounts += [(unit, subject.product.express_one(declared, unit).amount) for unit in others]
    for index, (unit, amount) in enumerate(amounts):
        yield node(
            "flow:flowProperty",
            flow_property(unit).named("flow:referenceToFlowPropertyDataSet"),
            node("flow:meanValue", number(amount)),
            of={"dataSetInternalID": str(index)},
        )
