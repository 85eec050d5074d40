"""The PACT host: publishing, listing with every filter, paging, and who may read what."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from accounting.pact.domain.criteria import read_criteria
from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.linter import lint
from accounting.publications.domain.record import Deprecation
from accounting.publications.store import footprints as store
from accounting.publications.store import grants as footprint_grants
from chassis import clock
from tests.accounting.footprints import footprint, pcf
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE

STATEMENT = {"recipients": [OTHER_ENTERPRISE], "fossil_carbon_kg": "1.9"}


async def published(accounting, **changes):
    id, _ = await accounting.has_seal()
    response = await accounting.post(f"/v1/calculations/{id}/publication", STATEMENT | changes)
    assert response.status_code == 201, response.text
    return response.json()


async def again(accounting, calculation):
    """Another sealed calculation of the same product, published."""
    seen = (await accounting.get(f"/v1/calculations/{calculation}")).json()
    order = {"system_id": seen["system_id"], "activity_data_id": seen["activity_data_id"]}
    id = await accounting.makes("/v1/calculations", order)
    assert (await accounting.post(f"/v1/calculations/{id}/seal")).status_code == 201
    response = await accounting.post(f"/v1/calculations/{id}/publication", STATEMENT)
    assert response.status_code == 201, response.text
    return response.json()


def recipient(accounting):
    return accounting.as_enterprise(OTHER_ENTERPRISE)


def stranger(accounting):
    return accounting.as_enterprise("91110000MA0000001X")


async def test_a_recipient_reads_what_was_published_and_the_owner_sees_that(accounting):
    made = await published(accounting)

    listed = await accounting.get("/3/footprints", recipient(accounting))
    single = await accounting.get(f"/3/footprints/{made['id']}", recipient(accounting))
    reads = await accounting.get(f"/v1/calculations/{made['calculation_id']}/publication/reads")

    assert listed.status_code == single.status_code == 200
    assert listed.json() == {"data": [single.json()["data"]]}
    assert single.json()["data"] == made["footprint"]
    assert [read["way"] for read in reads.json()["items"]] == ["get", "list"]
    assert {read["reader"] for read in reads.json()["items"]} == {OTHER_ENTERPRISE}


async def test_who_read_a_trade_secret_is_told_to_the_last_reading(accounting):
    made = await published(accounting)
    for _ in range(3):
        await accounting.get(f"/3/footprints/{made['id']}", recipient(accounting))
    path = f"/v1/calculations/{made['calculation_id']}/publication/reads"
    whole = (await accounting.get(path)).json()

    first = (await accounting.get(f"{path}?limit=2")).json()
    second = (await accounting.get(f"{path}?limit=2&cursor={first['next']}")).json()

    assert (len(whole["items"]), whole["next"]) == (3, None)
    assert first["items"] + second["items"] == whole["items"]
    assert second["next"] is None


async def test_the_footprint_says_what_was_sealed(accounting):
    made = await published(accounting)
    sealed = (await accounting.get(f"/v1/calculations/{made['calculation_id']}")).json()
    document = read_footprint(made["footprint"])

    # 400 Wp are one piece, so a kilowatt-peak is two and a half.
    assert document.pcf.declared_unit_of_measurement == "piece"
    assert abs(float(document.pcf.pcf_excluding_biogenic_uptake) * 2.5 - float(sealed["value"])) < 1
    assert document.pcf.written()["productMassPerDeclaredUnit"] == "26.4"
    assert document.pcf.geography_country_subdivision == "CN-TJ"
    assert made["footprint"]["extensions"][0]["data"]["seal"] == sealed["seal"]
    assert {finding.severity for finding in lint(document)} <= {"warning"}


async def test_biogenic_carbon_is_an_uptake_beside_the_footprint(accounting):
    made = await published(accounting, biogenic_carbon_kg="12")
    pcf = read_footprint(made["footprint"]).pcf

    assert pcf.biogenic_co2_uptake == -44
    assert pcf.pcf_including_biogenic_uptake == pcf.pcf_excluding_biogenic_uptake - 44
    assert pcf.land_use_change_ghg_emissions == 0


async def test_a_stranger_cannot_tell_a_footprint_from_none(accounting):
    made = await published(accounting)

    hidden = await accounting.get(f"/3/footprints/{made['id']}", stranger(accounting))
    missing = await accounting.get(f"/3/footprints/{uuid4()}", stranger(accounting))
    listed = await accounting.get("/3/footprints", stranger(accounting))

    assert hidden.status_code == missing.status_code == 404
    assert hidden.json()["code"] == missing.json()["code"] == "NotFound"
    assert listed.json() == {"data": []}


async def test_a_new_version_deprecates_the_old_one_for_all_who_had_it(accounting):
    old = await published(accounting)

    new = await again(accounting, old["calculation_id"])
    read = await accounting.get(f"/3/footprints/{old['id']}", recipient(accounting))
    active = await accounting.get("/3/footprints?status=active", recipient(accounting))
    ended = await accounting.get("/3/footprints?status=DEPRECATED", recipient(accounting))

    assert new["footprint"]["precedingPfIds"] == [old["id"]]
    assert read.json()["data"] == {**old["footprint"], "status": "Deprecated"}
    assert [f["id"] for f in active.json()["data"]] == [new["id"]]
    assert [f["id"] for f in ended.json()["data"]] == [old["id"]]


async def test_a_calculation_is_published_once(accounting):
    made = await published(accounting)

    path = f"/v1/calculations/{made['calculation_id']}/publication"
    response = await accounting.post(path, STATEMENT)

    assert response.status_code == 409
    assert made["id"] in response.json()["detail"]


async def test_only_the_owner_publishes_and_only_what_is_sealed(accounting):
    open_one = await accounting.has_calculation()
    path = f"/v1/calculations/{open_one}/publication"

    unsealed = await accounting.post(path, STATEMENT)
    foreign = await accounting.post(path, STATEMENT, recipient(accounting))
    unpublished = await accounting.get(path)

    assert (unsealed.status_code, foreign.status_code, unpublished.status_code) == (409, 404, 404)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"recipients": [ENTERPRISE]}, 422),
        ({"recipients": [OTHER_ENTERPRISE, OTHER_ENTERPRISE]}, 422),
        ({"fossil_carbon_kg": "-1"}, 422),
        ({"dqi": {"technological": "6", "geographical": "1", "temporal": "1"}}, 422),
        ({"fossil_carbon_kg": 1.9}, 422),
    ],
)
async def test_an_unsound_publication_is_refused(accounting, changes, status):
    id, _ = await accounting.has_seal()

    response = await accounting.post(f"/v1/calculations/{id}/publication", STATEMENT | changes)

    assert response.status_code == status
    assert (await accounting.get("/3/footprints")).json() == {"data": []}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/3/footprints/not-a-uuid", 400, "BadRequest"),
        ("/3/footprints?validOn=yesterday", 400, "BadRequest"),
        ("/3/footprints?validOn=2026-01-01T00:00:00", 400, "BadRequest"),
        ("/3/footprints?limit=-1", 400, "BadRequest"),
        ("/3/footprints?limit=1.5", 400, "BadRequest"),
        ("/3/footprints?cursor=abc", 400, "BadRequest"),
        ("/3/footprints?cursor=YWJj.YWJj", 400, "BadRequest"),
        ("/3/footprints?$filter=created", 501, "NotImplemented"),
    ],
)
async def test_errors_have_the_form_of_the_specification(shared_accounting, path, status, code):
    response = await shared_accounting.get(path)

    assert response.status_code == status
    assert set(response.json()) == {"code", "message"}
    assert response.json()["code"] == code


async def test_tokens_are_checked_in_the_form_of_the_specification(shared_accounting):
    service = shared_accounting.service
    bank = service.issuer.headers("pboc-tj", "bank")

    none = await service.get("/3/footprints")
    random = await service.get("/3/footprints", headers={"Authorization": "Bearer abc"})
    without_scope = await service.get("/3/footprints", headers=bank)

    assert (none.status_code, random.status_code, without_scope.status_code) == (401, 401, 403)
    assert without_scope.json()["code"] == "AccessDenied"


async def test_bogus_values_find_nothing(shared_accounting):
    for query in ("productId=x", "geography=ZZ", "status=Gone", "limit=0", "companyId=urn:a,b"):
        response = await shared_accounting.get(f"/3/footprints?{query}")

        assert (response.status_code, response.json()) == (200, {"data": []})


PLACES = (
    {"geographyCountry": "CN"},
    {"geographyCountrySubdivision": "CN-TJ"},
    {"geographyRegionOrSubregion": "Eastern Asia"},
    {},
)


def document(number, place, year):
    """A footprint that differs from its neighbours in everything that lists filter by."""
    period = {"referencePeriodEnd": f"{year}-01-01T00:00:00Z"}
    some = {"productClassifications": ["urn:pact:productclassification:un-cpc:47150"]}
    return footprint(
        of=pcf(**({"geographyCountrySubdivision": ...} | place | period)),
        productIds=[f"urn:gtin:{number}", "URN:Example:Shared"],
        companyIds=[f"urn:pact:example.com:supplier-id:{number % 2}"],
        **(some if number % 3 else {}),
        **({"validityPeriodEnd": f"{year}-06-01T00:00:00Z"} if number % 2 else {}),
    )


DOCUMENTS = [
    document(2 * number + later, place, 2025 + later)
    for number, place in enumerate(PLACES)
    for later in (0, 1)
]
QUERIES = [
    [],
    [("productId", "URN:GTIN:3")],
    [("productId", "urn:gtin:3"), ("productId", "urn:gtin:4")],
    [("productId", "urn:example:shared"), ("companyId", "urn:PACT:example.com:supplier-id:1")],
    [("geography", "cn")],
    [("geography", "CN-TJ"), ("geography", "eastern asia")],
    [("classification", "urn:pact:productclassification:UN-CPC:47150")],
    [("validOn", "2025-07-01T00:00:00Z")],
    [("validOn", "2025-06-01T00:00:00Z"), ("status", "active")],
    [("validOn", "2025-05-01T08:00:00 08:00")],
    [("validAfter", "2025-06-01T00:00:00Z")],
    [("validBefore", "2026-06-01T00:00:01Z")],
    [("validBefore", "2026-06-01T00:00:00Z")],
    [("status", "deprecated")],
    [("status", "deprecated"), ("status", "active"), ("geography", "CN")],
    [("x-tanbiao-within", "cn")],
    [("x-tanbiao-within", "CN"), ("x-tanbiao-within", "Eastern Asia")],
    [("x-tanbiao-within", "cn-tj")],
    [("productId", "urn:gtin:1,urn:gtin:2")],
]


@pytest.fixture(scope="module")
async def library(shared_accounting):
    """Eight footprints of all sorts, granted to the other enterprise, one of them deprecated."""
    calculation, _ = await shared_accounting.has_seal()
    read = [read_footprint(document) for document in DOCUMENTS]
    clone = (
        "insert into calculation (id, enterprise, product, system, activity, created_at, document)"
        " select :new, enterprise, product, system, activity, created_at, '{}'"
        " from calculation where id = :old returning product"
    )
    async with shared_accounting.database.transaction() as tx:
        for document in read:
            new = uuid4()
            product = await tx.scalar(text(clone), {"new": new, "old": UUID(calculation)})
            await store.add(tx, document, store.FootprintOrigin(ENTERPRISE, product, new))
            await footprint_grants.grant(tx, document.id, [OTHER_ENTERPRISE], by="test")
        await store.deprecate(tx, read[0].id, Deprecation(clock.now(), read[1].id))
    return [read[0].model_copy(update={"status": "Deprecated"}), *read[1:]]


@pytest.mark.parametrize("query", QUERIES, ids=str)
async def test_the_pages_together_are_what_the_criteria_admit(shared_accounting, library, query):
    criteria = read_criteria(query)
    expected = [str(document.id) for document in library if criteria.admits(document)]
    headers = recipient(shared_accounting) | {"Host": "pact.example.com:8443"}

    found, pages = [], 0
    response = await shared_accounting.service.get(
        "/3/footprints", params=[*query, ("limit", "3")], headers=headers
    )
    while True:
        assert response.status_code == 200, response.text
        page = [document["id"] for document in response.json()["data"]]
        assert len(page) <= 3
        found += page
        pages += 1
        if "next" not in response.links:
            break
        address = response.links["next"]["url"]
        assert address.startswith("http://pact.example.com:8443/3/footprints?cursor=")
        response = await shared_accounting.service.get(
            address.partition(":8443")[2], headers=headers
        )

    assert found == expected
    assert pages == max(1, -(-len(expected) // 3))


async def test_the_queries_above_tell_footprints_apart(library):
    sizes = [sum(read_criteria(q).admits(document) for document in library) for q in QUERIES]

    assert sizes[0] == len(library)
    assert sizes[-1] == 0
    assert sum(0 < size < len(library) for size in sizes) >= len(QUERIES) - 4


async def test_a_page_link_serves_again_and_ignores_what_came_later(shared_accounting, library):
    headers = recipient(shared_accounting)
    first = await shared_accounting.get("/3/footprints?limit=7", headers)
    link = first.links["next"]["url"].partition("8080")[2]

    before = await shared_accounting.get(link, headers)
    late = await published(shared_accounting_with_new_product(shared_accounting))
    after = await shared_accounting.get(link, headers)
    everything = await shared_accounting.get("/3/footprints", headers)

    assert before.json() == after.json()
    assert len(before.json()["data"]) == 1
    assert "next" not in after.links
    assert late["id"] in {document["id"] for document in everything.json()["data"]}


def shared_accounting_with_new_product(accounting):
    """The same service; `has_seal` would describe a model that it knows."""

    class Renamed(type(accounting)):  # type: ignore[misc]
        async def has_product(self, org=ENTERPRISE, **changes):
            return await super().has_product(org, model=f"M-{uuid4().hex[:8]}", **changes)

    return Renamed(accounting.service)


async def test_a_page_link_belongs_to_its_reader_and_to_nobody_else(shared_accounting, library):
    headers = recipient(shared_accounting)
    first = await shared_accounting.get("/3/footprints?limit=2", headers)
    link = first.links["next"]["url"].partition("8080")[2]

    other = await shared_accounting.get(link)
    widened = await shared_accounting.get(link + "&limit=200", headers)
    head, _, signature = link.rpartition(".")
    forged = await shared_accounting.get(head + "A." + signature, headers)

    assert [r.status_code for r in (other, widened, forged)] == [400, 400, 400]


async def test_a_hostile_host_is_not_repeated_in_links(shared_accounting, library):
    headers = recipient(shared_accounting) | {"X-Forwarded-Host": 'evil"><script>'}

    response = await shared_accounting.get("/3/footprints?limit=2", headers)

    assert response.links["next"]["url"].startswith("http://127.0.0.1:8080/3/footprints?cursor=")


def test_the_default_validity_ends_three_years_after_the_reference_period():
    document = read_footprint(footprint())
    last = datetime(2029, 1, 1, tzinfo=UTC)

    on_last = read_criteria([("validOn", last.isoformat())])
    later = read_criteria([("validOn", "2029-01-01T00:00:01Z")])

    assert on_last.admits(document)
    assert not later.admits(document)
