"""Suppliers' footprints: taken in, linted, used in a product system, and replaced."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest

from accounting.factors.domain.factors import Quarantine
from accounting.pact.domain.linter.findings import LintFinding, Severity
from accounting.suppliers.domain.footprints import Arrival, Supplied, as_factor
from chassis import clock
from tests.accounting.footprints import footprint, pcf, read
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE, body
from tests.accounting.studying import Studies

SUPPLIER = "91130200MA0000007R"
ANOTHER = "91110000MA0000001X"


async def received(accounting, document, supplier=SUPPLIER, headers=None):
    content = {"supplier": supplier, "document": document}
    return await accounting.post("/v1/supplier-footprints", content, headers)


def system_with(factor, unit="kg"):
    """The worked case, with the supplier's glass in place of the library's."""
    content = body("system")
    for process in content["processes"]:
        for exchange in process["exchanges"]:
            if exchange["id"] == "glass":
                exchange |= {"factor": factor, "unit": unit}
                return content
    raise AssertionError("the worked case has glass")


async def calculated(accounting, factor):
    product = await accounting.has_product(model=f"M-{uuid4().hex[:8]}")
    system = await accounting.makes(f"/v1/products/{product}/systems", system_with(factor))
    path = f"/v1/systems/{system}/activity-data"
    activity = await accounting.makes(path, body("activity-data"))
    order = {"system_id": system, "activity_data_id": activity}
    calculation = await accounting.makes("/v1/calculations", order)
    return system, calculation


async def test_a_sound_footprint_is_kept_as_it_came(shared_accounting):
    document = footprint()

    first = await received(shared_accounting, document)
    again = await received(shared_accounting, {**document, "comment": ""})
    read = await shared_accounting.get(f"/v1/supplier-footprints/{document['id']}")

    assert (first.status_code, again.status_code) == (201, 200)
    assert read.json()["document"] == document
    assert read.json()["usable"] is True
    assert read.json()["findings"] == []
    assert read.json()["factor"] == f"supplier:{document['id']}"


async def test_a_faulty_footprint_is_kept_with_findings_and_cannot_be_used(shared_accounting):
    document = footprint(of=pcf(pcfExcludingBiogenicUptake="1.85"))

    kept = await received(shared_accounting, document)
    product = await shared_accounting.has_product(model=f"M-{uuid4().hex[:8]}")
    system = system_with(kept.json()["factor"])
    modelled = await shared_accounting.post(f"/v1/products/{product}/systems", system)

    assert kept.status_code == 201
    assert kept.json()["usable"] is False
    assert "sum-excluding" in {finding["code"] for finding in kept.json()["findings"]}
    assert modelled.status_code == 422
    assert modelled.json()["type"].endswith("factor-quarantined")
    assert "1.85" in modelled.json()["detail"]


def factor_of(*findings, **changes):
    content = Supplied(
        ENTERPRISE, SUPPLIER, Arrival.EVENT, clock.now(), read(**changes), tuple(findings)
    )
    return as_factor(content)


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, "1.35"),
        ({"declaredUnitAmount": "4"}, "0.3375"),
        ({"declaredUnitAmount": "0"}, "1.35"),
        ({"declaredUnitAmount": "7"}, "0.19285714285714285714"),
        ({"pcfExcludingBiogenicUptake": "1.85"}, "1.85"),
    ],
)
def test_a_factor_is_what_one_declared_unit_comes_to(changes, value):
    factor = factor_of(**changes)

    assert (factor.value, factor.unit, factor.region) == (Decimal(value), "kg", "CN-TJ")
    assert factor.year == 2026
    assert factor.quarantine is None


def test_a_factor_waits_for_its_first_error_and_for_a_unit_that_is_known():
    warned, wrong, worse = (
        LintFinding(code, severity, "pcf", f"{code} 有误", f"{code} is wrong")
        for code, severity in (
            ("a", Severity.WARNING), ("b", Severity.ERROR), ("c", Severity.ERROR),
        )
    )  # fmt: skip

    assert factor_of(warned).quarantine is None
    assert factor_of(warned, wrong, worse).quarantine == Quarantine("b 有误", "b is wrong")
    unknown = factor_of(declaredUnitOfMeasurement="megabit second")
    assert unknown.unit == "megabit second"
    assert unknown.quarantine is not None


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (footprint(of=pcf(biogenicCO2Uptake="0.1")), "supplier-footprint-refused"),
        (footprint(of=pcf(fossilGhgEmissions="1,3")), "footprint-unreadable"),
        (footprint(specVersion="3.0"), "footprint-unreadable"),
        ({}, "footprint-unreadable"),
    ],
)
async def test_what_cannot_be_is_refused(shared_accounting, document, problem):
    response = await received(shared_accounting, document)

    assert response.status_code == 422
    assert response.json()["type"].endswith(problem)


async def test_a_version_never_changes(shared_accounting):
    document = footprint()
    await received(shared_accounting, document)

    changed = await received(shared_accounting, {**document, "companyName": "Other"})
    claimed = await received(shared_accounting, document, ANOTHER)

    assert (changed.status_code, claimed.status_code) == (409, 409)


async def test_footprints_of_others_do_not_exist(shared_accounting):
    document = footprint()
    await received(shared_accounting, document)
    other = shared_accounting.as_enterprise(OTHER_ENTERPRISE)

    read = await shared_accounting.get(f"/v1/supplier-footprints/{document['id']}", other)
    listed = await shared_accounting.get("/v1/supplier-footprints", other)

    assert read.status_code == 404
    assert listed.json()["items"] == []


@pytest.mark.clause("C14")
async def test_a_calculation_rests_on_it_and_the_seal_names_the_version(shared_accounting):
    document = footprint(
        of=pcf(
            declaredUnitAmount="2",
            pcfExcludingBiogenicUptake="3",
            pcfIncludingBiogenicUptake="3",
            fossilGhgEmissions="2.95",
        )
    )
    kept = (await received(shared_accounting, document)).json()

    _, calculation = await calculated(shared_accounting, kept["factor"])
    sealed = await shared_accounting.post(f"/v1/calculations/{calculation}/seal")
    bundle = await shared_accounting.get(f"/v1/calculations/{calculation}/bundle")
    content = json.loads(bundle.content)["document"]
    factor = next(f for f in content["factors"] if f["id"] == kept["factor"])
    shares = {share["id"]: share["kg_co2e"] for share in content["result"]["by_exchange"]}
    flows = {flow["flow"]: flow["amount"] for flow in content["result"]["flows"]}

    assert sealed.status_code == 201
    assert factor["value"] == "1.5"
    assert kept["sha256"] in factor["source_ref"]
    # The flow of the glass is named by its exchange; 1.5 kg CO2e a kilogram.
    glass = next(id for id in shares if id.endswith(".glass"))
    name = next(flow for flow in flows if "glass" in flow)
    assert float(shares[glass]) == pytest.approx(1.5 * float(flows[name]), rel=1e-12)


async def test_a_unit_of_another_kind_is_refused(shared_accounting):
    per_area = footprint(of=pcf(declaredUnitOfMeasurement="square meter"))
    kept = (await received(shared_accounting, per_area)).json()
    product = await shared_accounting.has_product(model=f"M-{uuid4().hex[:8]}")

    modelled = await shared_accounting.post(
        f"/v1/products/{product}/systems", system_with(kept["factor"])
    )

    assert modelled.status_code == 422
    assert modelled.json()["type"].endswith("units-incompatible")


async def test_a_newer_version_is_a_finding_for_every_system_that_rests_on_the_old(accounting):
    old = (await received(accounting, footprint())).json()
    system, calculation = await calculated(accounting, old["factor"])
    await accounting.post(f"/v1/calculations/{calculation}/seal")
    before = await accounting.get("/v1/supplier-findings")

    new = footprint(precedingPfIds=[old["id"]])
    await received(accounting, new)
    found = (await accounting.get("/v1/supplier-findings")).json()["items"]
    of_others = await accounting.get(
        "/v1/supplier-findings", accounting.as_enterprise(OTHER_ENTERPRISE)
    )

    assert before.json() == of_others.json() == {"items": [], "next": None}
    assert [(item["footprint_id"], item["replaced_by"], item["system_id"]) for item in found] == [
        (old["id"], new["id"], system)
    ]
    assert (found[0]["calculations"], found[0]["sealed"]) == (1, 1)


async def test_a_version_that_comes_late_is_ended_by_the_one_that_replaced_it(shared_accounting):
    old = footprint()
    new = footprint(precedingPfIds=[old["id"]])

    await received(shared_accounting, new)
    late = await received(shared_accounting, old)

    assert late.json()["deprecated"] is True
    assert late.json()["replaced_by"] == new["id"]


async def test_a_supplier_ends_its_own_versions_alone(shared_accounting):
    mine = footprint()
    await received(shared_accounting, mine)

    await received(shared_accounting, footprint(precedingPfIds=[mine["id"]]), ANOTHER)
    after = await shared_accounting.get(f"/v1/supplier-footprints/{mine['id']}")

    assert after.json()["deprecated"] is False


async def test_a_withdrawn_version_is_ended_without_a_successor(shared_accounting):
    document = footprint()
    await received(shared_accounting, document)

    ended = await received(shared_accounting, {**document, "status": "Deprecated"})

    assert ended.status_code == 200
    assert (ended.json()["deprecated"], ended.json()["replaced_by"]) == (True, None)


async def test_what_a_replaced_footprint_moves_is_found_out_by_itself(accounting):
    """Once, however often the new version is told of; nobody else sees the study."""
    old = footprint()
    first = await received(accounting, old)
    _, calculation = await calculated(accounting, first.json()["factor"])
    assert (await accounting.post(f"/v1/calculations/{calculation}/seal")).status_code == 201
    values = {"pcfExcludingBiogenicUptake": "2.35", "pcfIncludingBiogenicUptake": "2.35"}
    heavier = footprint(precedingPfIds=[old["id"]], of=pcf(**values, fossilGhgEmissions="2.3"))

    for _ in range(2):
        assert (await received(accounting, heavier)).status_code in (200, 201)

    studies = Studies(accounting)
    await studies.work()
    [study] = await studies.listed(accounting.as_enterprise())
    [row] = await studies.results(study["id"], "", accounting.as_enterprise())
    assert (study["origin"], study["change"]["kind"]) == ("published", "supplier-footprint")
    assert (row["calculation_id"], row["outcome"]) == (calculation, "up")
    stranger = accounting.as_enterprise(OTHER_ENTERPRISE)
    assert await studies.statuses(study["id"], stranger) == {404}
