"""Impact studies under test: who proposes, the worker that finds out, and whoever reads."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import httpx

from accounting.calculations.domain.calculation import calculate, read_document
from accounting.impact.usecases.moves import Mover
from chassis.database import Database
from contracts.accounting import ImpactStudyCompleted, ImpactStudyProgressed
from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE, body

GRID = "ele-fp-cn-2024-nat"
PERIOD = {"period_start": "2025-01-01", "period_end": "2026-01-01", "processes": []}
PATH = "/v1/impact-studies"


class Studies:
    """What the parties do with studies of what moves."""

    def __init__(self, accounting: Accounting) -> None:
        self.accounting = accounting

    @property
    def database(self) -> Database:
        return self.accounting.database

    @property
    def regulator(self) -> dict[str, str]:
        return self.accounting.service.issuer.headers("scjg", "market-regulator", person="li")

    async def propose(self, **change: object) -> httpx.Response:
        return await self.accounting.post(PATH, {"title": "征求意见", **change}, self.regulator)

    async def asks(self, **change: object) -> str:
        """The study of a proposal that nobody has worked on."""
        response = await self.propose(**change)
        assert response.status_code == 201, response.text
        assert response.json()["state"] == "waiting"
        return str(response.json()["id"])

    async def finds(self, **change: object) -> dict[str, Any]:
        """The study of a proposal when the worker is done with it."""
        id = await self.asks(**change)
        await self.work()
        return await self.read(id)

    def mover(self, batch: int) -> Mover:
        return Mover(self.accounting.service.app.state.work, batch)

    async def work(self, *, batch: int = 500) -> None:
        mover = self.mover(batch)
        while await mover.advance(self.database):
            pass

    async def read(self, id: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        response = await self.accounting.get(f"{PATH}/{id}", headers or self.regulator)
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def statuses(self, id: str, headers: dict[str, str]) -> set[int]:
        paths = [f"{PATH}/{id}{end}" for end in ("", "/results", "/results/file")]
        return {(await self.accounting.get(path, headers)).status_code for path in paths}

    async def results(
        self, id: str, query: str = "", headers: dict[str, str] | None = None
    ) -> list[dict[str, Any]]:
        path = f"{PATH}/{id}/results?limit=200{query}"
        response = await self.accounting.get(path, headers or self.regulator)
        assert response.status_code == 200, response.text
        return list(response.json()["items"])

    async def listed(self, headers: dict[str, str] | None = None) -> list[dict[str, Any]]:
        return list((await self.accounting.get(PATH, headers or self.regulator)).json()["items"])

    async def told(self, id: str) -> list[ImpactStudyProgressed | ImpactStudyCompleted]:
        """What was published of a study, in order."""
        events = await self.accounting.service.published()
        kinds = (ImpactStudyProgressed, ImpactStudyCompleted)
        return [e for e in events if isinstance(e, kinds) and str(e.study_id) == id]

    async def has_sealed(self, org: str, model: str, kwh: str = "13.975") -> str:
        """A sealed calculation of a new product whose assembly takes so many kWh."""
        product = await self.accounting.has_product(org, model=model)
        return await self.seals(org, product, kwh)

    async def seals(
        self, org: str, product: str, kwh: str, factors: Mapping[str, str] | None = None
    ) -> str:
        """One more calculation of a product, sealed; `factors` stand in place of others."""
        makes, content = self.accounting.makes, body("system")
        for exchange in (e for p in content["processes"] for e in p["exchanges"]):
            if exchange.get("factor") in (factors or {}):
                exchange["factor"] = (factors or {})[exchange["factor"]]
        module = next(p for p in content["processes"] if p["id"] == content["reference"])
        power = next(e for e in module["exchanges"] if e["id"] == "electricity")
        power["amount"] = kwh
        system = await makes(f"/v1/products/{product}/systems", content, org)
        activity = await makes(f"/v1/systems/{system}/activity-data", PERIOD, org)
        order = {"system_id": system, "activity_data_id": activity}
        id = await makes("/v1/calculations", order, org)
        headers = self.accounting.as_enterprise(org)
        response = await self.accounting.post(f"/v1/calculations/{id}/seal", None, headers)
        assert response.status_code == 201, response.text
        return id

    async def anew(self, calculation: str, org: str = ENTERPRISE, **values: str) -> Decimal:
        """The published value when the sealed bundle is computed with other factor values."""
        headers = self.accounting.as_enterprise(org)
        path = f"/v1/calculations/{calculation}/bundle"
        document = json.loads((await self.accounting.get(path, headers)).content)["document"]
        for factor in document["factors"]:
            factor["value"] = values.get(factor["id"], factor["value"])
        return calculate(*read_document(document)).value
