"""A flooring maker accounts a product through the gateway: files, meters, result, explanations."""

import asyncio
import csv
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from packs import PACKS_DIR
from packs.region import load_region
from tools import keys
from tools.pilot.party import Party, Refused
from tools.pilot.scenario import NotYet, eventually

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


async def registered(platform, name: str, org: str, role: str) -> Party:
    """A client that the operator registered with every scope of its role."""
    region = load_region(PACKS_DIR, "tianjin")
    key = keys.client_key(platform.stack.layout.data, name)
    jwks = keys.public_jwks(key)
    body = {"org": org, "scopes": sorted(region.scopes(role)), "jwks": jwks}
    pilot = platform.pilot(name)
    await pilot.send("operator", "PUT", f"/v1/clients/{name}", body)
    await pilot.close()
    return Party(platform.url, name, key)


@pytest.fixture(scope="module")
async def party(platform):
    party = await registered(platform, "flooring", MAKER, "enterprise")
    yield party
    await party.close()


@pytest.fixture(scope="module")
async def regulator(platform):
    """Who keeps the factors."""
    party = await registered(platform, "factors", "scjg", "market-regulator")
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
    order = {"system_id": system, "activity_data_id": activity}
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
    answer = await maker.party.call(
        "POST",
        "/v1/meters/readings",
        content=lines.encode(),
        headers={"Content-Type": "application/x-ndjson"},
    )
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
    order = {"system_id": back["id"], "activity_data_id": activity["id"]}
    again = await maker.party.send("POST", "/v1/calculations", order)
    assert Decimal(again["value"]) == maker.value


async def test_meters_count_the_years_electricity_and_a_batch_twice_counts_once(maker):
    await meter(maker)
    first, second = await send_readings(maker), await send_readings(maker)

    assert (first["taken"], first["known"], first["refused"]) == (3, 0, 1)
    assert (second["taken"], second["known"], second["refused"]) == (0, 3, 1)
    assert first["lines_refused"][0]["line"] == 4
    counted = (await maker.party.get(f"/v1/meters/{METER}/consumption?{YEAR}")).json()["items"]
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


async def test_an_upload_goes_on_where_it_broke_off_and_says_what_was_wrong(maker):
    await meter(maker)
    rows = [f"{METER},2026-{month:02}-01T00:00:00+08:00,{17000 + month}" for month in range(2, 11)]
    content = "\n".join(["meter,at,value", *rows, f"{METER},yesterday,1", ""]).encode()
    half = len(content) // 2
    announced = {
        "what": "meter-readings",
        "name": "readings.csv",
        "media_type": "text/csv",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    address = (await maker.party.call("POST", "/v1/uploads", json=announced)).headers["location"]
    await maker.party.call("PATCH", address, content=content[:half], headers=piece(0, last=False))

    with pytest.raises(Refused) as wrong_place:
        await maker.party.call("PATCH", address, content=b"x", headers=piece(1, last=False))
    again = await maker.party.call("POST", "/v1/uploads", json=announced)
    offset = int((await maker.party.call("HEAD", address)).headers["upload-offset"])
    await maker.party.call(
        "PATCH", address, content=content[offset:], headers=piece(offset, last=True)
    )

    assert (wrong_place.value.status, again.status_code, offset) == (409, 200, half)
    assert again.headers["location"] == address
    done = await eventually(lambda: in_state(maker.party, address, "done"))
    assert {key: done["rows"][key] for key in ("read", "accepted", "rejected")} == {
        "read": 10,
        "accepted": 9,
        "rejected": 1,
    }
    errors = await maker.party.get(f"{address}/errors")
    assert "yesterday" in errors.text
    assert "reason_zh" in errors.text


async def test_the_client_in_the_documentation_sends_a_file(maker, tmp_path):
    await meter(maker)
    text = Path("docs/intake.md").read_text("utf-8")
    documented: dict[str, Any] = {}
    exec(text.split("```python")[1].split("```")[0], documented)  # noqa: S102 -- what readers run.
    file = tmp_path / "november.csv"
    file.write_text(f"meter,at,value\n{METER},2026-11-01T00:00:00+08:00,17011\n", "utf-8")
    head = {"Authorization": f"Bearer {await maker.party.access_token()}"}

    with httpx.Client(base_url=maker.party.base_url, headers=head) as api:
        send = documented["send"]
        address = await asyncio.to_thread(send, api, file, "meter-readings", "text/csv")

    done = await eventually(lambda: in_state(maker.party, address, "done"))
    assert (done["rows"]["accepted"], done["rows"]["rejected"]) == (1, 0)


def piece(offset: int, *, last: bool) -> dict[str, str]:
    return {
        "Upload-Offset": str(offset),
        "Upload-Complete": f"?{int(last)}",
        "Content-Type": "application/partial-upload",
    }


async def in_state(party: Party, address: str, state: str) -> dict[str, Any]:
    found: dict[str, Any] = (await party.get(address)).json()
    if found["state"] != state:
        raise NotYet(f"{address} is {found['state']}")
    return found


async def test_a_proposed_factor_tells_what_would_move_before_it_is_published(maker, regulator):
    factor = (await maker.party.get("/v1/factors/ele-fp-cn-2024-nat")).json()
    value = Decimal(factor["value"]) * 2
    proposal = {"title": "proposal", "factors": [{"id": "ele-fp-cn-2024-nat", "value": str(value)}]}

    study = await regulator.send("POST", "/v1/impact-studies", proposal)
    address = f"/v1/impact-studies/{study['id']}"
    await eventually(lambda: in_state(regulator, address, "completed"))
    everything = (await regulator.get(f"{address}/results")).json()["items"]
    mine = (await maker.party.get(f"{address}/results")).json()["items"]

    [row] = [row for row in everything if row["calculation_id"] == maker.calculation]
    assert mine == [row]
    tree = (await maker.of_calculation("contributions?depth=30"))["tree"]
    bought = electricity(tree, str(Decimal(factor["value"])))
    assert Decimal(row["old"]) == maker.value
    assert Decimal(row["new"]) == round(Decimal(tree["kg_co2e"]) + bought, 2)
    with pytest.raises(Refused) as refused:
        await maker.party.send("POST", "/v1/impact-studies", proposal)
    assert refused.value.status == 403


def electricity(node: dict[str, Any], factor: str) -> Decimal:
    """kg CO2e of all lines whose amount in kWh times the factor is their emission."""
    if node["children"]:
        return sum((electricity(child, factor) for child in node["children"]), Decimal(0))
    emitted = Decimal(node["kg_co2e"])
    own = node["unit"] == "kWh" and Decimal(node["amount"]) * Decimal(factor) == emitted
    return emitted if own else Decimal(0)


async def test_a_result_leads_back_to_people_files_factors_and_the_rule(maker):
    lineage = json.dumps(await maker.of_calculation("lineage"))

    for named in (maker.evidence, maker.activity, maker.system, "flooring", "ele-fp-cn-2024-nat"):
        assert named in lineage


async def test_the_footprint_leaves_as_ilcd_with_epd_extensions(maker):
    answer = await maker.party.get(f"/v1/calculations/{maker.calculation}/ilcd")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        [process] = [name for name in archive.namelist() if "/processes/" in f"/{name}"]
        assert b"http://www.iai.kit.edu/EPD/2013" in archive.read(process)


async def test_the_maker_reads_who_touched_its_calculation(maker):
    trail = (
        await maker.party.get(f"/v1/audit-entries?object=calculation/{maker.calculation}")
    ).json()

    assert trail["items"]
    assert {entry["org"] for entry in trail["items"]} == {MAKER}
