"""Bad input on each endpoint: a problem in both languages that says what to do, nothing kept."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from accounting.values.store.tables import metadata
from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE, body

Change = Callable[[Any], object]
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def changed(name: str, change: Change) -> Any:
    content = deepcopy(body(name))
    change(content)
    return content


def exchange(at: int, place: int, **members: object) -> Change:
    return lambda system: system["processes"][at]["exchanges"][place].update(members)


@pytest.fixture(scope="module")
def accounting(shared_accounting: Accounting) -> Accounting:
    return shared_accounting


@pytest.fixture(scope="module")
async def product(accounting: Accounting) -> str:
    return await accounting.has_product()


@pytest.fixture(scope="module")
async def system(accounting: Accounting, product: str) -> str:
    return await accounting.makes(f"/v1/products/{product}/systems", body("system"))


async def rows(accounting) -> dict[str, int]:
    async with accounting.database.transaction() as tx:
        return {
            table.name: (await tx.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


def assert_problem(response: httpx.Response, status: int, name: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == f"urn:tanbiao:problem:{name}"
    assert set(problem["messages"]) == {"zh", "en"}
    assert problem["detail"] == problem["messages"]["zh"]
    assert problem["messages"]["zh"] != problem["messages"]["en"]


@pytest.mark.parametrize(
    ("uscc", "content", "status", "name"),
    [
        ("91120116MA0000007M", None, 422, "credit-code-invalid"),
        ("123", None, 422, "credit-code-invalid"),
        (ENTERPRISE, {"division": "12011"}, 422, "division-invalid"),
        (ENTERPRISE, {"division": 120116}, 422, "request-invalid"),
        (ENTERPRISE, {"colour": "green"}, 422, "request-invalid"),
        (ENTERPRISE, {"name": {"zh": "", "en": "x"}}, 422, "request-invalid"),
        (ENTERPRISE, {"name": {"zh": "a\u0000b", "en": "x"}}, 422, "request-invalid"),
    ],
)
async def test_a_bad_enterprise_is_refused(accounting, uscc, content, status, name):
    before = await rows(accounting)
    sent = body("enterprise") | (content or {})

    response = await accounting.put(f"/v1/enterprises/{uscc}", sent)

    assert_problem(response, status, name)
    assert await rows(accounting) == before


@pytest.mark.parametrize(
    ("change", "status", "name"),
    [
        ({"category": "teapots"}, 404, "category-not-found"),
        ({"gtin": "6901234567890"}, 422, "gtin-invalid"),
        ({"gtin": "12345"}, 422, "gtin-invalid"),
        ({"site_division": "tianjin"}, 422, "division-invalid"),
        ({"piece": []}, 422, "request-invalid"),
        ({"piece": [{"amount": "400", "unit": "Wp"}]}, 422, "piece-incomplete"),
        ({"piece": [{"amount": "400", "unit": "horse"}]}, 422, "unit-unknown"),
        ({"piece": [{"amount": "-1", "unit": "kg"}]}, 422, "amount-impossible"),
        ({"piece": [{"amount": 400, "unit": "Wp"}]}, 422, "request-invalid"),
        ({"piece": [{"amount": "4e2", "unit": "Wp"}]}, 422, "request-invalid"),
        ({"piece": [{"amount": "NaN", "unit": "Wp"}]}, 422, "request-invalid"),
        ({"piece": [{"amount": "9" * 21, "unit": "Wp"}]}, 422, "request-invalid"),
        ({"model": None}, 422, "request-invalid"),
    ],
)
async def test_a_bad_product_is_refused(accounting, product, change, status, name):
    before = await rows(accounting)

    response = await accounting.post("/v1/products", body("product") | change)

    assert_problem(response, status, name)
    assert await rows(accounting) == before


async def test_a_product_needs_a_registered_enterprise_and_a_new_model(accounting, product):
    stranger = accounting.as_enterprise(OTHER_ENTERPRISE)

    unregistered = await accounting.post("/v1/products", body("product"), stranger)
    repeated = await accounting.post("/v1/products", body("product"))

    assert_problem(unregistered, 404, "enterprise-not-found")
    assert_problem(repeated, 409, "model-repeated")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (exchange(0, 0, factor="ele-co2-cn-2023-tianjin"), "factor-bases-mixed"),
        (exchange(0, 0, factor="cpcd-46131x0132023c"), "factor-is-result"),
        (exchange(0, 2, factor="cpcd-35499x0672021c"), "factor-quarantined"),
        (exchange(0, 2, factor="drv-pv-poly"), "factor-incomplete"),
        (exchange(0, 0, factor="no-such-factor"), "factor-missing"),
        (exchange(0, 0, unit="kg"), "units-incompatible"),
        (exchange(0, 0, unit="Joule"), "unit-unknown"),
        (exchange(0, 0, amount="-1"), "amount-impossible"),
        (exchange(0, 0, loss="1"), "amount-impossible"),
        (exchange(0, 0, amount=13.975), "request-invalid"),
        (exchange(0, 0, kind="magic"), "request-invalid"),
        (exchange(0, 1, process="diamond"), "process-missing"),
        (exchange(0, 1, process="module"), "process-unused"),
        (exchange(0, 1, product="dust"), "co-product-missing"),
        (exchange(0, 0, kind="offset"), "offset-refused"),
        (exchange(0, 0, kind="carbon-credit"), "offset-refused"),
        (exchange(5, 6, gas="H2O"), "gas-unknown"),
        (exchange(5, 7, gas="CH4"), "gas-origin-unclear"),
        (lambda system: system.update(reference="diamond"), "process-missing"),
        (lambda system: system.update(processes=[]), "request-invalid"),
        (lambda system: system["processes"].append(system["processes"][0]), "process-repeated"),
        (lambda system: system["processes"][0]["exchanges"].pop(1), "process-unused"),
        (lambda system: system["processes"][0].update(stage="dreaming"), "request-invalid"),
        (
            lambda system: system["processes"][0].update(output={"amount": "0", "unit": "m2"}),
            "amount-impossible",
        ),
        (
            lambda system: system["processes"][0].update(output={"amount": "1", "unit": "h"}),
            "units-incompatible",
        ),
    ],
)
async def test_a_bad_system_is_refused(accounting, product, change, name):
    before = await rows(accounting)

    response = await accounting.post(f"/v1/products/{product}/systems", changed("system", change))

    assert_problem(response, 422, name)
    assert await rows(accounting) == before


def total(place: int, **members: object) -> Change:
    return lambda data: data["processes"][0]["consumption"][place].update(members)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda data: data.update(period_end="2025-01-01"), "period-impossible"),
        (lambda data: data.update(period_end="2999-01-01"), "period-in-future"),
        (lambda data: data.update(period_end="soon"), "request-invalid"),
        (lambda data: data["processes"][0].update(process="diamond"), "activity-unknown"),
        (total(0, exchange="diamond"), "activity-unknown"),
        (total(0, exchange="glass", unit="kg"), "activity-repeated"),
        (total(0, unit="kg"), "units-incompatible"),
        (total(0, amount="-5"), "amount-impossible"),
        (total(0, evidence={"sha256": "short", "source": "x"}), "request-invalid"),
        (
            lambda data: data["processes"][0].update(output={"amount": "0", "unit": "m2"}),
            "amount-impossible",
        ),
        (lambda data: data["processes"].append(data["processes"][0]), "activity-repeated"),
    ],
)
async def test_bad_activity_data_is_refused(accounting, system, change, name):
    before = await rows(accounting)

    response = await accounting.post(
        f"/v1/systems/{system}/activity-data", changed("activity-data", change)
    )

    assert_problem(response, 422, name)
    assert await rows(accounting) == before


async def test_a_bad_order_is_refused(accounting, system):
    before = await rows(accounting)
    orders = [
        ({"system_id": UNKNOWN, "activity_data_id": UNKNOWN}, 404, "system-not-found"),
        ({"system_id": system, "activity_data_id": UNKNOWN}, 404, "activity-not-found"),
        ({"system_id": "x", "activity_data_id": UNKNOWN}, 422, "request-invalid"),
    ]

    responses = [await accounting.post("/v1/calculations", order) for order, _, _ in orders]

    for response, (_, status, name) in zip(responses, orders, strict=True):
        assert_problem(response, status, name)
    assert await rows(accounting) == before


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        (f"/v1/products/{UNKNOWN}", 404, "product-not-found"),
        (f"/v1/systems/{UNKNOWN}", 404, "system-not-found"),
        (f"/v1/calculations/{UNKNOWN}", 404, "calculation-not-found"),
        ("/v1/products/7", 422, "request-invalid"),
        ("/v1/products?limit=0", 422, "request-invalid"),
        ("/v1/products?cursor=zzz", 422, "cursor-invalid"),
        ("/v1/products?cursor=WyIxIiwgIjIiXQ", 422, "cursor-invalid"),
        ("/v1/factors/none", 404, "factor-not-listed"),
        ("/v1/factors/a%00b", 422, "request-invalid"),
        ("/v1/factors?q=%00", 422, "request-invalid"),
        ("/v1/factors?cursor=WyJcdTAwMDAiXQ", 422, "cursor-invalid"),
        ("/v1/categories/teapots", 404, "category-not-found"),
    ],
)
async def test_a_bad_address_is_refused(accounting, path, status, name):
    assert_problem(await accounting.get(path), status, name)


async def test_the_refusal_of_a_co2_only_factor_names_the_one_to_use(accounting, product):
    system = changed("system", exchange(0, 0, factor="ele-co2-cn-2023-tianjin"))

    response = await accounting.post(f"/v1/products/{product}/systems", system)

    messages = response.json()["messages"]
    assert "module.electricity" in messages["zh"]
    assert "ele-fp-cn-2024-nat" in messages["zh"]
    assert "ele-fp-cn-2024-nat" in messages["en"]


async def test_the_refusal_of_a_cycle_names_the_cycle(accounting, product):
    system = changed(
        "system",
        lambda content: content["processes"][3]["exchanges"].append(
            {"kind": "process", "id": "loop", "process": "cell", "amount": "2", "unit": "m2"}
        ),
    )

    response = await accounting.post(f"/v1/products/{product}/systems", system)

    assert_problem(response, 422, "loop-unproductive")
    assert "cell → wafer → cz-silicon → cell" in response.json()["messages"]["en"]


@pytest.mark.parametrize(
    ("name", "division"), [(b"\\ud800", b"120116"), (b"x", b"\\ud800"), (b"x", b"\\u0000")]
)
async def test_text_that_is_no_unicode_is_refused(accounting, name, division):
    content = b'{"name": {"zh": "%s", "en": "x"}, "division": "%s"}' % (name, division)
    headers = accounting.as_enterprise() | {"Content-Type": "application/json"}

    response = await accounting.service.client.put(
        f"/v1/enterprises/{ENTERPRISE}", content=content, headers=headers
    )

    assert_problem(response, 422, "request-invalid")


async def test_json_that_the_loop_itself_parses_is_short(accounting):
    long = b"[" + b"1," * 600_000 + b"1]"

    answers = {
        path: await accounting.service.client.post(
            path, content=long, headers=accounting.as_enterprise() | {"Content-Type": media}
        )
        for path, media in (
            ("/v1/products", "application/json"),
            ("/3/events", "application/cloudevents+json"),
            ("/2/events", "application/cloudevents+json"),
        )
    }

    assert_problem(answers["/v1/products"], 413, "body-too-large")
    assert [answers[f"/{version}/events"].status_code for version in (3, 2)] == [400, 400]
    assert "1048576" in answers["/3/events"].text


async def test_a_long_product_system_is_read_beside_the_loop(accounting, product):
    long = b'{"name":"' + b"x" * (2 << 20) + b'"}'

    answer = await accounting.service.client.post(
        f"/v1/products/{product}/systems",
        content=long,
        headers=accounting.as_enterprise() | {"Content-Type": "application/json"},
    )

    assert answer.status_code == 202, answer.text[:200]
