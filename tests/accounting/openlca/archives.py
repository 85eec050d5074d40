"""Archives of other people, and what they come to on the platform."""

import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from accounting.engine.domain.contributions import Contribution
from accounting.engine.domain.evaluation import Inputs, evaluate
from accounting.foreign.domain.losses import Loss
from accounting.inventory.domain.background import background
from accounting.inventory.domain.soundness import checked
from accounting.model.domain.system import ProductSystem
from accounting.openlca.usecases import read
from accounting.values.domain.numbers import total
from accounting.values.domain.units import Quantity
from tests.accounting import samples
from tests.accounting.building import UNMEASURED

FIELD = Path(__file__).parent / "field"
Change = Callable[[dict[str, Any]], None]


def field(name: str) -> bytes:
    return (FIELD / f"{name}.zip").read_bytes()


def taken(content: bytes, gwp: str = "AR6") -> tuple[ProductSystem, tuple[Loss, ...]]:
    """The system of an archive, sound, with its losses."""
    system, losses = read(content, frozenset(samples.gwp(gwp).values))
    return checked(system), losses


def contributions(content: bytes, gwp: str = "AR6") -> list[Contribution]:
    """What one unit of the product emits."""
    system, _ = taken(content, gwp)
    data = background(system, samples.library(), samples.gwp(gwp), home="CN-120000")
    unit = system.by_id[system.reference].output.unit
    inputs = Inputs(system, UNMEASURED, data.factors, data.gwp, Quantity(Decimal(1), unit))
    return list(evaluate(inputs).contributions)


def footprint(content: bytes, gwp: str = "AR6") -> Decimal:
    return total(item.inside for item in contributions(content, gwp))


def material(content: bytes) -> list[str]:
    """What a person must settle, in English."""
    _, losses = taken(content)
    return [loss.what.en for loss in losses if loss.material]


def files(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def packed(entities: dict[str, Any]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, entity in entities.items():
            archive.writestr(name, json.dumps(entity))
    return written.getvalue()


def changed(content: bytes, folder: str, change: Change) -> bytes:
    """The archive as openLCA would write it again after somebody edited it."""
    entities = files(content)
    for name, entity in entities.items():
        if name.startswith(f"{folder}/"):
            change(entity)
    return packed(entities)


def line(of: str, change: Change) -> Change:
    """A change of the exchange that was this one on the platform."""

    def apply(process: dict[str, Any]) -> None:
        for row in process["exchanges"]:
            if f'"of": "{of}"' in row.get("description", ""):
                change(row)

    return apply
