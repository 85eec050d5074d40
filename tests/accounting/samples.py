"""The worked case as domain objects, and small systems for single rules."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from accounting.calculations.domain.calculation import Subject
from accounting.engine.domain.evaluation import ENGINE_VERSION
from accounting.factors.domain.descriptions import read_descriptions
from accounting.factors.domain.factors import FactorLibrary
from accounting.factors.domain.gwp import GwpSet, read_gwp
from accounting.factors.domain.library import read_library
from accounting.inventory.domain.background import Background, background
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.system import ProductSystem
from accounting.products.domain.enterprise import Enterprise
from accounting.products.domain.product import Product, checked_piece
from accounting.values.domain.text import Text
from accounting.values.domain.units import Quantity
from packs import PACKS_DIR
from packs.models import CategoryPack, load_category

EXAMPLES = PACKS_DIR / "categories" / "pv-module" / "examples"
ENTERPRISE = "91120116MA0000007N"
OTHER_ENTERPRISE = "91130200MA0000007R"
BODY = "CNCA-R-2099-901"
TODAY = date(2026, 11, 22)
_SYSTEM = TypeAdapter(ProductSystem)
_ACTIVITY = TypeAdapter(ActivityData)


def body(name: str) -> Any:
    """An example request body of the PV-module pack."""
    return json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))


def system(content: object = None) -> ProductSystem:
    return _SYSTEM.validate_python(body("system") if content is None else content)


def activity(content: object = None) -> ActivityData:
    return _ACTIVITY.validate_python(body("activity-data") if content is None else content)


@cache
def category() -> CategoryPack:
    return load_category(PACKS_DIR / "categories" / "pv-module")


@cache
def library(folder: Path = PACKS_DIR / "factors" / "cn-2025") -> FactorLibrary:
    manifest = (folder / "library.yaml").read_text("utf-8")
    found = read_library(manifest, (folder / "factors.csv").read_text("utf-8"))
    rules = (folder / "datasets.yaml").read_text("utf-8")
    return replace(found, descriptions=read_descriptions(rules, found.factors).of)


@cache
def gwp(name: str = "AR6") -> GwpSet:
    sets, _ = read_gwp((PACKS_DIR / "factors" / "gwp.yaml").read_text("utf-8"))
    return sets[name]


def product(**piece: str) -> Product:
    """The sample module; `Wp="400"` and so on replace what one piece amounts to."""
    amounts = {"Wp": "400", "m2": "2", "kg": "26.4", **piece}
    quantities = [Quantity(Decimal(amount), unit) for unit, amount in amounts.items()]
    return Product(
        id=UUID(int=1),
        enterprise=ENTERPRISE,
        category="pv-module",
        name=Text("示例组件", "Sample module"),
        model="JG-400M",
        gtin="06901234567892",
        cpc="47150",
        site_division="120116",
        piece=checked_piece(quantities, category().piece_units),
    )


def subject(
    of_system: ProductSystem | None = None,
    of_activity: ActivityData | None = None,
    *,
    engine: str = ENGINE_VERSION,
) -> Subject:
    name = Text("津光示例光伏(天津)有限公司", "Jinguang Sample Photovoltaic (Tianjin) Co., Ltd.")
    return Subject(
        calculation=UUID(int=2),
        enterprise=Enterprise(ENTERPRISE, name, "120116"),
        product=product(),
        system=of_system or system(),
        activity=of_activity or activity(),
        rule=category().rules[0],
        engine=engine,
    )


def published_data(of_system: ProductSystem | None = None) -> Background:
    return background(of_system or system(), library(), gwp(), home="CN-120000")
