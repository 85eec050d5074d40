"""The worked example of any category pack as domain objects."""

import json
from functools import cache
from typing import Any
from uuid import UUID

from accounting.calculations.domain.calculation import Subject
from accounting.inventory.domain import soundness
from accounting.inventory.domain.background import Background, background
from accounting.model.domain import activity
from accounting.products.domain.enterprise import ENTERPRISE
from accounting.products.domain.product import PRODUCT, checked_cpc, checked_piece
from accounting.values.domain import codes
from packs import PACKS_DIR
from packs.models import CategoryPack, load_category
from tests.accounting import samples

CODES = tuple(sorted(path.parent.name for path in PACKS_DIR.glob("categories/*/category.yaml")))
WOOD = ("wood-based-panels", "wood-furniture", "wooden-flooring")
MAKER = samples.OTHER_ENTERPRISE
HOME = "CN-120000"


@cache
def pack(code: str) -> CategoryPack:
    return load_category(PACKS_DIR / "categories" / code)


def body(code: str, name: str) -> Any:
    """An example request body of a category."""
    file = PACKS_DIR / "categories" / code / "examples" / f"{name}.json"
    return json.loads(file.read_text("utf-8"))


def subject(code: str) -> Subject:
    """The category's example, checked as the API checks it."""
    system = soundness.checked(samples.system(body(code, "system")))
    measured = samples.activity(body(code, "activity-data"))
    return Subject(
        calculation=UUID(int=2),
        enterprise=ENTERPRISE.validate_python({"uscc": MAKER, **body(code, "enterprise")}),
        product=PRODUCT.validate_python(_product(code)),
        system=system,
        activity=activity.checked(measured, system, today=samples.TODAY),
        rule=pack(code).rules[0],
    )


def published_data(of: Subject) -> Background:
    return background(of.system, samples.library(), samples.gwp(of.rule.gwp_set), home=HOME)


def _product(code: str) -> dict[str, object]:
    described, category = body(code, "product"), pack(code)
    cpc = checked_cpc(described.pop("cpc", None), category.cpc_classes, category=code)
    product = {
        **described,
        "id": str(UUID(int=1)),
        "enterprise": MAKER,
        "cpc": cpc,
        "gtin": codes.gtin14(described["gtin"]),
    }
    piece = checked_piece(PRODUCT.validate_python(product).piece, category.piece_units)
    return {**product, "piece": piece}
