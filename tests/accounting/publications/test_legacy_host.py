"""The v2.3 host and client: the same footprints in the older form, with every loss told."""

from decimal import Decimal
from uuid import uuid4

import pytest

from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.legacy import as_v3
from accounting.pact.domain.legacy_writing import as_v2
from accounting.pact.domain.odata import FilterUnsupported, read_filter
from tests.accounting.footprints import footprint, pcf
from tests.accounting.nodes import BUYER, COMPANY, SELLER, SELLER_URL, ask
from tests.accounting.publications.test_host import again, published, recipient, stranger

CPC = ["urn:pact:productclassification:un-cpc:37112"]
CREATED = "org.wbcsd.pathfinder.ProductFootprintRequest.Created.v1"


def written(of=None, **changes):
    document = footprint(of=of, **({"productClassifications": CPC} | changes))
    return as_v2(read_footprint(document))


def test_a_round_trip_keeps_every_value_of_a_footprint_without_losses():
    document = footprint(productClassifications=CPC)
    old = as_v2(read_footprint(document)).document
    new = read_footprint(as_v3(old)[0])
    given = read_footprint(document)

    assert old["pcf"]["pCfExcludingBiogenic"] == "1.3"
    for name in (
        "pcf_excluding_biogenic_uptake",
        "pcf_including_biogenic_uptake",
        "fossil_ghg_emissions",
        "land_use_change_ghg_emissions",
        "biogenic_non_co2_emissions",
        "exempted_emissions_percent",
        "primary_data_share",
    ):
        assert getattr(new.pcf, name) == getattr(given.pcf, name), name
    assert new.product_classifications == given.product_classifications


def test_a_piece_becomes_a_kilogram_and_the_report_says_so():
    per_piece = pcf(
        declaredUnitOfMeasurement="piece",
        productMassPerDeclaredUnit="25",
        pcfExcludingBiogenicUptake="50",
        pcfIncludingBiogenicUptake="50",
        fossilGhgEmissions="49.95",
    )
    result = written(per_piece)

    assert result.document["pcf"]["declaredUnit"] == "kilogram"
    assert Decimal(result.document["pcf"]["pCfIncludingBiogenic"]) == 2
    assert "pcf.declaredUnitOfMeasurement" in {loss.field for loss in result.losses}


def test_every_member_is_written_or_reported():
    exempted = {"exemptedEmissionsPercent": "6"}
    result = written(pcf(landAreaOccupation="3", landCarbonLeakage="0", **exempted))
    fields = {loss.field for loss in result.losses}

    assert {"pcf.landAreaOccupation", "pcf.landCarbonLeakage", "pcf.dqi"} <= fields
    assert "pcf.exemptedEmissionsPercent" in fields
    assert result.document["pcf"]["exemptedEmissionsPercent"] == 6
    told = result.document["extensions"][-1]["data"]["losses"]
    assert {loss["field"] for loss in told} == fields


@pytest.mark.parametrize(
    ("changes", "of"),
    [
        ({"productClassifications": ...}, {}),
        ({}, {"crossSectoralStandards": ["PEF"]}),
        ({}, {"declaredUnitOfMeasurement": "hour", "productMassPerDeclaredUnit": "0"}),
    ],
)
def test_what_cannot_be_said_is_not_written(changes, of):
    document = footprint(of=pcf(**of), **({"productClassifications": CPC} | changes))
    result = as_v2(read_footprint(document))

    assert result.document is None
    assert result.losses


def test_values_of_the_older_form_are_per_one_unit():
    old = written().document
    old["pcf"]["unitaryProductAmount"] = "12"
    new, losses = as_v3(old)

    assert new["pcf"]["declaredUnitAmount"] == "1"
    assert "pcf.unitaryProductAmount" in {loss.field for loss in losses}


async def test_a_recipient_reads_the_older_form_and_the_owner_its_losses(accounting):
    made = await published(accounting)

    listed = await accounting.get("/2/footprints", recipient(accounting))
    single = await accounting.get(f"/2/footprints/{made['id']}", recipient(accounting))
    path = f"/v1/calculations/{made['calculation_id']}/publication/v2"
    report = (await accounting.get(path)).json()
    hidden = await accounting.get(f"/2/footprints/{made['id']}", stranger(accounting))

    assert report["document"], report["losses"]
    assert listed.json() == {"data": [single.json()["data"]]}
    assert single.json()["data"] == report["document"]
    assert single.json()["data"]["specVersion"] == "2.3.0"
    assert report["losses"]
    assert (hidden.status_code, hidden.json()["code"]) == (404, "NoSuchFootprint")


async def test_filters_and_pages_of_the_older_form(accounting):
    old = await published(accounting)
    new = await again(accounting, old["calculation_id"])
    headers = recipient(accounting)

    async def ids(text):
        response = await accounting.service.get(
            "/2/footprints", params={"$filter": text}, headers=headers
        )
        return response.status_code, [each["id"] for each in response.json().get("data", [])]

    both = [old["id"], new["id"]]
    gtin = "productIds/any(p:(p eq 'urn:gtin:06901234567892'))"
    first = await accounting.get("/2/footprints?limit=1", headers)
    link = first.links["next"]["url"].partition("8080")[2]
    second = await accounting.get(link, headers)
    on_v3 = await accounting.get(link.replace("/2/", "/3/"), headers)

    assert await ids(gtin) == (200, both)
    assert await ids(f"{gtin} and productCategoryCpc eq '47150'") == (200, both)
    assert await ids("created lt '2020-01-01T00:00:00Z'") == (200, [])
    assert await ids("pcf/referencePeriodStart ge '2020-01-01T00:00:00Z'") == (200, both)
    assert await ids("companyIds/any(c: c eq 'urn:x:y')") == (200, [])
    assert [each["id"] for each in first.json()["data"] + second.json()["data"]] == both
    assert "next" not in second.links
    assert on_v3.status_code == 400
    refused = await accounting.get("/2/footprints?$filter=contains(comment,'x')", headers)
    assert (refused.status_code, refused.json()["code"]) == (400, "NotImplemented")


@pytest.mark.parametrize(
    "text",
    ["", "created eq", "comment eq 'x'", "created eq 'soon'", "status eq 'a' or 1", "x" * 5000],
)
def test_a_filter_beyond_the_specification_is_refused(text):
    with pytest.raises(FilterUnsupported):
        read_filter(text)


async def test_partners_of_the_older_version_exchange_in_it(nodes):
    seller, buyer, wire = nodes
    for node, org, url in ((seller, BUYER, buyer.url), (buyer, SELLER, seller.url)):
        content = {"base_url": url, "auth_base": url, "version": "2"}
        await node.accounting.put(f"/v1/exchange-partners/{org}", content, node.headers)
    made = await published(seller.accounting, recipients=[])

    asked = await ask(buyer)
    await buyer.work()
    [waiting] = (await seller.get("/v1/footprint-requests"))["items"]
    answer = {"footprints": [made["id"]]}
    await seller.post(f"/v1/footprint-requests/{waiting['id']}/fulfilment", answer)
    await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    received = await buyer.get(f"/v1/supplier-footprints/{made['id']}")
    new = await again(seller.accounting, made["calculation_id"])
    await seller.work()
    await buyer.work()
    fetched = await buyer.get(f"/v1/supplier-footprints/{new['id']}")

    assert waiting["criteria"]["companyId"] == [COMPANY]
    assert answered["answer"] == "fulfilled"
    assert "v2-loss" in {finding["code"] for finding in received["findings"]}
    assert (fetched["way"], fetched["document"]["precedingPfIds"]) == ("fetch", [made["id"]])
    paths = {request.url.path for request in wire.requests}
    assert {path for path in paths if path.startswith("/3/")} == set()


async def test_events_of_the_older_version_are_refused_in_its_form(nodes):
    seller, _, _ = nodes
    headers = seller.accounting.as_enterprise(BUYER)
    event = {
        "type": CREATED,
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "//127.0.0.1:9090/2/events",
        "time": "2026-11-22T00:00:00Z",
        "data": {"pf": {"companyIds": [COMPANY], "pcf": {"geographyCountry": "CN"}}},
    }

    async def sent(**changes):
        return await seller.accounting.service.client.post(
            "/2/events", json=event | changes, headers=headers
        )

    good = await sent()
    of_v3 = await sent(type="org.wbcsd.pact.ProductFootprint.PublishedEvent.3")
    unknown = await sent(source=SELLER_URL)
    bare = await sent(id="other", data={})

    assert (good.status_code, good.content) == (200, b"")
    assert [r.status_code for r in (of_v3, unknown, bare)] == [400, 400, 400]
    assert of_v3.json()["code"] == "BadRequest"
