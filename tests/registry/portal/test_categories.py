"""Labels of every category: its name, its unit and its scheme in words, from the packs alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.accounting import DeclaredUnit
from contracts.certification import Scheme
from packs import PACKS_DIR
from packs.models import CategoryPack, categories
from tests.registry.portal.test_page import Page, page_of
from tests.registry.published import today
from tests.registry.world import footprint

PACKS = {pack.code: pack for pack in categories(PACKS_DIR)}
NAMES = {
    "pv-module": ("光伏组件", "Photovoltaic module", "千瓦峰值 (kWp)", "kilowatt peak (kWp)"),
    "wood-based-panels": ("人造板", "Wood-based panel", "立方米 (m³)", "cubic metre (m³)"),
    "wood-furniture": ("木质家具", "Wooden furniture", "件", "piece"),
    "wooden-flooring": ("木质地板", "Wooden flooring", "平方米 (m²)", "square metre (m²)"),
}


@pytest.fixture
async def pages(registry, publish, request: pytest.FixtureRequest) -> tuple[Page, Page]:
    """The page of a label of the category, in Chinese and in English."""
    pack = PACKS[request.param]
    label = await publish(_world(pack))
    return await page_of(registry, label.path), await page_of(registry, label.path, "?lang=en")


def _world(pack: CategoryPack):
    [rule] = pack.rules
    unit = DeclaredUnit(amount=Decimal(1), unit=rule.declared_unit.unit)
    sealed = footprint(category=pack.code, cpc=pack.cpc, gtin=None)
    scheme = Scheme.NATIONAL_CFP if pack.catalogue else Scheme.CB_OWN
    return replace(today(), sealed=sealed.model_copy(update={"declared_unit": unit}), scheme=scheme)


@pytest.mark.parametrize("pages", NAMES, indirect=True, ids=list(NAMES))
async def test_the_page_names_category_unit_and_scheme(pages, request):
    chinese, english = pages
    pack = PACKS[request.node.callspec.params["pages"]]
    zh, en, unit_zh, unit_en = NAMES[pack.code]

    assert (chinese.text("category"), english.text("category")) == (zh, en)
    assert chinese.text("per") == f"每 1 {unit_zh}"
    assert english.text("per") == f"per 1 {unit_en}"
    assert english.text("standing") == "Label valid"
    assert english.text("scheme").startswith("National" if pack.catalogue else "The body's own")


def test_every_category_is_shown():
    assert set(NAMES) == set(PACKS)
