"""What a proposed change would move: found by the worker, read by whom it concerns."""

import csv
from collections.abc import AsyncIterator
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest

from accounting import main
from contracts.accounting import ImpactStudyCompleted, ImpactTotals
from packs import PACKS_DIR
from packs.models import load_category
from tests.accounting.conftest import Accounting
from tests.accounting.samples import BODY, ENTERPRISE, OTHER_ENTERPRISE
from tests.accounting.studying import GRID, PATH, Studies
from tests.support.postgres import Databases
from tests.support.service import serving
from tests.support.tokens import Issuer

DEARER = {"factors": [{"id": GRID, "value": "0.6"}]}


class Sealed(Studies):
    """Three sealed products of two enterprises; the first was sealed before, too."""

    async def prepare(self) -> None:
        self.before = await self.has_sealed(ENTERPRISE, "A", "20")
        found = await self.accounting.get(f"/v1/calculations/{self.before}")
        self.a = await self.seals(ENTERPRISE, found.json()["product_id"], "13.975")
        self.b = await self.has_sealed(ENTERPRISE, "B", "40")
        self.c = await self.has_sealed(OTHER_ENTERPRISE, "C", "200")


@pytest.fixture(scope="module")
async def studies(postgres: Databases, template: str, issuer: Issuer) -> AsyncIterator[Sealed]:
    """Proposals change nothing, so the module shares what was sealed."""
    async with (
        postgres.service("accounting", template) as urls,
        serving(main, urls.url, issuer) as service,
    ):
        sealed = Sealed(Accounting(service))
        await sealed.prepare()
        yield sealed


async def test_a_new_value_moves_the_newest_seal_of_each_product(studies):
    path = f"/v1/calculations/{studies.a}"
    before = (await studies.accounting.get(path)).json()
    flows = {flow["flow"]: Decimal(flow["amount"]) for flow in before["result"]["flows"]}

    study = await studies.finds(**DEARER)

    rows = {row["calculation_id"]: row for row in await studies.results(study["id"])}
    assert {*rows} == {studies.a, studies.b, studies.c}
    row = rows[studies.a]
    by_hand = Decimal(before["result"]["exact"]) + flows["electricity"] * Decimal("0.0223")
    assert (row["old"], row["outcome"], row["unit"]) == (before["value"], "up", "1 kWp")
    assert Decimal(row["new"]) == round(by_hand, 2)
    assert Decimal(row["change"]) == Decimal(row["new"]) - Decimal(row["old"])
    share = Decimal(row["change"]) * 100 / Decimal(row["old"])
    assert Decimal(row["percent"]) == round(share, 4)
    assert (await studies.accounting.get(path)).json() == before


@pytest.mark.clause("C09")
async def test_several_factors_at_once_equal_a_recomputation(studies):
    values = {GRID: "0.4", "mat-cn-al-primary": "12.5", "cpcd-37117x0032014a": "1.1"}
    factors = [{"id": id, "value": value} for id, value in values.items()]

    study = await studies.finds(factors=factors, every_seal=True)

    rows = {row["calculation_id"]: row for row in await studies.results(study["id"])}
    owners = {studies.before: ENTERPRISE, studies.a: ENTERPRISE, studies.b: ENTERPRISE}
    owners[studies.c] = OTHER_ENTERPRISE
    assert {*rows} == {*owners}
    for id, org in owners.items():
        assert Decimal(rows[id]["new"]) == await studies.anew(id, org, **values)


async def test_the_work_and_its_totals_are_told(studies):
    study = await studies.finds(**DEARER)

    assert (study["state"], study["affected"], study["done"]) == ("completed", 3, 3)
    [totals] = study["totals"]
    assert (totals["category"], totals["affected"], totals["up"]) == ("pv-module", 3, 3)
    first, last = await studies.told(study["id"])
    assert (first.affected, first.done) == (3, 0)
    assert last == ImpactStudyCompleted(
        study_id=study["id"],
        origin="proposed",
        change="factors",
        totals=(ImpactTotals(**totals),),
        results=f"{PATH}/{study['id']}/results",
        completed_at=study["finished_at"],
    )


async def test_what_does_not_depend_on_the_change_is_not_touched(studies):
    study = await studies.finds(factors=[{"id": "ele-fp-cn-2024-wind", "value": "0.03"}])

    assert (study["state"], study["affected"], study["totals"]) == ("completed", 0, [])
    assert await studies.results(study["id"]) == []


async def test_the_value_it_was_sealed_with_moves_nothing(studies):
    study = await studies.finds(factors=[{"id": GRID, "value": "0.57770"}])

    assert study["affected"] == 0


async def test_the_library_it_was_sealed_with_moves_nothing(studies):
    study = await studies.finds(library={"code": "cn-2025", "version": "2025.1"})

    assert study["change"]["library"] == "cn-2025/2025.1"
    assert study["affected"] == 0


async def test_a_change_below_the_rounding_is_told_as_such(studies):
    study = await studies.finds(factors=[{"id": GRID, "value": "0.577700001"}])

    assert {row["outcome"] for row in await studies.results(study["id"])} == {"same"}
    assert study["totals"][0]["same"] == 3


async def test_the_largest_moves_come_first_page_by_page(studies):
    study = await studies.finds(**DEARER)
    path = f"{PATH}/{study['id']}/results?limit=2"

    first = (await studies.accounting.get(path, studies.regulator)).json()
    more = await studies.accounting.get(f"{path}&cursor={first['next']}", studies.regulator)

    rows = [*first["items"], *more.json()["items"]]
    assert [row["calculation_id"] for row in rows] == [studies.c, studies.b, studies.a]
    assert more.json()["next"] is None
    bad = await studies.accounting.get(f"{path}&cursor=WyIxIiwiMiJd", studies.regulator)
    assert bad.status_code == 422


async def test_the_rows_come_as_a_file_too(studies):
    study = await studies.finds(**DEARER)
    path = f"{PATH}/{study['id']}/results/file?enterprise={OTHER_ENTERPRISE}"

    response = await studies.accounting.get(path, studies.regulator)

    [row] = csv.DictReader(StringIO(response.content.decode("utf-8-sig")))
    [shown] = await studies.results(study["id"], f"&enterprise={OTHER_ENTERPRISE}")
    assert (row["calculation_id"], row["model"]) == (studies.c, "C")
    assert (row["new_kg_co2e"], row["change_percent"]) == (shown["new"], shown["percent"])


async def test_a_published_level_is_crossed(studies):
    """At 1.1 kg per kWh the module with 200 kWh a piece passes the levels above its footprint."""
    study = await studies.finds(factors=[{"id": GRID, "value": "1.1"}])

    rows = await studies.results(study["id"], "&crossed=true")
    crossed = {each["threshold"]: each for row in rows for each in row["crossed"]}
    assert crossed
    assert {each["direction"] for each in crossed.values()} == {"above"}
    for row in rows:
        levels = [Decimal(each["kg_co2e"]) for each in row["crossed"]]
        assert all(Decimal(row["old"]) <= level < Decimal(row["new"]) for level in levels)
    assert study["totals"][0]["crossed"] == len(rows)


async def test_what_can_no_longer_be_computed_says_why_and_gives_nothing_away(studies):
    factors = [{"id": GRID, "value": "0.6", "basis": "co2-only"}]

    study = await studies.finds(factors=factors)

    rows = await studies.results(study["id"], "&outcome=refused")
    assert len(rows) == study["totals"][0]["refused"] == 3
    reason = rows[0]["reason"]
    assert reason["type"] == "factor-bases-mixed"
    assert "module." not in reason["message"]["en"]
    assert GRID in reason["message"]["zh"]
    assert rows[0]["new"] is None


async def test_another_unit_of_the_same_kind_is_recomputed(studies):
    study = await studies.finds(factors=[{"id": GRID, "value": "600", "unit": "MWh"}])

    rows = {row["calculation_id"]: row for row in await studies.results(study["id"])}
    assert Decimal(rows[studies.b]["new"]) == await studies.anew(studies.b, **{GRID: "0.6"})


def pack(**changes: object) -> dict[str, Any]:
    """The category's document with a rule more that comes into force next year."""
    content = load_category(PACKS_DIR / "categories" / "pv-module").model_dump(mode="json")
    rule = {**content["rules"][0], "version": "2027.1", "in_force_from": "2027-01-01", **changes}
    return {**content, "version": "2027.1", "rules": [*content["rules"], rule]}


@pytest.mark.clause("C09")
async def test_a_proposed_rule_moves_every_product_of_its_category(studies):
    study = await studies.finds(category=pack(decimals=0))

    rows = await studies.results(study["id"])
    assert study["change"]["rule"] == "TJ-CFP-PV/2027.1"
    assert all(row["new"] == str(round(Decimal(row["old"]))) for row in rows)
    assert len(rows) == 3


async def test_a_proposed_rule_that_asks_for_more_stages(studies):
    stages = ["raw-materials", "production", "end-of-life"]

    study = await studies.finds(category=pack(stages=stages, boundary="cradle-to-grave"))

    [reason, *_] = [row["reason"] for row in await studies.results(study["id"])]
    assert reason["type"] == "stage-not-modelled"
    assert "end-of-life" in reason["message"]["zh"]


async def test_a_proposed_rule_with_warming_potentials_that_nobody_loaded(studies):
    study = await studies.finds(category=pack(gwp_set="AR9"))

    reasons = {row["reason"]["type"] for row in await studies.results(study["id"])}
    assert reasons == {"gwp-set-missing"}


async def test_a_proposed_rule_with_another_declared_unit(studies):
    study = await studies.finds(category=pack(declared_unit={"amount": "1", "unit": "piece"}))

    [row, *_] = await studies.results(study["id"])
    assert (row["outcome"], row["unit"], row["new_unit"]) == ("restated", "1 kWp", "1 piece")
    assert row["change"] is None


async def test_each_sees_what_concerns_it(studies):
    study = await studies.finds(**DEARER)
    id, a_body = study["id"], studies.accounting.as_body()
    mine, theirs = (studies.accounting.as_enterprise(org) for org in (ENTERPRISE, OTHER_ENTERPRISE))
    stranger = studies.accounting.as_enterprise("91120000MA0000009X")

    assert {r["calculation_id"] for r in await studies.results(id, "", mine)} == {
        studies.a,
        studies.b,
    }
    [row] = await studies.results(id, "", theirs)
    assert row["calculation_id"] == studies.c
    own = await studies.read(id, theirs)
    assert [total["affected"] for total in own["totals"]] == [1]
    assert (own["affected"], own["done"], own["proposed_by"]) == (None, None, None)
    assert await studies.statuses(id, stranger) == {404}
    assert await studies.statuses(id, a_body) == {404}
    assert id not in {each["id"] for each in await studies.listed(stranger)}

    await studies.accounting.hears_of_application(studies.b)

    assert await studies.statuses(id, a_body) == {200}
    [admitted] = await studies.results(id, "", a_body)
    assert admitted["calculation_id"] == studies.b
    assert id in {each["id"] for each in await studies.listed(a_body)}
    assert await studies.statuses(id, studies.accounting.as_body("CNCA-R-2099-902")) == {404}


@pytest.mark.parametrize(
    ("org", "role"),
    [(ENTERPRISE, "enterprise"), (BODY, "certification-body"), ("fgw", "agency")],
)
async def test_only_who_keeps_the_factors_proposes(studies, org, role):
    headers = studies.accounting.service.issuer.headers(org, role, person="wang")

    response = await studies.accounting.post(PATH, {"title": "x", **DEARER}, headers)

    assert response.status_code == 403


@pytest.mark.parametrize(("org", "role"), [("fgw", "agency"), ("sample-bank", "bank")])
async def test_who_has_no_part_in_it_reads_nothing(studies, org, role):
    study = await studies.finds(**DEARER)
    headers = studies.accounting.service.issuer.headers(org, role)

    assert await studies.statuses(study["id"], headers) == {403}
    assert (await studies.accounting.service.get(PATH)).status_code == 401


@pytest.mark.parametrize(
    ("change", "status", "type"),
    [
        ({"factors": [{"id": "no-such", "value": "1"}]}, 422, "proposed-factor-unknown"),
        ({"factors": [{"id": GRID, "value": "999"}]}, 422, "proposed-value-implausible"),
        ({"factors": [{"id": GRID, "value": "1", "unit": "yard"}]}, 422, "unit-unknown"),
        ({"factor_import": str(uuid4())}, 404, "import-not-waiting"),
        ({"library": {"code": "x", "version": "1"}}, 404, "library-version-not-found"),
        ({"category": pack(version="2025.1", decimals=1)}, 422, "request-invalid"),
        ({"category": pack() | {"code": "tractor"}}, 404, "category-not-found"),
        ({}, 422, "request-invalid"),
        (DEARER | {"library": {"code": "x", "version": "1"}}, 422, "request-invalid"),
        ({"factors": DEARER["factors"] * 2}, 422, "request-invalid"),
        ({"factors": [{"id": GRID, "value": "-1"}]}, 422, "request-invalid"),
    ],
)
async def test_what_cannot_be_asked(studies, change, status, type):
    response = await studies.propose(**change)

    assert response.status_code == status, response.text
    assert response.json()["type"] == f"urn:tanbiao:problem:{type}"
    assert response.json()["messages"]["zh"]


async def test_a_rule_is_proposed_under_a_version_of_its_own(studies):
    loaded = load_category(PACKS_DIR / "categories" / "pv-module").model_dump(mode="json")
    loaded["rules"][0]["decimals"] = 1

    response = await studies.propose(category=loaded)

    assert response.status_code == 409
    assert response.json()["type"].endswith("rule-version-taken")


async def test_there_is_no_such_study(studies):
    assert await studies.statuses(str(uuid4()), studies.regulator) == {404}
