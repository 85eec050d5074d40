"""Activity tables of the pilot's module as other programs write them, up to the footprint."""

import json
from typing import Any
from uuid import uuid4

import pytest

from packs import PACKS_DIR
from tests.accounting.categories import MAKER, body
from tests.accounting.conftest import Accounting
from tests.accounting.sheets.foreign import kept

PERIOD = "period_start=2025-01-01&period_end=2026-01-01"


class Module:
    """The pilot's module from purchased cells, whose activity data come as files."""

    def __init__(self, accounting: Accounting) -> None:
        self.accounting, self.headers = accounting, accounting.as_enterprise(MAKER)
        self.system = ""

    async def begin(self) -> None:
        folder = PACKS_DIR / "categories" / "pv-module" / "examples-purchased-cells"
        system = json.loads((folder / "system.json").read_text("utf-8"))
        enterprise = body("pv-module", "enterprise")
        await self.accounting.put(f"/v1/enterprises/{MAKER}", enterprise, self.headers)
        described = {**body("pv-module", "product"), "model": f"PC-{uuid4().hex[:8]}"}
        product = await self.accounting.makes("/v1/products", described, MAKER)
        path = f"/v1/products/{product}/systems"
        self.system = await self.accounting.makes(path, system, MAKER)

    async def reports(self, content: bytes) -> Any:
        path = f"/v1/systems/{self.system}/activity-data/from-file?{PERIOD}"
        client = self.accounting.service.client
        return await client.post(path, content=content, headers=self.headers)

    async def footprint(self, activity: str) -> str:
        order = {"system_id": self.system, "activity_data_id": activity}
        id = await self.accounting.makes("/v1/calculations", order, MAKER)
        found = await self.accounting.get(f"/v1/calculations/{id}", self.headers)
        return str(found.json()["value"])


@pytest.fixture
async def module(shared_accounting) -> Module:
    made = Module(shared_accounting)
    await made.begin()
    return made


@pytest.mark.parametrize("name", ["dimension-short", "right-dimension"])
async def test_every_amount_counts_whatever_the_sheet_says_of_its_size(module, name):
    """What is measured is twice that of 479.7634 kg CO2e/kWp; what is not stays: for each of 5 m2,
    0.34562·4.03 (PET) + 0.1025·5.795 (copper) + 0.295·9.14 (junction box) + 0.7625·1.641555
    (carton) + 1.25·0.2 (pallet) = 6.18483, so 30.9242. 2·479.7634 - 30.9242 = 928.6026."""
    reported = await module.reports(kept(f"activity-{name}.xlsx"))

    assert reported.status_code == 201, reported.text
    assert await module.footprint(reported.json()["id"]) == "928.6"


@pytest.mark.parametrize("name", ["two-amounts-in-a-cell", "line-break-in-amount"])
async def test_two_numbers_in_a_cell_are_never_joined_to_one(module, name):
    refused = await module.reports(kept(f"activity-{name}.csv"))

    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:tanbiao:problem:rows-refused"
    assert "row 6: amount" in refused.json()["messages"]["en"]


async def test_a_table_without_a_row_of_data_is_refused(module):
    refused = await module.reports(kept("activity-header-only.xlsx"))

    assert (refused.status_code, refused.json()["type"]) == (422, "urn:tanbiao:problem:table-empty")
