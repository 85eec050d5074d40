"""A flooring maker accounts a product through the gateway: files, meters, result, explanations."""

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from packs import PACKS_DIR
from packs.region import load_region
from tools import keys
from tools.pilot.party import Party, Refused

MAKER = "91130200MA0000007R"
EXAMPLE = PACKS_DIR / "categories" / "wooden-flooring" / "examples"
METER = "workshop-main"
READINGS = [  # 16,000 counts of 100 kWh in the year: the 1,600,000 kWh of the example.
    {"meter": METER, "at": "2025-01-01T00:00:00+08:00", "value": "1000"},
    {"meter": METER, "at": "2025-07-01T00:00:00+08:00", "value": "9400.5"},
    {"meter": METER, "at": "2026-01-01T00:00:00+08:00", "value": "17000"},
]
FORGED = {"meter": METER, "at": "2099-01-01T00:00:00+08:00", "value": "17001"}
YEAR = "period_start=2025-01-01&period_end=2026-01-01"


def example(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((EXAMPLE / f"{name}.json").read_text("utf-8"))
    return content


@dataclass
class Maker:
    """The flooring maker, and what it did so far."""

    party: Party
    evidence: str
    system: str
    activity: str
    calculation: str
    value: Decimal
    unit: str

    async def of_calculation(self, what: str) -> Any:
        return (await self.party.get(f"/v1/calculations/{self.calculation}/{what}")).json()


@pytest.fixture(scope="module")
async def party(platform):
    """Registered by the operator with every scope of an enterprise."""
    region = load_region(PACKS_DIR, "tianjin")
    key = keys.client_key(platform.stack.layout.data, "flooring")
    body = {
        "org": MAKER,
        "scopes": sorted(region.scopes("enterprise")),
        "jwks": keys.public_jwks(key),
    }
    pilot = platform.pilot("flooring")
    await pilot.send("operator", "PUT", "/v1/clients/flooring", body)
    await pilot.close()
    party = Party(platform.url, "flooring", key)
    yield party
    await party.close()


@pytest.fixture(scope="module")
async def maker(party) -> Maker:
    """From the enterprise to a sealed calculation, each step with the form that users have."""
    await party.send("PUT", f"/v1/enterprises/{MAKER}", example("enterprise"))
    proof = await party.call("POST", "/v1/evidence?name=bill.csv", content=b"month,kWh\n1,1\n")
    evidence = proof.json()["sha256"]
    product = await party.send("POST", "/v1/products", example("product"))
    systems = f"/v1/products/{product['id']}/systems"
    system = (await party.send("POST", systems, example("system")))["id"]
    template = await party.get(f"/v1/systems/{system}/activity-template?format=csv")
    table = filled(template.text, evidence)
    path = f"/v1/systems/{system}/activity-data/from-file?{YEAR}"
    activity = (await party.call("POST", path, content=table)).json()["id"]
    order = {"system": system, "activity_data": activity}
    made = await party.send("POST", "/v1/calculations", order)
    await party.send("POST", f"/v1/calculations/{made['id']}/seal", {})
    return Maker(
        party, evidence, system, activity, made["id"], Decimal(made["value"]), made["declared_unit"]
    )


def filled(template: str, evidence: str) -> bytes:
    """The template with the example's totals."""
    totals = {
        (each["process"], row.get("exchange", "")): row.get("amount") or each["output"]["amount"]
        for each in example("activity-data")["processes"]
        for row in ({}, *each["consumption"])
    }
    head, *rows = csv.reader(io.StringIO(template.removeprefix("\ufeff")))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        amount = totals.get((cells["process"], cells["item"]))
        if amount:
            cells |= {"amount": amount, "evidence_sha256": evidence, "evidence_source": "bill"}
        writer.writerow(cells.values())
    return text.getvalue().encode()


def leaves(node: dict[str, Any]) -> Decimal:
    """What the lines at the ends of a contribution tree add up to."""
    children = node["children"]
    return sum(map(leaves, children), Decimal(0)) if children else Decimal(node["kg_co2e"])


async def meter(maker: Maker) -> None:
    """A meter of hundreds of kWh that feeds the electricity of the flooring line."""
    content = {
        "name": {"zh": "车间总表", "en": "Workshop"},
        "kind": "electricity",
        "unit": "kWh",
        "multiplier": "100",
        "digits": 6,
        "interval_minutes": 15,
        "calibrations": [],
        "feeds": [{"system": maker.system, "process": "flooring", "exchange": "electricity"}],
    }
    await maker.party.send("PUT", f"/v1/meters/{METER}", content)


async def send_readings(maker: Maker) -> dict[str, Any]:
    lines = "".join(json.dumps(each) + "\n" for each in (*READINGS, FORGED))
    answer = await maker.party.call("POST", "/v1/meters/readings", content=lines.encode())
    return answer.json()


async def test_the_product_is_sealed_with_the_uploaded_evidence_inside(maker):
    bundle = await maker.of_calculation("bundle")

    assert maker.unit == "1 m2"
    assert bundle["document"]["result"]["value"] == str(maker.value)
    assert maker.evidence in json.dumps(bundle["document"])


async def test_every_explanation_speaks_of_the_sealed_value_and_the_tree_adds_up(maker):
    kinds = ("contributions", "sensitivities", "hot-spots", "position", "data-quality")
    told = [await maker.of_calculation(kind) for kind in (*kinds, "uncertainty")]

    assert {Decimal(each["value"]) for each in told} == {maker.value}
    assert round(leaves(told[0]["tree"]), 2) == maker.value
    whole = await maker.of_calculation("contributions?depth=30")
    assert leaves(whole["tree"]) == Decimal(whole["tree"]["kg_co2e"])


@pytest.mark.parametrize(
    ("format", "magic"), [("json", b"{"), ("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")]
)
async def test_the_report_comes_in_every_format(maker, format, magic):
    answer = await maker.party.get(f"/v1/calculations/{maker.calculation}/report?format={format}")

    assert answer.content.startswith(magic)


async def test_a_system_that_went_to_openlca_and_back_gives_the_same_footprint(maker):
    archive = await maker.party.get(f"/v1/systems/{maker.system}/openlca")
    product = await maker.party.send(
        "POST", "/v1/products", {**example("product"), "model": "SJ-FL-15-B", "gtin": None}
    )
    path = f"/v1/products/{product['id']}/systems/openlca"
    back = (await maker.party.call("POST", path, content=archive.content)).json()

    activity = await maker.party.send(
        "POST", f"/v1/systems/{back['id']}/activity-data", example("activity-data")
    )
    order = {"system": back["id"], "activity_data": activity["id"]}
    again = await maker.party.send("POST", "/v1/calculations", order)
    assert Decimal(again["value"]) == maker.value


async def test_meters_count_the_years_electricity_and_a_batch_twice_counts_once(maker):
    await meter(maker)
    first, second = await send_readings(maker), await send_readings(maker)

    assert (first["taken"], first["known"], first["refused"]) == (3, 0, 1)
    assert (second["taken"], second["known"], second["refused"]) == (0, 3, 1)
    assert first["lines_refused"][0]["line"] == 4
    counted = (await maker.party.get(f"/v1/meters/{METER}/consumption?{YEAR}")).json()
    assert sum(Decimal(month["amount"]) for month in counted) == 1_600_000


async def test_another_enterprise_sees_nothing_of_it(maker, labelled):
    for path in (
        f"/v1/calculations/{maker.calculation}",
        f"/v1/calculations/{maker.calculation}/report",
        f"/v1/systems/{maker.system}",
        f"/v1/evidence/{maker.evidence}",
        f"/v1/meters/{METER}",
    ):
        with pytest.raises(Refused) as refused:
            await labelled.party("jinguang").get(path)
        assert refused.value.status == 404
