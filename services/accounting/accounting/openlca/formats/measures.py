"""Unit groups and flow properties: openLCA's own where it has them, ours for the others."""

from collections.abc import Iterator
from decimal import Decimal

import olca_schema as olca  # type: ignore[import-untyped]  # It ships no types.
from olca_schema import units as known

from accounting.openlca.formats.common import UNITS, stable
from accounting.values.domain.units import KNOWN, Dimension, convert, dimension

_KINDS = {
    Dimension.ENERGY: ("Energy", "MJ"),
    Dimension.MASS: ("Mass", "kg"),
    Dimension.AREA: ("Area", "m2"),
    Dimension.VOLUME: ("Volume", "m3"),
    Dimension.NORMAL_VOLUME: ("Normal volume", "Nm3"),
    Dimension.PEAK_POWER: ("Peak power", "kWp"),
    Dimension.COUNT: ("Number of items", "piece"),
    Dimension.FREIGHT: ("Goods transport (mass*distance)", "t.km"),
    Dimension.LENGTH: ("Length", "m"),
    Dimension.TIME: ("Duration", "h"),
}
"""What openLCA calls each dimension, and the unit that the others convert to."""

_OURS = (Dimension.NORMAL_VOLUME, Dimension.PEAK_POWER)
"""openLCA takes a normal cubic metre for a volume, which it is not."""


def unit(symbol: str) -> olca.Ref:
    name = UNITS.get(symbol, symbol)
    found = None if dimension(symbol) in _OURS else known.unit_ref(name)
    id = found.id if found else stable("unit", symbol)
    return olca.Ref(ref_type=olca.RefType.Unit, id=id, name=name)


def flow_property(symbol: str) -> olca.Ref:
    """The quantity that a unit measures."""
    kind = dimension(symbol)
    name, base = _KINDS[kind]
    found = None if kind in _OURS else known.property_ref(UNITS.get(base, base))
    id = found.id if found else stable("flow-property", kind.value)
    return olca.Ref(ref_type=olca.RefType.FlowProperty, id=id, name=name)


def measures() -> Iterator[olca.UnitGroup | olca.FlowProperty]:
    """Every dimension of the platform with its units."""
    for kind, (name, base) in _KINDS.items():
        found = None if kind in _OURS else known.group_ref(UNITS.get(base, base))
        quantity = flow_property(base)
        id = found.id if found else stable("unit-group", kind.value)
        title = f"Units of {kind.value}"
        yield olca.UnitGroup(
            id=id, name=title, default_flow_property=quantity, units=list(_units(kind, base))
        )
        yield olca.FlowProperty(
            id=quantity.id,
            name=name,
            flow_property_type=olca.FlowPropertyType.PHYSICAL_QUANTITY,
            unit_group=olca.Ref(ref_type=olca.RefType.UnitGroup, id=id, name=title),
        )


def _units(kind: Dimension, base: str) -> Iterator[olca.Unit]:
    for symbol in KNOWN:
        if dimension(symbol) is kind:
            ref = unit(symbol)
            factor = float(convert(Decimal(1), symbol, base, where=symbol))
            yield olca.Unit(
                id=ref.id, name=ref.name, conversion_factor=factor, is_ref_unit=symbol == base
            )
