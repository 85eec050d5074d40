"""Unit groups and flow properties as an archive defines them."""

from decimal import Decimal

from accounting.calculations.domain.node import DocumentNode
from accounting.foreign.domain.measures import FlowMeasures, Measures, UnitGroup
from accounting.openlca.formats.archive import Archive


def measures_of(archive: Archive) -> Measures:
    """Every quantity of the archive with the units that count it; a unit's own name is what its
    group says, whatever an exchange calls it.
    """
    groups: dict[str, UnitGroup] = {}
    names: dict[str, str] = {}
    units: dict[str, tuple[str, str]] = {}
    for id, quantity in archive["flow_properties"].items():
        names[id] = quantity.text("name")
        group = archive["unit_groups"].get(quantity.node("unitGroup").text("@id"))
        if group is not None and (found := _group(group)):
            groups[id] = found
            for row in group.rows("units"):
                units.setdefault(row.text("@id"), (id, row.text("name")))
    for quantity_id, name in _named(archive):
        names.setdefault(quantity_id, name)
    return Measures(groups, names, units)


def flow_measures(flow: DocumentNode) -> FlowMeasures:
    reference, factors = "", {}
    for row in flow.rows("flowProperties"):
        id, factor = row.node("flowProperty").text("@id"), row.content.get("conversionFactor")
        factors[id] = factor if isinstance(factor, Decimal) else Decimal(1)
        if row.content.get("isRefFlowProperty"):
            reference = id
    return FlowMeasures(reference or next(iter(factors), ""), factors)


def _group(group: DocumentNode) -> UnitGroup | None:
    sizes: dict[str, Decimal] = {}
    reference = ""
    for row in group.rows("units"):
        size = row.content.get("conversionFactor")
        name = row.text("name")
        is_reference = bool(row.content.get("isRefUnit") or row.content.get("referenceUnit"))
        sizes[name] = size if isinstance(size, Decimal) and size > 0 else Decimal(1)
        reference = name if is_reference or not reference else reference
    return UnitGroup(reference, sizes) if reference else None


def _named(archive: Archive) -> "list[tuple[str, str]]":
    """Quantities that flows name and no file of the archive defines."""
    return [
        (row.node("flowProperty").text("@id"), row.node("flowProperty").text("name"))
        for flow in archive["flows"].values()
        for row in flow.rows("flowProperties")
    ]
