"""One invented system that uses every part of the model, from forest to disposal."""

from typing import Any

from accounting.calculations.domain.calculation import Subject
from accounting.inventory.domain.background import Background, background
from accounting.inventory.domain.soundness import checked
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.system import ProductSystem
from packs.models import Boundary, Stage
from tests.accounting import samples
from tests.accounting.building import (
    EVIDENCE,
    NAME,
    by_value,
    co_product,
    power,
    process,
    quantity,
    supply,
)


def _leg(id: str, mode: str, factor: str, kg: str, km: str, **members: object) -> dict[str, object]:
    return {
        "kind": "transport",
        "id": id,
        "mode": mode,
        "vehicle": f"{mode}-average",
        "factor": factor,
        "mass": quantity(kg, "kg"),
        "distance": quantity(km, "km"),
        "assumption": NAME,
        **members,
    }


def _emission(id: str, gas: str, amount: str, **members: object) -> dict[str, object]:
    return {"kind": "emission", "id": id, "gas": gas, "amount": amount, "unit": "kg", **members}


def _cut_off(id: str, amount: str, unit: str, **members: object) -> dict[str, object]:
    left_out = {"kind": "cut-off", "id": id, "flow": id, "amount": amount, "unit": unit}
    return {**left_out, "reason": NAME, **members}


_DIESEL = {
    "net_calorific_value": "43.33",
    "per": "t",
    "carbon_content": "0.0202",
    "oxidation": "0.98",
    "source": NAME,
    "ch4_kg_per_tj": "3",
    "n2o_kg_per_tj": "0.6",
}
_FOREST = process(
    "forest",
    {"kind": "uptake", "id": "growth", "amount": "917", "unit": "kg", "source": NAME},
    _emission("clearing", "CO2", "12", origin="land-use-change"),
    {
        "kind": "fuel",
        "id": "harvester",
        "carrier": "diesel",
        "amount": "1.7",
        "unit": "kg",
        "heating": _DIESEL,
        "upstream": "cpcd-12010x0072024c",
    },
    unit="m3",
    stage="raw-materials",
)
_MILL = process(
    "mill",
    supply("forest", "1.9", "m3"),
    supply("kiln", "0.4", "m3"),
    {
        "kind": "electricity",
        "id": "line",
        "amount": "42",
        "unit": "kWh",
        "supply": {
            "by": "direct",
            "generation": "ele-fp-cn-2024-wind",
            "transmission": "ele-fp-cn-2024-td-loss",
            "contract": NAME,
        },
    },
    unit="m3",
    co_products=[co_product("chips", "310"), co_product("dust", "45")],
    allocation=by_value(mill="1600", chips="0.4", dust="0.15"),
)
_KILN = process(
    "kiln",
    supply("mill", "60", product="dust"),
    _emission("stack", "CO2", "80", origin="biogenic"),
    _emission("slip", "CH4-nonfossil", "0.02"),
    power("18"),
    unit="m3",
)
_PRODUCT = process(
    "product",
    supply("mill", "0.06", "m3", loss="0.08"),
    supply("mill", "5", product="chips"),
    {
        "kind": "electricity",
        "id": "line",
        "amount": "6.5",
        "unit": "kWh",
        "supply": {
            "by": "mix",
            "parts": [
                {"factor": "ele-fp-cn-2024-coal", "share": "0.7"},
                {"factor": "ele-fp-cn-2024-hydro", "share": "0.3"},
            ],
            "transmission": "ele-fp-cn-2024-td-noloss",
            "line_loss": "0.05",
        },
    },
    _cut_off("glue", "0.2", "kg", estimate="2.8"),
    _cut_off("compressed-air", "0.3", "kWh"),
    output="1",
    unit="piece",
)
_DELIVERY = process(
    "delivery",
    supply("product", "1", "piece"),
    {
        "kind": "packaging",
        "id": "pallet",
        "flow": "pallet",
        "factor": "mat-ice-sawn-softwood",
        "content": quantity("18", "kg"),
        "uses": "20",
    },
    _leg("road", "road", "cpcd-65119x0152019c", "44", "320", empty_return="0.3"),
    _leg("air", "air", "cpcd-65319x0012024c", "0.4", "2100"),
    unit="piece",
    stage="distribution",
)
_END = process(
    "end-of-life",
    supply("delivery", "1", "piece"),
    {
        "kind": "waste",
        "id": "landfill",
        "flow": "furniture",
        "route": "landfill",
        "factor": "eol-uk-wood-landfill",
        "amount": "9",
        "unit": "kg",
    },
    unit="piece",
    stage="end-of-life",
)
BODY: dict[str, Any] = {
    "name": NAME,
    "reference": "end-of-life",
    "processes": [_END, _DELIVERY, _PRODUCT, _KILN, _MILL, _FOREST],
    "wood": [
        {"id": "boards", "volume": quantity("0.055", "m3"), "density_kg_m3": "650"},
        {"id": "back", "volume": quantity("4", "L"), "density_kg_m3": "720",
         "moisture_percent": "8", "carbon_fraction": "0.45"},
    ],
}  # fmt: skip
ACTIVITY: dict[str, Any] = {
    "period_start": "2025-01-01",
    "period_end": "2026-01-01",
    "processes": [
        {
            "process": "mill",
            "output": quantity("1200", "m3"),
            "evidence": EVIDENCE,
            "consumption": [
                {"exchange": "line", **quantity("51600", "kWh"), "evidence": EVIDENCE},
                {"exchange": "from-forest", **quantity("2300", "m3"), "evidence": EVIDENCE},
            ],
            "co_products": [
                {"product": "chips", "output": quantity("377", "t"), "evidence": EVIDENCE},
                {"product": "dust", "output": quantity("53", "t"), "evidence": EVIDENCE},
            ],
        }
    ],
}


def system(content: object = None) -> ProductSystem:
    return checked(samples.system(BODY if content is None else content))


def subject(of: ProductSystem | None = None, activity: ActivityData | None = None) -> Subject:
    rule = (
        samples.category()
        .rules[0]
        .model_copy(update={"boundary": Boundary.CRADLE_TO_GRAVE, "stages": tuple(Stage)})
    )
    plain = samples.subject(of or system(), activity or samples.activity(ACTIVITY))
    return plain.__class__(**{**plain.__dict__, "rule": rule})


def published_data(of: ProductSystem | None = None) -> Background:
    return background(of or system(), samples.library(), samples.gwp(), home="CN-120000")
