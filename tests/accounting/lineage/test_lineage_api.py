"""Lineage over the API: from a result to everything behind it, and what was known on a day."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from accounting.lineage.domain import building
from tests.accounting.conftest import Accounting
from tests.accounting.evidence.test_evidence_api import PDF, send
from tests.accounting.factors.test_factor_imports import Library
from tests.accounting.footprints import footprint
from tests.accounting.samples import BODY, ENTERPRISE, OTHER_ENTERPRISE, body
from tests.accounting.suppliers.test_supplied import calculated, received

CLIENT = f"client-{ENTERPRISE}-system"
LATER_BODY = "CNCA-R-2099-902"


class Graph:
    """An answer, to look around in."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self.nodes = {node["id"]: node for node in answer["nodes"]}
        self.edges = {(edge["of"], edge["on"]) for edge in answer["edges"]}

    def kinds(self) -> set[str]:
        return {node["kind"] for node in self.nodes.values()}

    def reached(self) -> set[str]:
        """What one comes to from the root."""
        found, waiting = {self.answer["root"]}, [self.answer["root"]]
        while waiting:
            at = waiting.pop()
            for of, on in self.edges:
                if of == at and on not in found:
                    found.add(on)
                    waiting.append(on)
        return found

    def changes(self, node: str) -> list[str]:
        return [c["what"]["en"] for c in self.answer["changes"] if c["node"] == node]


async def graph(accounting: Accounting, id: str, query: str = "", headers: Any = None) -> Graph:
    response = await accounting.get(f"/v1/calculations/{id}/lineage{query}", headers)
    assert response.status_code == 200, response.text
    return Graph(response.json())


@pytest.fixture
async def sealed(accounting):
    id, seal = await accounting.has_seal()
    return id, seal


@pytest.mark.clause("C08")
async def test_a_result_leads_to_everything_that_it_rests_on(accounting, sealed):
    id, _ = sealed
    calculation = (await accounting.get(f"/v1/calculations/{id}")).json()

    found = await graph(accounting, id)

    assert found.answer["standing"] == "sealed"
    assert found.nodes["result"]["facts"]["kg_co2e"] == calculation["value"]
    beside = {"seal"}
    assert set(found.nodes) - found.reached() == beside
    assert {of for of, _ in found.edges} | {on for _, on in found.edges} == set(found.nodes)
    assert ("seal", "calculation") in found.edges
    parts = {row["id"] for row in calculation["result"]["by_exchange"]}
    assert {f"exchange:{part}" for part in parts} <= set(found.nodes)
    electricity = ("exchange:module.electricity", "factor:ele-fp-cn-2024-nat")
    assert electricity in found.edges
    glass = found.nodes["measurement:module.glass"]
    assert ("exchange:module.glass", "measurement:module.glass") in found.edges
    assert ("measurement:module.glass", "activity") in found.edges
    assert glass["facts"]["amount"].endswith(" kg")


@pytest.mark.clause("C08")
async def test_every_step_says_when_and_by_whom(accounting, sealed):
    id, seal = sealed

    found = await graph(accounting, id)

    person = {"org": ENTERPRISE, "client": CLIENT, "person": None}
    for step in ("product", "system", "activity", "calculation", "seal"):
        assert found.nodes[step]["by"] == person
        assert found.nodes[step]["at"] is not None
    assert found.nodes["seal"]["facts"]["sha256"] == seal
    factor = found.nodes["factor:ele-fp-cn-2024-nat"]
    assert factor["facts"]["library"] == "cn-2025"
    assert factor["facts"]["provider"]
    for loaded in ("library", "rule", "gwp"):
        assert found.nodes[loaded]["at"] is not None


async def test_a_file_that_was_handed_in_is_named_with_its_sender(accounting):
    await accounting.has_enterprise()
    kept = (await send(accounting, PDF, name="电费单.pdf")).json()
    system = await accounting.has_system()
    data = body("activity-data")
    data["processes"][0]["evidence"]["sha256"] = kept["sha256"]
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", data)
    order = {"system_id": system, "activity_data_id": activity}
    id = await accounting.makes("/v1/calculations", order)

    found = await graph(accounting, id)

    file = found.nodes[f"evidence:{kept['sha256']}"]
    assert (file["facts"]["file"], file["by"]["client"]) == ("电费单.pdf", CLIENT)
    missing = [n for n in found.nodes.values() if n["facts"].get("file") == "not handed in"]
    assert missing
    assert found.answer["standing"] == "calculated"


async def test_one_part_of_a_result_is_told_alone(accounting, sealed):
    id, _ = sealed

    found = await graph(accounting, id, "?of=module.glass")

    exchanges = [node for node in found.nodes.values() if node["kind"] == "exchange"]
    assert [node["id"] for node in exchanges] == ["exchange:module.glass"]
    assert found.answer["root"] == "exchange:module.glass"
    assert {"measurement:module.glass", "activity", "system"} <= found.reached()
    unknown = await accounting.get(f"/v1/calculations/{id}/lineage?of=module.nothing")
    assert unknown.status_code == 404
    assert unknown.json()["type"].endswith("result-part-unknown")


async def test_a_large_calculation_is_told_in_parts(accounting, sealed, monkeypatch):
    id, _ = sealed
    monkeypatch.setattr(building, "LARGEST", 3)

    whole = await accounting.get(f"/v1/calculations/{id}/lineage")
    part = await accounting.get(f"/v1/calculations/{id}/lineage?of=module")

    assert whole.status_code == 422
    assert whole.json()["type"].endswith("lineage-too-large")
    assert part.status_code == 200


async def test_a_body_sees_its_own_admission_and_no_findings(accounting, sealed):
    id, _ = sealed
    before = await accounting.get(f"/v1/calculations/{id}/lineage", accounting.as_body())
    await accounting.hears_of_application(id, to=BODY)
    await accounting.hears_of_application(id, to=LATER_BODY)

    mine = await graph(accounting, id)
    theirs = await graph(accounting, id, headers=accounting.as_body())
    other = await accounting.get(
        f"/v1/calculations/{id}/lineage", accounting.as_enterprise(OTHER_ENTERPRISE)
    )

    assert (before.status_code, other.status_code) == (404, 404)
    bodies = {
        who: [n["facts"]["body"] for n in of.nodes.values() if n["kind"] == "certification-body"]
        for who, of in (("mine", mine), ("theirs", theirs))
    }
    assert bodies == {"mine": [BODY, LATER_BODY], "theirs": [BODY]}
    assert "finding" not in theirs.kinds()
    assert theirs.nodes["calculation"] == mine.nodes["calculation"]


@pytest.mark.clause("C08")
async def test_what_came_after_the_day_is_not_told(accounting, sealed):
    id, _ = sealed
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date()
    refused = await accounting.get(f"/v1/calculations/{id}/lineage?as_of={yesterday}")

    today = await graph(accounting, id)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3), tick=True):
        await accounting.hears_of_application(id, to=BODY)
        then = await graph(accounting, id, f"?as_of={today.answer['as_of']}")
        now = await graph(accounting, id)

    assert refused.status_code == 404
    assert refused.json()["type"].endswith("calculation-not-yet-made")
    assert "certification-body" not in then.kinds()
    assert "certification-body" in now.kinds()
    assert then.answer == today.answer


async def test_a_newer_seal_and_an_open_finding_are_changes(accounting):
    system = await accounting.has_system()
    data = body("activity-data")
    data["processes"][0]["consumption"][0]["amount"] += "000"
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", data)
    order = {"system_id": system, "activity_data_id": activity}
    first = await accounting.makes("/v1/calculations", order)
    second = await accounting.makes("/v1/calculations", order)
    for id in (first, second):
        assert (await accounting.post(f"/v1/calculations/{id}/seal")).status_code == 201

    found = await graph(accounting, first)

    assert found.changes("result") == [f"the product has a later sealed calculation, {second}"]
    findings = [n["id"] for n in found.nodes.values() if n["kind"] == "finding"]
    assert findings
    assert all(found.changes(id)[0].startswith("open finding") for id in findings)


async def test_a_footprint_that_its_supplier_replaced_is_a_change(accounting):
    old = (await received(accounting, footprint())).json()
    _, calculation = await calculated(accounting, old["factor"])
    new = footprint(precedingPfIds=[old["id"]])

    before = await graph(accounting, calculation)
    await received(accounting, new)
    after = await graph(accounting, calculation)

    node = f"factor:{old['factor']}"
    assert before.nodes[node]["kind"] == "supplier-footprint"
    assert before.nodes[node]["facts"]["sha256"] == old["sha256"]
    assert (before.changes(node), len(after.changes(node))) == ([], 1)
    assert new["id"] in after.changes(node)[0]


async def test_an_own_factor_names_its_import_its_release_and_its_next_version(accounting):
    library = Library(accounting, ENTERPRISE)
    row = {"id": "own-glass", "name_zh": "玻璃", "name_en": "glass", "category": "pv-material"}
    made = await library.imports(row | {"value": "1.2"})
    _, calculation = await calculated(accounting, "own-glass")

    before = await graph(accounting, calculation)
    await library.imports(row | {"value": "1.3"})
    after = await graph(accounting, calculation)

    node = before.nodes["factor:own-glass"]
    assert node["facts"]["import"] == made["id"]
    assert (node["facts"]["version"], node["by"]["client"]) == ("1", CLIENT)
    assert before.changes("factor:own-glass") == []
    assert after.changes("factor:own-glass") == ["newer version own/2: 1.3"]
    assert after.nodes["factor:own-glass"] == node


async def test_a_factor_from_quarantine_names_who_released_it_and_why(accounting):
    library = Library(accounting, ENTERPRISE)
    silver = {"id": "own-silver", "name_zh": "银", "name_en": "silver", "value": "6.31"}
    made = await library.imports(silver)
    reviewed = await library.review(made, 2, "released")
    _, calculation = await calculated(accounting, "own-silver")

    facts = (await graph(accounting, calculation)).nodes["factor:own-silver"]["facts"]

    assert reviewed.status_code == 201
    assert facts["import"] == made["id"]
    assert facts["released_by"].startswith("scjg client-scjg-li")
    assert facts["release_reason"] == "已核对供应商原件"


@pytest.mark.clause("C08")
async def test_the_calculations_of_a_product_are_listed_as_they_stood(accounting):
    system = await accounting.has_system()
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", body("activity-data"))
    order = {"system_id": system, "activity_data_id": activity}
    start = datetime.now(UTC)
    made = []
    for days in (0, 2, 4):
        with time_machine.travel(start + timedelta(days=days), tick=True):
            made.append(await accounting.makes("/v1/calculations", order))
    for number, days in ((0, 1), (1, 3)):
        with time_machine.travel(start + timedelta(days=days), tick=True):
            await accounting.post(f"/v1/calculations/{made[number]}/seal")
    product = (await accounting.get(f"/v1/calculations/{made[0]}")).json()["product_id"]

    async def stood(days, headers=None):
        day = (start + timedelta(days=days, hours=8)).date()
        path = f"/v1/products/{product}/calculations?as_of={day}"
        items = (await accounting.get(path, headers)).json()["items"]
        return [(made.index(item["calculation_id"]), item["place"]) for item in items]

    assert await stood(-1) == []
    assert await stood(0) == [(0, "open")]
    assert await stood(1) == [(0, "current")]
    assert await stood(2) == [(1, "open"), (0, "current")]
    assert await stood(3) == [(1, "current"), (0, "earlier")]
    assert await stood(4) == [(2, "open"), (1, "current"), (0, "earlier")]
    assert await stood(4, accounting.as_enterprise(OTHER_ENTERPRISE)) == []
    await accounting.hears_of_application(made[0], to=BODY)
    assert await stood(4, accounting.as_body()) == [(0, "current")]


async def test_an_unknown_calculation_has_no_lineage(accounting):
    response = await accounting.get(f"/v1/calculations/{uuid4()}/lineage")

    assert response.status_code == 404
    assert response.json()["type"].endswith("calculation-not-found")
