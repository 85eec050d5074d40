"""A product category is data: a folder is all it takes from a product to an application."""

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
import yaml

from accounting import main as accounting
from certification import main as certification
from certification.main import consumer
from chassis.database import Database
from chassis.settings import Environment
from contracts.accounting import FootprintSealed
from contracts.certification import ApplicationSubmitted, Scheme
from packs import PACKS_DIR
from packs.models import load_category
from tests.support.postgres import Databases
from tests.support.service import ServiceUnderTest, migrated, serving
from tests.support.tokens import Issuer

ENTERPRISE, BODY = "91130200MA0000007R", "CNCA-R-2099-901"
NAME = {"zh": "示例竹托盘", "en": "Sample bamboo tray"}
EVIDENCE = {"sha256": "ba" * 32, "source": "示例竹托盘台账-2025"}
CATEGORY = """
code: bamboo-tray
version: "2026.1"
name: {zh: 竹托盘, en: Bamboo tray}
cpc: "31914"
further_cpc: ["31915"]
catalogue: null
piece_units: [kg]
rules:
  - code: OWN-CFP-BAMBOO-TRAY
    version: "2026.1"
    name: {zh: 竹托盘产品碳足迹认证规则, en: Footprint certification rule for bamboo trays}
    in_force_from: 2026-01-01
    general_rule: OWN-CFP-00:2025
    standard: GB/T 24067-2024
    functional_unit: {zh: 一件竹托盘, en: One bamboo tray}
    declared_unit: {amount: "1", unit: piece}
    boundary: cradle-to-gate
    stages: [raw-materials, production]
    cut_off: {single_percent: "1", total_percent: "5"}
    gwp_set: AR5
    decimals: 3
    validity_months: 12
    surveillance_interval_months: 6
    forbidden_allocation: [economic]
"""
PLAUSIBILITY = """
category: bamboo-tray
version: "2026.1"
pieces:
  - id: mass
    name: {zh: 单件质量, en: mass}
    unit: kg
    per: piece
    low: "0.1"
    high: "3"
    impossible_above: "50"
    why: {zh: 示例托盘 0.55 kg, en: the sample tray weighs 0.55 kg}
    source: 示例
inventory:
  - id: bamboo
    name: {zh: 竹材, en: bamboo}
    unit: kg
    per: kg
    flows: ["bamboo"]
    needed: true
    low: "1"
    high: "3"
    impossible_above: "100"
    why: {zh: 示例托盘每公斤用竹 1.09 kg, en: the sample tray takes 1.09 kg a kg}
    source: 示例
"""
PRODUCT = {
    "category": "bamboo-tray",
    "name": NAME,
    "model": "ZT-1",
    "site_division": "120113",
    "piece": [{"amount": "0.55", "unit": "kg"}],
    "cpc": "31915",
}
# Bamboo counts as timber in general, as the library has no factor for it.
INPUTS = {
    "bamboo": ("mat-ice-timber-general", "0.6", "kg"),
    "carton": ("cpcd-32151x0012019c", "0.15", "kg"),
    "electricity": ("ele-fp-cn-2024-nat", "0.9", "kWh"),
    "lacquer": ("mat-ice-paint-wb", "0.02", "kg"),
}
BY_HAND = (
    Decimal("0.6") * Decimal("0.31")
    + Decimal("0.15") * Decimal("1.641555")
    + Decimal("0.9") * Decimal("0.5777")
    + Decimal("0.02") * Decimal("2.54")
)
SYSTEM = {
    "name": NAME,
    "reference": "tray",
    "processes": [
        {
            "id": "tray",
            "name": NAME,
            "stage": "production",
            "output": {"amount": "1", "unit": "piece"},
            "exchanges": [
                {
                    "kind": "factor",
                    "id": id,
                    "flow": id,
                    "factor": factor,
                    "amount": amount,
                    "unit": unit,
                }
                for id, (factor, amount, unit) in INPUTS.items()
            ],
        }
    ],
}
ACTIVITY = {
    "period_start": "2025-01-01",
    "period_end": "2026-01-01",
    "processes": [
        {
            "process": "tray",
            "output": {"amount": "1000", "unit": "piece"},
            "evidence": EVIDENCE,
            "consumption": [
                {"exchange": "electricity", "amount": "900", "unit": "kWh", "evidence": EVIDENCE}
            ],
        }
    ],
}


TEMPLATE = {
    "category": "bamboo-tray",
    "version": "2026.1",
    "guide": {"zh": "请替换为本厂数值", "en": "Replace the amounts by your own"},
    "system": SYSTEM,
}


@dataclass(frozen=True)
class Node:
    """Accounting and certification, both with the new category loaded."""

    accounting: ServiceUnderTest
    certification: ServiceUnderTest

    async def makes(self, service: ServiceUnderTest, path: str, content: object) -> Any:
        headers = service.issuer.headers(ENTERPRISE, "enterprise")
        response = await service.post(path, content, headers=headers)
        assert response.status_code == 201, response.text
        return response.json()

    async def seals(self) -> FootprintSealed:
        """Account and seal a tray; certification hears of it."""
        headers = self.accounting.issuer.headers(ENTERPRISE, "enterprise")
        enterprise = {"name": {"zh": "示例家居有限公司", "en": "Sample"}, "division": "120113"}
        await self.accounting.put(f"/v1/enterprises/{ENTERPRISE}", enterprise, headers=headers)
        product = await self.makes(self.accounting, "/v1/products", PRODUCT)
        path = f"/v1/products/{product['id']}/systems"
        system = await self.makes(self.accounting, path, SYSTEM)
        path = f"/v1/systems/{system['id']}/activity-data"
        activity = await self.makes(self.accounting, path, ACTIVITY)
        order = {"system_id": system["id"], "activity_data_id": activity["id"]}
        calculation = await self.makes(self.accounting, "/v1/calculations", order)
        await self.makes(self.accounting, f"/v1/calculations/{calculation['id']}/seal", None)
        [sealed] = [e for e in await self.accounting.published() if isinstance(e, FootprintSealed)]
        await self.certification.receive(consumer, sealed)
        return sealed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs as they are, and one more folder."""
    packs = tmp_path_factory.mktemp("region") / "packs"
    shutil.copytree(PACKS_DIR, packs, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    added = packs / "categories" / "bamboo-tray"
    added.mkdir()
    (added / "category.yaml").write_text(CATEGORY, "utf-8")
    (added / "plausibility.yaml").write_text(PLAUSIBILITY, "utf-8")
    (added / "template.json").write_text(json.dumps(TEMPLATE), "utf-8")
    return packs


@pytest.fixture(scope="module")
async def node(postgres: Databases, issuer: Issuer, folder: Path) -> AsyncIterator[Node]:
    """Installations that already run with today's packs, and then load the folder."""
    async with AsyncExitStack() as stack:
        running = []
        for main, name in ((accounting, "accounting"), (certification, "certification")):
            urls = await stack.enter_async_context(migrated(postgres, name))
            for packs in (PACKS_DIR, folder):
                await load(main, urls.url, packs)
            more = {"PACKS_DIR": str(folder), "EVIDENCE_DIR": str(folder.parent)}
            served = serving(main, urls.url, issuer, **more)
            running.append(await stack.enter_async_context(served))
        yield Node(*running)


async def load(main: ModuleType, url: str, packs: Path) -> None:
    database = Database(url)
    async with database.transaction() as tx:
        await main.load(tx, packs, "tianjin", Environment.DEVELOPMENT)
    await database.close()


@pytest.fixture(scope="module")
async def sealed(node: Node) -> FootprintSealed:
    return await node.seals()


@pytest.mark.clause("C03")
async def test_accounting_seals_the_new_categorys_product_by_its_rule(sealed):
    assert (sealed.product.category, sealed.product.cpc) == ("bamboo-tray", "31915")
    assert (sealed.rule_code, sealed.rule_version) == ("OWN-CFP-BAMBOO-TRAY", "2026.1")
    assert (sealed.declared_unit.amount, sealed.declared_unit.unit) == (1, "piece")
    assert sealed.value == round(BY_HAND, 3) == Decimal("1.003")


@pytest.mark.clause("C02")
async def test_the_national_label_is_refused_and_the_bodys_own_scheme_is_open(node, sealed):
    headers = node.certification.issuer.headers(ENTERPRISE, "enterprise")
    order = {"calculation_id": str(sealed.calculation_id), "body": BODY}

    national = await node.certification.post(
        "/v1/applications", {**order, "scheme": Scheme.NATIONAL_CFP}, headers=headers
    )
    own = await node.certification.post(
        "/v1/applications", {**order, "scheme": Scheme.CB_OWN}, headers=headers
    )

    assert national.status_code == 422
    assert national.json()["type"] == "urn:tanbiao:problem:national-label-not-open"
    assert own.status_code == 201
    assert (own.json()["scheme"], own.json()["rule_version"]) == ("CB_OWN", "2026.1")
    [event] = await node.certification.published()
    assert isinstance(event, ApplicationSubmitted)
    assert (event.calculation_id, event.application_id) == (
        sealed.calculation_id,
        UUID(own.json()["id"]),
    )


async def test_a_class_that_the_category_does_not_hold_is_refused_with_those_it_does(node):
    headers = node.accounting.issuer.headers(ENTERPRISE, "enterprise")
    other = {**PRODUCT, "model": "ZT-2", "cpc": "47150"}

    refused = await node.accounting.post("/v1/products", other, headers=headers)

    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:tanbiao:problem:cpc-outside-category"
    assert "31914, 31915" in refused.json()["messages"]["zh"]


async def test_its_template_is_handed_out_and_its_bounds_judge_systems_and_pieces(node):
    headers = node.accounting.issuer.headers(ENTERPRISE, "enterprise")
    path = "/v1/categories/bamboo-tray/template"
    begun = (await node.accounting.get(path, headers=headers)).json()["system"]
    table = await node.accounting.get(f"{path}?format=csv", headers=headers)
    product = await node.makes(node.accounting, "/v1/products", {**PRODUCT, "model": "ZT-3"})
    systems = f"/v1/products/{product['id']}/systems"
    bamboo = next(e for e in begun["processes"][0]["exchanges"] if e["id"] == "bamboo")

    plain = await node.makes(node.accounting, systems, begun)
    bamboo["amount"] = "6"
    doubled = await node.makes(node.accounting, systems, begun)
    bamboo["amount"] = "600"
    refused = await node.accounting.post(systems, begun, headers=headers)
    piece = [{"amount": "550", "unit": "kg"}]
    heavy = {**PRODUCT, "model": "ZT-4", "piece": piece}
    too_heavy = await node.accounting.post("/v1/products", heavy, headers=headers)

    assert "tray,exchange,bamboo,kg,,,," in table.content.decode("utf-8-sig")
    assert (plain["warnings"], [each["place"] for each in doubled["warnings"]]) == (
        [],
        ["tray.bamboo"],
    )
    assert refused.json()["type"] == "urn:tanbiao:problem:inventory-impossible"
    assert too_heavy.json()["type"] == "urn:tanbiao:problem:piece-impossible"


async def test_its_rule_chooses_the_warming_potentials(node):
    headers = node.accounting.issuer.headers(ENTERPRISE, "enterprise")
    product = await node.makes(node.accounting, "/v1/products", {**PRODUCT, "model": "ZT-6"})
    gas = {"kind": "emission", "id": "n2o", "gas": "N2O", "amount": "0.01", "unit": "kg"}
    process = SYSTEM["processes"][0]
    content = {**SYSTEM, "processes": [{**process, "exchanges": [*process["exchanges"], gas]}]}
    path = f"/v1/products/{product['id']}/systems"
    system = (await node.makes(node.accounting, path, content))["id"]
    path = f"/v1/systems/{system}/activity-data"
    activity = (await node.makes(node.accounting, path, ACTIVITY))["id"]

    order = {"system_id": system, "activity_data_id": activity}
    made = await node.makes(node.accounting, "/v1/calculations", order)
    path = f"/v1/calculations/{made['id']}"
    found = (await node.accounting.get(path, headers=headers)).json()

    assert found["gwp_set"] == "AR5"
    assert Decimal(found["result"]["exact"]) == BY_HAND + Decimal("0.01") * 265


async def test_its_rule_forbids_a_method_of_allocation_by_name(node):
    headers = node.accounting.issuer.headers(ENTERPRISE, "enterprise")
    product = await node.makes(node.accounting, "/v1/products", {**PRODUCT, "model": "ZT-5"})
    process = {
        **SYSTEM["processes"][0],
        "co_products": [{"id": "chips", "name": NAME, "output": {"amount": "1", "unit": "kg"}}],
        "allocation": {
            "method": "economic",
            "not_subdivided": NAME,
            "not_physical": NAME,
            "currency": "CNY",
            "period_start": "2025-01-01",
            "period_end": "2026-01-01",
            "weights": [
                {"product": "tray", "per_unit": "9"},
                {"product": "chips", "per_unit": "1"},
            ],
        },
    }
    path = f"/v1/products/{product['id']}/systems"

    refused = await node.accounting.post(path, {**SYSTEM, "processes": [process]}, headers=headers)
    process["allocation"] = {
        "method": "mass",
        "not_subdivided": NAME,
        "weights": [{"product": "tray", "per_unit": "0.55"}],
    }
    by_mass = await node.accounting.post(path, {**SYSTEM, "processes": [process]}, headers=headers)

    assert refused.json()["type"] == "urn:tanbiao:problem:allocation-forbidden"
    assert "mass, energy" in refused.json()["messages"]["zh"]
    assert by_mass.status_code == 201, by_mass.text


@pytest.mark.clause("C22")
def test_the_folder_is_all_that_was_added(folder: Path):
    before = {load_category(file).code for file in PACKS_DIR.glob("categories/*/category.yaml")}
    after = {load_category(file).code for file in folder.glob("categories/*/category.yaml")}
    schema = json.loads((folder / "categories" / "category.schema.json").read_text("utf-8"))

    assert after - before == {"bamboo-tray"}
    assert set(yaml.safe_load(CATEGORY)) <= set(schema["properties"])
