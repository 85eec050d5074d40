"""Units and what they measure, under the identifiers that the ILCD world shares.

Identifiers: master data of the ILCD+EPD format (InDataWG/ILCD-EPD-Data-Format, `identifiers`).
What has none there, such as peak power, has one of ours.
"""

from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element

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
from accounting.values.domain.text import Text
from accounting.values.domain.units import KNOWN, Dimension, convert, dimension


@dataclass(frozen=True)
class _Measure:
    name: Text
    base: str
    property: str
    group: str


def _ours(kind: Dimension, zh: str, en: str, base: str) -> _Measure:
    ids = stable("flow-property", kind.value), stable("unit-group", kind.value)
    return _Measure(Text(zh, en), base, *ids)


_MEASURES = {
    Dimension.MASS: _Measure(
        Text("质量", "Mass"),
        "kg",
        "93a60a56-a3c8-11da-a746-0800200b9a66",
        "93a60a57-a4c8-11da-a746-0800200c9a66",
    ),
    Dimension.VOLUME: _Measure(
        Text("体积", "Volume"),
        "m3",
        "93a60a56-a3c8-22da-a746-0800200c9a66",
        "93a60a57-a3c8-12da-a746-0800200c9a66",
    ),
    Dimension.AREA: _Measure(
        Text("面积", "Area"),
        "m2",
        "93a60a56-a3c8-19da-a746-0800200c9a66",
        "93a60a57-a3c8-18da-a746-0800200c9a66",
    ),
    Dimension.COUNT: _Measure(
        Text("件数", "Number of items"),
        "piece",
        "01846770-4cfe-4a25-8ad9-919d8d378345",
        "5beb6eed-33a9-47b8-9ede-1dfe8f679159",
    ),
    Dimension.ENERGY: _ours(Dimension.ENERGY, "发电量", "Electricity generated", "kWh"),
    Dimension.PEAK_POWER: _ours(Dimension.PEAK_POWER, "峰值功率", "Peak power", "kWp"),
}
_WRITTEN = {"piece": "Item(s)"}
_EQUIVALENTS = "1ebf3012-d0db-4de2-aefd-ef30cedb0be1"


def base(symbol: str) -> str:
    """The unit that the others of the dimension convert to."""
    return _MEASURES[dimension(symbol)].base


def unit_group(symbol: str) -> DataSet:
    """The units of one dimension; the reference unit is number 0."""
    kind = dimension(symbol)
    measure = _MEASURES[kind]
    others = [unit for unit in KNOWN if dimension(unit) is kind and unit != measure.base]
    units = {unit: convert(Decimal(1), unit, measure.base, where=unit) for unit in others}
    name = Text(f"{measure.name.zh}单位", f"Units of {measure.name.en.lower()}")
    return _group(measure.group, name, {measure.base: Decimal(1), **units})


def flow_property(symbol: str) -> DataSet:
    """What the unit measures."""
    measure = _MEASURES[dimension(symbol)]
    return _property(measure.property, measure.name, unit_group(symbol))


def equivalents() -> DataSet:
    """The unit of every result."""
    name = Text("CO2 当量单位", "Units of mass CO2-equivalents")
    return _group(_EQUIVALENTS, name, {"kg CO2 eqv.": Decimal(1)})


def warming() -> DataSet:
    """What the indicators measure."""
    id = stable("flow-property", "co2-equivalents")
    return _property(id, Text("CO2 当量质量", "Mass CO2-equivalents"), equivalents())


def _group(id: str, name: Text, units: dict[str, Decimal]) -> DataSet:
    rows = [
        node(
            "units:unit",
            node("units:name", _WRITTEN.get(unit, unit)),
            node("units:meanValue", number(value)),
            of={"dataSetInternalID": str(index)},
        )
        for index, (unit, value) in enumerate(units.items())
    ]
    root = node(
        "units:unitGroupDataSet",
        node(
            "units:unitGroupInformation",
            node(
                "units:dataSetInformation",
                node("common:UUID", id),
                *both("common:name", name),
            ),
            node("units:quantitativeReference", node("units:referenceToReferenceUnit", "0")),
        ),
        node("units:administrativeInformation", _published("units")),
        node("units:units", *rows),
        of={"version": FORMAT_VERSION},
    )
    return DataSet(DataSetKind.UNIT_GROUP, id, name, root)


def _property(id: str, name: Text, group: DataSet) -> DataSet:
    root = node(
        "property:flowPropertyDataSet",
        node(
            "property:flowPropertiesInformation",
            node(
                "property:dataSetInformation",
                node("common:UUID", id),
                *both("common:name", name),
            ),
            node(
                "property:quantitativeReference",
                group.named("property:referenceToReferenceUnitGroup"),
            ),
        ),
        node("property:administrativeInformation", _published("property")),
        of={"version": FORMAT_VERSION},
    )
    return DataSet(DataSetKind.FLOW_PROPERTY, id, name, root)


def _published(prefix: str) -> Element:
    return node(f"{prefix}:publicationAndOwnership", node("common:dataSetVersion", VERSION))
