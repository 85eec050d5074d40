"""Lists of accounting answer what they are asked for, and never show what a caller may not see."""

from datetime import timedelta

import pytest
import time_machine

from chassis import clock
from tests.accounting.conftest import Accounting
from tests.accounting.samples import BODY, ENTERPRISE, OTHER_ENTERPRISE
from tests.accounting.uploading import announces

NOBODY = "00000000-0000-0000-0000-000000000009"


async def found(accounting: Accounting, path: str, headers=None, name: str = "id") -> list[str]:
    """What a list shows, in its order."""
    response = await accounting.get(path, headers)
    assert response.status_code == 200, response.text
    return [item[name] for item in response.json()["items"]]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", [1, 0]),
        ("category=pv-module", [1, 0]),
        ("category=bicycle", []),
        ("division=120116", [1, 0]),
        ("division=120101", []),
        ("q=jg-500", [1]),
        ("q=%E7%A4%BA%E4%BE%8B", [1, 0]),
        ("q=%25", []),
        ("since=2000-01-01T00:00:00Z&until=2001-01-01T00:00:00Z", []),
        ("updated_since=2000-01-01T00:00:00Z", [1, 0]),
        ("updated_since=2999-01-01T00:00:00Z", []),
    ],
)
async def test_criteria_narrow_the_list_of_products(accounting: Accounting, query, places):
    made = [await accounting.has_product(), await accounting.has_product(model="JG-500M")]

    assert await found(accounting, f"/v1/products?{query}") == [made[n] for n in places]


async def test_calculations_are_found_by_what_they_are_of(accounting: Accounting):
    first = await accounting.has_calculation()
    of = (await accounting.get(f"/v1/calculations/{first}")).json()
    product, system = of["product_id"], of["system_id"]

    for criteria, shown in [
        (f"product_id={product}", [first]),
        (f"product_id={NOBODY}", []),
        (f"system_id={system}&category=pv-module", [first]),
        (f"system_id={NOBODY}", []),
        ("category=bicycle", []),
        ("state=open", [first]),
        ("state=sealed", []),
        (f"enterprise={ENTERPRISE}&q=jg-400", [first]),
        (f"enterprise={OTHER_ENTERPRISE}", []),
        ("q=nothing", []),
    ]:
        assert await found(accounting, f"/v1/calculations?{criteria}") == shown, criteria


async def test_a_seal_is_news_of_its_calculation(accounting: Accounting):
    id = await accounting.has_calculation()
    later = clock.now() + timedelta(hours=1)
    since = later.isoformat().replace("+00:00", "Z")
    before = await found(accounting, f"/v1/calculations?updated_since={since}")

    with time_machine.travel(later, tick=True):
        await accounting.post(f"/v1/calculations/{id}/seal")

    assert before == []
    assert await found(accounting, f"/v1/calculations?updated_since={since}") == [id]
    assert await found(accounting, "/v1/calculations?state=sealed") == [id]


async def test_criteria_show_a_body_no_more_than_its_own_list(accounting: Accounting):
    admitted, _ = await accounting.has_seal()
    await accounting.hears_of_application(admitted)
    await accounting.has_calculation(OTHER_ENTERPRISE)
    body = accounting.as_body(BODY)

    assert await found(accounting, "/v1/calculations", body) == [admitted]
    assert await found(accounting, f"/v1/calculations?enterprise={ENTERPRISE}", body) == [admitted]
    assert await found(accounting, f"/v1/calculations?enterprise={OTHER_ENTERPRISE}", body) == []


async def test_an_upload_that_moves_is_news_again(accounting: Accounting):
    await accounting.has_enterprise()
    announced = await announces(accounting, b"meter,at,value\n")
    id, later = announced.json()["id"], clock.now() + timedelta(hours=1)
    since = later.isoformat().replace("+00:00", "Z")

    with time_machine.travel(later, tick=True):
        await accounting.service.client.delete(
            f"/v1/uploads/{id}", headers=accounting.as_enterprise()
        )

    assert await found(accounting, f"/v1/uploads?updated_since={since}") == [id]
    assert await found(accounting, "/v1/uploads?state=cancelled&what=meter-readings") == [id]
    assert await found(accounting, "/v1/uploads?state=receiving") == []
    assert await found(accounting, "/v1/uploads?q=FILE") == [id]


LISTS = [
    "/v1/audit-entries?client=nobody&method=POST",
    "/v1/evidence?media_type=application/pdf&q=a",
    "/v1/exchange-deliveries?dead=true&partner=a&errand=event",
    "/v1/exchange-partners?q=a&updated_since=2026-01-01T00:00:00Z",
    "/v1/factor-imports?format=csv",
    "/v1/findings?open=true&system_id={id}&product_id={id}&check=period-gap",
    "/v1/footprint-requests?open=false&partner=a&direction=in",
    "/v1/impact-studies?state=running&origin=proposed&q=a",
    "/v1/meters?q=a&updated_since=2026-01-01T00:00:00Z",
    "/v1/rejected-readings?code=unknown",
    "/v1/supplier-findings?open=true&system_id={id}&product_id={id}&cause=expired",
    "/v1/supplier-footprints?supplier=a&way=upload",
    "/v1/tasks?state=failed",
]
BY_TIME = (
    "&since=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z&updated_since=2026-01-01T00:00:00Z"
)


@pytest.mark.parametrize("path", LISTS)
async def test_every_criterion_of_every_list_can_be_asked(shared_accounting: Accounting, path):
    by_time = "" if "updated_since" in path else BY_TIME

    assert await found(shared_accounting, path.format(id=NOBODY) + by_time) == []
