"""Exchanges and references as openLCA writes them."""

from dataclasses import dataclass
from decimal import Decimal

import olca_schema as olca  # type: ignore[import-untyped]  # It ships no types.

from accounting.openlca.formats.common import joined
from accounting.openlca.formats.measures import flow_property, unit
from accounting.values.domain.text import Text


@dataclass(frozen=True)
class ArchiveLine:
    """One exchange as openLCA has it."""

    flow: olca.Flow
    amount: Decimal
    unit: str
    is_input: bool
    provider: olca.Ref | None = None


def as_written(line: ArchiveLine, description: str) -> olca.Exchange:
    return olca.Exchange(
        flow=olca.Ref(
            ref_type=olca.RefType.Flow,
            id=line.flow.id,
            name=line.flow.name,
            flow_type=line.flow.flow_type,
        ),
        flow_property=flow_property(line.unit),
        unit=unit(line.unit),
        amount=as_float(line.amount),
        is_input=line.is_input,
        is_quantitative_reference=False,
        default_provider=line.provider,
        description=description,
    )


def stated(line: ArchiveLine) -> dict[str, object]:
    """What was written out, so that the way back sees what was changed."""
    return {
        "amount": as_float(line.amount),
        "unit": str(unit(line.unit).name),
        "flow": str(line.flow.id),
        "provider": str(line.provider.id) if line.provider else "",
    }


def timeless(entity: olca.RootEntity) -> dict[str, object]:
    """Without the moment of writing, which would make every archive another."""
    return {key: value for key, value in entity.to_dict().items() if key != "lastChange"}


def ref(kind: olca.RefType, id: str, name: Text) -> olca.Ref:
    return olca.Ref(ref_type=kind, id=id, name=joined(name))


def as_float(amount: Decimal) -> float:
    """openLCA computes with binary floats; our exact amount travels in the marker."""
    return float(amount)
