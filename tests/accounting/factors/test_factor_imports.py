"""Own factors over the API: imported, kept apart, quarantined, reviewed, used."""

import csv
from io import StringIO
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import event, func, select

from accounting.factors.store.tables import factor_dataset, factor_import_row
from chassis.work import Pool
from tests.accounting.conftest import Accounting
from tests.accounting.factors.test_factor_rows import ROW
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE, body
from tests.accounting.sheets.test_sheets import xlsx

GLASS = {"id": "own-glass", "name_zh": "玻璃", "name_en": "glass", "category": "pv-material"}
SILVER = {"id": "own-silver", "name_zh": "银", "name_en": "silver", "value": "6.31"}
BROKEN = {"id": "own-broken", "value": "two"}


def table(*rows: dict[str, str]) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, list(ROW))
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return out.getvalue().encode()


class Library:
    """What enterprises and the regulator do with own factors."""

    def __init__(self, accounting: Accounting, org: str) -> None:
        self.accounting, self.org = accounting, org

    async def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return await self.accounting.get(path, headers or self.accounting.as_enterprise(self.org))

    async def send(self, content: bytes) -> httpx.Response:
        headers = self.accounting.as_enterprise(self.org)
        client = self.accounting.service.client
        return await client.post("/v1/factor-imports", content=content, headers=headers)

    async def imports(self, *rows: dict[str, str]) -> dict[str, object]:
        response = await self.send(table(*rows))
        assert response.status_code == 201, response.text
        return response.json()

    def as_regulator(self) -> dict[str, str]:
        return self.accounting.service.issuer.headers("scjg", "market-regulator", person="li")

    async def review(self, made: dict[str, object], line: int, decision: str) -> httpx.Response:
        return await self.accounting.post(
            f"/v1/factor-quarantine/{made['id']}/{line}/review",
            {"decision": decision, "reason": "已核对供应商原件"},
            self.as_regulator(),
        )

    async def status(self, id: str, headers: dict[str, str] | None = None) -> int:
        return (await self.get(f"/v1/factors/{id}", headers)).status_code

    async def waiting(self) -> list[dict[str, Any]]:
        """What a reviewer sees of this organisation's rows."""
        queue = (await self.get("/v1/factor-quarantine?limit=200", self.as_regulator())).json()
        return [item for item in queue["items"] if item["owner"] == self.org]


@pytest.fixture
def library(shared_accounting: Accounting) -> Library:
    """An organisation of its own in a service that the module shares."""
    return Library(shared_accounting, f"org-{uuid4().hex[:20]}")


@pytest.fixture
def enterprise(accounting: Accounting) -> Library:
    """An enterprise that accounts products."""
    return Library(accounting, ENTERPRISE)


async def count(accounting, table) -> int:
    async with accounting.database.transaction() as tx:
        return (await tx.execute(select(func.count()).select_from(table))).scalar_one()


async def test_each_row_has_its_outcome_and_bad_rows_come_back_with_a_reason(library):
    made = await library.imports({}, SILVER, BROKEN, GLASS)

    counts = [made[key] for key in ("rows", "accepted", "quarantined", "rejected")]
    assert counts == [4, 2, 1, 1]
    path = f"/v1/factor-imports/{made['id']}"
    rows = (await library.get(f"{path}/rows")).json()["items"]
    assert [(row["line"], row["outcome"]) for row in rows] == [
        (2, "accepted"),
        (3, "quarantined"),
        (4, "rejected"),
        (5, "accepted"),
    ]
    assert (await library.get(path)).json() == made

    errors = await library.get(f"{path}/errors")
    found = list(csv.DictReader(StringIO(errors.text.removeprefix("\ufeff"))))
    assert [(row["line"], row["outcome"]) for row in found] == [
        ("3", "quarantined"),
        ("4", "rejected"),
    ]
    assert {key: found[0][key] for key in ROW} == {**ROW, **SILVER}
    assert all(row["reason_zh"] and row["reason_en"] for row in found)


async def test_the_same_file_changes_nothing_the_second_time(library):
    content = table({}, SILVER)
    first = await library.send(content)
    before = [await count(library.accounting, t) for t in (factor_dataset, factor_import_row)]

    again = await library.send(content)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    after = [await count(library.accounting, t) for t in (factor_dataset, factor_import_row)]
    assert after == before


@pytest.mark.parametrize("format", ["csv", "xlsx"])
async def test_a_form_with_the_file_is_the_same_import_as_the_file_itself(library, format):
    content = table({}, SILVER)
    if format == "xlsx":
        content = xlsx([list(ROW), list(ROW.values()), list({**ROW, **SILVER}.values())])
    client, headers = (
        library.accounting.service.client,
        library.accounting.as_enterprise(library.org),
    )

    form = {"file": (f"factors.{format}", content, "application/octet-stream")}
    sent = await client.post("/v1/factor-imports", files=form, headers=headers)
    again = await library.send(content)

    assert (sent.status_code, again.status_code) == (201, 200), sent.text
    assert again.json() == sent.json()
    assert (sent.json()["format"], sent.json()["quarantined"]) == (format, 1)


@pytest.mark.parametrize(
    ("form", "status", "name"),
    [
        ({"files": {"other": b"x"}}, 422, "form-file-missing"),
        ({"files": {"a": b"x", "file": b"y"}}, 422, "form-file-missing"),
        ({"files": {"file": b"x" * (8 * 1024 * 1024 + 1)}}, 413, "factor-file-too-large"),
        ({"files": {"file": b"x" * (9 * 1024 * 1024)}}, 413, "factor-file-too-large"),
        ({"files": {"file": b"no,columns\n1,2\n"}}, 422, "factor-file-columns-wrong"),
        (
            {"content": b"--", "headers": {"Content-Type": "multipart/form-data"}},
            422,
            "form-file-missing",
        ),
    ],
)
async def test_a_form_that_is_no_upload_is_refused(library, form, status, name):
    headers = library.accounting.as_enterprise(library.org) | form.pop("headers", {})

    response = await library.accounting.service.client.post(
        "/v1/factor-imports", headers=headers, **form
    )

    assert response.status_code == status, response.text
    assert response.json()["type"] == f"urn:tanbiao:problem:{name}"
    assert response.json()["messages"].keys() == {"zh", "en"}


async def test_the_first_file_of_an_organisation_asks_for_its_key_once(library):
    """Its data key is made in the very transaction that keeps the rows."""
    asked: list[str] = []

    def note(connection, cursor, statement, *_):
        if "from data_key " in " ".join(statement.lower().split()):
            asked.append(statement)

    engine = library.accounting.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await library.imports(*({"id": f"own-row-{n}"} for n in range(50)))
    event.remove(engine, "before_cursor_execute", note)

    assert len(asked) < 5
    assert await library.status("own-row-49") == 200


async def test_xlsx_and_csv_with_the_same_rows_make_one_version(library):
    rows = [list(ROW), list(ROW.values())]
    await library.imports({})

    response = await library.send(xlsx(rows))

    assert response.json()["accepted"] == 1
    versions = (await library.get("/v1/factors/own-steel/versions")).json()["items"]
    assert [version["version"] for version in versions] == ["1"]


async def test_own_factors_exist_for_their_owner_only(library):
    made = await library.imports({})
    stranger = library.accounting.as_enterprise(OTHER_ENTERPRISE)

    mine = (await library.get("/v1/factors/own-steel")).json()
    assert (mine["own"], mine["library"], mine["evaluation"]) == (True, "own", "supplied")
    assert [
        await library.status("own-steel", stranger),
        await library.status("own-steel", library.accounting.as_body()),
        (await library.get(f"/v1/factor-imports/{made['id']}", stranger)).status_code,
        (await library.get(f"/v1/factor-imports/{made['id']}/errors", stranger)).status_code,
    ] == [404, 404, 404, 404]
    for path in ("/v1/factors?q=own-steel", "/v1/factor-imports"):
        assert (await library.get(path, stranger)).json()["items"] == []
    proposed = await library.get("/v1/factors/proposals?flow=supplier steel&unit=kg", stranger)
    assert "own-steel" not in [item["id"] for item in proposed.json()["items"]]


async def test_an_own_factor_enters_the_footprint_and_the_seal(enterprise):
    accounting = enterprise.accounting
    await enterprise.imports({**GLASS, "value": "1.2"})
    system = body("system")
    exchange = system["processes"][0]["exchanges"][2]
    assert exchange["unit"] == "kg"
    exchange["factor"] = "own-glass"

    id = await accounting.has_system(processes=system["processes"])
    data = await accounting.makes(f"/v1/systems/{id}/activity-data", body("activity-data"))
    made = await accounting.makes("/v1/calculations", {"system_id": id, "activity_data_id": data})
    assert (await accounting.post(f"/v1/calculations/{made}/seal")).status_code == 201
    bundle = (await accounting.get(f"/v1/calculations/{made}/bundle")).json()
    factors = {factor["id"]: factor for factor in bundle["document"]["factors"]}
    assert factors["own-glass"]["value"] == "1.2"


async def test_another_enterprise_cannot_account_with_it(enterprise):
    await enterprise.imports(GLASS)
    system = body("system")
    system["processes"][0]["exchanges"][2]["factor"] = "own-glass"
    product = await enterprise.accounting.has_product(OTHER_ENTERPRISE, gtin=None)

    response = await enterprise.accounting.post(
        f"/v1/products/{product}/systems",
        system,
        enterprise.accounting.as_enterprise(OTHER_ENTERPRISE),
    )

    assert response.json()["type"].endswith("factor-missing")


async def test_what_waits_in_quarantine_is_used_by_nothing(enterprise):
    accounting = enterprise.accounting
    await enterprise.imports(SILVER)
    system = body("system")
    system["processes"][0]["exchanges"][2]["factor"] = "own-silver"
    product = await accounting.has_product()

    response = await accounting.post(f"/v1/products/{product}/systems", system)

    assert response.json()["type"].endswith("factor-missing")
    assert await enterprise.status("own-silver") == 404
    proposed = await accounting.get("/v1/factors/proposals?flow=silver&unit=kg")
    assert "own-silver" not in [item["id"] for item in proposed.json()["items"]]


async def test_a_person_releases_a_row_once_with_a_reason(library):
    made = await library.imports({}, SILVER)
    [waiting] = await library.waiting()

    released = await library.review(made, 3, "released")
    again = await library.review(made, 3, "rejected")

    assert (waiting["import_id"], waiting["row"]["line"]) == (made["id"], 3)
    assert "not credible" in waiting["row"]["reason"]["en"]
    review = released.json()["row"]["review"]
    assert (released.status_code, again.status_code) == (201, 409)
    assert (review["decision"], review["decided_by"], review["person"]) == (
        "released",
        "scjg",
        "li",
    )
    assert review["decided_at"]
    assert await library.status("own-silver") == 200
    assert await library.waiting() == []


async def test_a_rejected_row_stays_out_and_stays_known(library):
    made = await library.imports(SILVER)

    assert (await library.review(made, 2, "rejected")).status_code == 201

    assert await library.status("own-silver") == 404
    path = f"/v1/factor-imports/{made['id']}/rows"
    [row] = (await library.get(path)).json()["items"]
    assert row["review"]["reason"] == "已核对供应商原件"


async def test_a_release_never_undoes_a_later_correction(library):
    made = await library.imports(SILVER)
    await library.imports({**SILVER, "value": "28.1"})

    late = await library.review(made, 2, "released")

    assert late.json()["type"].endswith("factor-row-outdated")
    assert (await library.get("/v1/factors/own-silver")).json()["value"] == "28.1"


async def test_only_a_reviewer_reviews_and_only_what_waits(library):
    made = await library.imports({}, SILVER)
    path = f"/v1/factor-quarantine/{made['id']}/3/review"
    decision = {"decision": "released", "reason": "已核对供应商原件"}

    own = await library.accounting.post(path, decision)
    accepted = await library.review(made, 2, "rejected")
    unknown = await library.review({"id": uuid4()}, 3, "rejected")
    terse = await library.accounting.post(
        path, {**decision, "reason": "ok"}, library.as_regulator()
    )

    assert [r.status_code for r in (own, accepted, unknown, terse)] == [403, 404, 404, 422]
    assert await library.status("own-silver") == 404


async def test_versions_follow_each_other_and_are_found_by_day(library):
    await library.imports({"value": "2.05", "source_ref": "A"})
    await library.imports({"value": "1.95", "source_ref": "B"})

    now = (await library.get("/v1/factors/own-steel")).json()
    versions = (await library.get("/v1/factors/own-steel/versions")).json()["items"]

    assert (now["value"], now["version"], now["supersedes"]) == ("1.95", "2", "own-steel")
    assert [version["value"] for version in versions] == ["2.05", "1.95"]


async def test_a_hostile_file_is_refused_and_nothing_is_kept(library):
    hostile = {
        "factor-file-unreadable": b"PK\x03\x04",
        "factor-file-columns-wrong": b"id,value\n",
        "factor-file-too-large": b"a" * (8 * 1024 * 1024 + 1),
        "factor-file-too-long": table(*[{}] * 10_001),
    }

    before = await count(library.accounting, factor_import_row)
    refused = {name: await library.send(content) for name, content in hostile.items()}

    for name, response in refused.items():
        assert response.status_code == (413 if name.endswith("large") else 422)
        assert response.json()["type"].endswith(name)
    assert await count(library.accounting, factor_import_row) == before


async def test_the_template_can_be_sent_as_it_is(library):
    template = await library.get("/v1/factor-imports/template")

    made = (await library.send(template.content)).json()

    assert (made["rows"], made["accepted"]) == (1, 1)
    glass = (await library.get("/v1/factors/own-tempered-glass")).json()
    assert (glass["technology"], glass["gsd"]) == ("浮法 float", "1.1")
    assert glass["pedigree"] == {"set": "v1", "scores": [2, 2, 1, 1, 1, 3]}


async def test_an_error_file_runs_nothing_in_a_spreadsheet(library):
    made = await library.imports({"id": "own-a", "source_ref": "@SUM(A1)", "value": "-1"})

    errors = await library.get(f"/v1/factor-imports/{made['id']}/errors")

    [row] = csv.DictReader(StringIO(errors.text))
    assert (row["source_ref"], row["value"]) == ("'@SUM(A1)", "-1")


async def test_an_error_file_is_written_in_its_turn_among_heavy_work(library):
    """Ten thousand rows take a thread so long that everybody would wait for the interpreter."""
    made = await library.imports({"id": "own-a", "value": "-1"})
    app = library.accounting.service.app
    usual, app.state.work = app.state.work, Pool(1, waiting=0)

    async with app.state.work._turns.turn("another"):
        busy = await library.get(f"/v1/factor-imports/{made['id']}/errors")
    later = await library.get(f"/v1/factor-imports/{made['id']}/errors")
    await app.state.work.close()
    app.state.work = usual

    assert busy.json()["type"].endswith("workers-busy")
    assert later.status_code == 200
