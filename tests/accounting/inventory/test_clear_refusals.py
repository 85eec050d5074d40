"""How accounting says no: each kind of bad input, on each way in, with its place and its remedy.

Every line is a refusal as the caller reads it, in Chinese and English. What must be impossible to
send at all is named by the JSON pointer of the member.
"""

from copy import deepcopy
from typing import Any

import pytest

from tests.accounting.conftest import Accounting
from tests.accounting.factors.test_factor_imports import table
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE, body
from tests.accounting.test_bad_input import Change, exchange, total

CORRECT = ("更正", "Correct it")
SAME_KIND = ("请改用同一量纲的单位", "use a unit of the same kind")
KNOWN_UNIT = ("请改用以下单位之一", "Use one of these")
CHECK_AMOUNT = ("请核对该项的数量与单位", "Check its amount and unit")


@pytest.fixture(scope="module")
def accounting(shared_accounting: Accounting) -> Accounting:
    return shared_accounting


@pytest.fixture(scope="module")
async def product(accounting: Accounting) -> str:
    return await accounting.has_product(model="refusals")


@pytest.fixture(scope="module")
async def system(accounting: Accounting, product: str) -> str:
    return await accounting.makes(f"/v1/products/{product}/systems", body("system"))


def changed(name: str, change: Change) -> Any:
    content = deepcopy(body(name))
    change(content)
    return content


def process(at: int, **members: object) -> Change:
    return lambda system: system["processes"][at].update(members)


def looped(system: Any) -> None:
    back = {"kind": "process", "id": "loop", "process": "cell", "amount": "2", "unit": "m2"}
    system["processes"][3]["exchanges"].append(back)


def said(response, problem: str, status: int = 422) -> dict[str, str]:
    """The messages of a refusal of the expected type."""
    assert response.status_code == status, response.text
    assert response.json()["type"] == f"urn:tanbiao:problem:{problem}"
    messages: dict[str, str] = response.json()["messages"]
    assert response.json()["detail"] == messages["zh"] != messages["en"]
    return messages


def assert_clear(messages: dict[str, str], place: str, remedy: tuple[str, str]) -> None:
    zh, en = remedy
    assert place in messages["zh"]
    assert place in messages["en"]
    assert zh in messages["zh"]
    assert en in messages["en"]


@pytest.mark.parametrize(
    ("change", "problem", "place", "remedy"),
    [
        # Wrong units.
        (exchange(0, 0, unit="kg"), "units-incompatible", "module.electricity", SAME_KIND),
        (exchange(0, 1, unit="kg"), "units-incompatible", "module.cell", SAME_KIND),
        (exchange(0, 0, unit="Joule"), "unit-unknown", "module.electricity", KNOWN_UNIT),
        (
            process(1, output={"amount": "1", "unit": "stone"}),
            "unit-unknown", "cell.output", KNOWN_UNIT,
        ),
        # Impossible values.
        (exchange(0, 0, amount="-1"), "amount-impossible", "module.electricity: amount", CORRECT),
        (exchange(0, 0, loss="1"), "amount-impossible", "module.electricity: loss", CORRECT),
        (exchange(0, 0, loss="1.5"), "amount-impossible", "module.electricity: loss", CORRECT),
        (exchange(0, 0, loss="-0.1"), "amount-impossible", "module.electricity: loss", CORRECT),
        (
            process(0, output={"amount": "0", "unit": "m2"}),
            "amount-impossible", "module: output", CORRECT,
        ),
        (
            process(2, output={"amount": "-3", "unit": "m2"}),
            "amount-impossible", "wafer: output", CORRECT,
        ),
        # Absurd magnitudes.
        (exchange(0, 2, amount="8812.5"), "inventory-impossible", "module.glass", CHECK_AMOUNT),
        (
            exchange(1, 0, amount="17747000"),
            "inventory-impossible", "cell.electricity", CHECK_AMOUNT,
        ),
        # Cycles without a solution.
        (looped, "loop-unproductive", "cell → wafer → cz-silicon → cell", ("请核对", "check the")),
        # Missing factors.
        (
            exchange(0, 0, factor="ele-fp-cn-2031-nat"),
            "factor-missing", "module.electricity",
            ("ele-fp-cn-2024-nat(类别即", "ele-fp-cn-2024-nat (its category is"),
        ),
        (
            exchange(0, 2, factor="cpcd-35499x0672021c"),
            "factor-quarantined", "module.glass", ("请换用其他因子", "Choose another factor"),
        ),
        (
            exchange(0, 2, factor="bm-pv-cn-gb"),
            "factor-is-result", "module.glass", ("请改用材料", "name the factor of a material"),
        ),
        (exchange(0, 1, process="gem"), "process-missing", "module.cell", ("请补充", "Add it")),
        (exchange(5, 6, gas="H2O"), "gas-unknown", "mg-silicon.co2-fossil", ("可用气体", "Known")),
        (
            process(0, exchanges=[{"kind": "offset", "id": "forest"}]),
            "offset-refused", "forest", ("请删除", "Remove it"),
        ),
    ],
)  # fmt: skip
async def test_a_system_is_refused_by_place_and_with_a_remedy(
    accounting, product, change, problem, place, remedy
):
    path = f"/v1/products/{product}/systems"

    messages = said(await accounting.post(path, changed("system", change)), problem)

    separated = messages | {"zh": messages["zh"].replace(":", ": ", 1)}
    assert_clear(separated, place, remedy)


@pytest.mark.parametrize(
    ("change", "problem", "place", "remedy"),
    [
        (total(0, unit="kg"), "units-incompatible", "module.electricity", SAME_KIND),
        (total(0, unit="Joule"), "unit-unknown", "module.electricity", KNOWN_UNIT),
        (total(0, amount="-5"), "amount-impossible", "module.electricity", CORRECT),
        (
            process(0, output={"amount": "0", "unit": "m2"}),
            "amount-impossible", "module", CORRECT,
        ),
        (process(0, process="gem"), "activity-unknown", "gem", ("可用项", "Known here")),
        (total(0, exchange="gem"), "activity-unknown", "module.gem", ("可用项", "Known here")),
        (total(0, exchange="glass", unit="kg"), "activity-repeated", "module.glass",
         ("请合并为一项", "give one total")),
        # Future and reversed dates.
        (lambda data: data.update(period_end="2999-01-01"), "period-in-future", "2999-01-01",
         ("只能填报已发生的数据", "report only what has happened")),
        (lambda data: data.update(period_end="2024-06-30"), "period-impossible", "2024-06-30",
         ("必须晚于开始日", "must come after its start")),
    ],
)  # fmt: skip
async def test_activity_data_is_refused_by_place_and_with_a_remedy(
    accounting, system, change, problem, place, remedy
):
    path = f"/v1/systems/{system}/activity-data"

    assert_clear(
        said(await accounting.post(path, changed("activity-data", change)), problem), place, remedy
    )


@pytest.mark.parametrize(
    ("piece", "problem", "place", "remedy"),
    [
        ([("400", "Wp"), ("2", "m2"), ("0", "kg")], "amount-impossible", "piece", CORRECT),
        ([("400", "Wp"), ("2", "m2"), ("-26", "kg")], "amount-impossible", "piece", CORRECT),
        ([("400", "Wp"), ("2", "m2"), ("26", "stone")], "unit-unknown", "piece", KNOWN_UNIT),
        ([("400", "kWp"), ("2", "m2"), ("26", "kg")], "piece-impossible", "piece",
         ("请核对每件的数量与单位", "Check the amounts and units of one piece")),
        ([("400", "Wp"), ("2", "m2")], "piece-incomplete", "mass", ("须给出", "State")),
    ],
)  # fmt: skip
async def test_a_piece_is_refused_by_place_and_with_a_remedy(
    accounting, product, piece, problem, place, remedy
):
    stated = [{"amount": amount, "unit": unit} for amount, unit in piece]

    response = await accounting.post(
        "/v1/products", body("product") | {"model": "piece", "piece": stated}
    )

    assert_clear(said(response, problem), place, remedy)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", "1,000", "", "9" * 21, 13.975, None])
async def test_what_is_no_plain_decimal_is_named_by_its_pointer(accounting, product, system, value):
    bad_system = changed("system", exchange(3, 1, amount=value))
    bad_data = changed("activity-data", total(2, amount=value))

    answers = {
        "/body/processes/3/exchanges/1/factor/amount": await accounting.post(
            f"/v1/products/{product}/systems", bad_system
        ),
        "/body/processes/0/consumption/2/amount": await accounting.post(
            f"/v1/systems/{system}/activity-data", bad_data
        ),
    }

    for pointer, answer in answers.items():
        said(answer, "request-invalid")
        [fault] = answer.json()["errors"]
        assert fault["pointer"] == pointer
        assert fault["zh"] != fault["en"]


async def test_a_footprint_beyond_all_measure_names_the_exchange(accounting, product):
    path = f"/v1/products/{product}/systems"
    frame = changed("system", exchange(0, 8, amount="9" * 17))
    system = await accounting.makes(path, frame)
    data = body("activity-data") | {"processes": []}
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", data)

    order = {"system_id": system, "activity_data_id": activity}
    messages = said(await accounting.post("/v1/calculations", order), "footprint-implausible")

    assert_clear(messages, "module.junction-box", ("请检查其数量与单位", "check its amount"))


# Foreign organisations: what is another's does not exist, on every way in.


async def test_what_belongs_to_another_enterprise_does_not_exist(accounting, product, system):
    other = accounting.as_enterprise(OTHER_ENTERPRISE)
    await accounting.has_enterprise(OTHER_ENTERPRISE)
    glass = {"id": "own-secret-glass", "name_zh": "玻璃", "name_en": "glass"}
    await accounting.service.client.post(
        "/v1/factor-imports", content=table(glass), headers=accounting.as_enterprise()
    )
    theirs = await accounting.post("/v1/products", body("product") | {"model": "theirs"}, other)
    borrowed = changed("system", exchange(0, 2, factor="own-secret-glass", unit="kg"))
    path = f"/v1/products/{theirs.json()['id']}/systems"
    period = "period_start=2025-01-01&period_end=2026-01-01"

    attempts = [
        ("product-not-found", await accounting.get(f"/v1/products/{product}", other)),
        (
            "product-not-found",
            await accounting.post(f"/v1/products/{product}/systems", body("system"), other),
        ),
        ("system-not-found", await accounting.get(f"/v1/systems/{system}", other)),
        (
            "system-not-found",
            await accounting.post(
                f"/v1/systems/{system}/activity-data", body("activity-data"), other
            ),
        ),
        (
            "system-not-found",
            await accounting.service.client.post(
                f"/v1/systems/{system}/activity-data/from-file?{period}",
                content=b"x",
                headers=other,
            ),
        ),
        (
            "system-not-found",
            await accounting.post(
                "/v1/calculations", {"system_id": system, "activity_data_id": system}, other
            ),
        ),
        ("factor-not-listed", await accounting.get("/v1/factors/own-secret-glass", other)),
        ("enterprise-not-found", await accounting.get(f"/v1/enterprises/{ENTERPRISE}", other)),
    ]

    for problem, response in attempts:
        messages = said(response, problem, 404)
        assert "请" in messages["zh"] or "/v1/" in messages["zh"]
    borrowing = said(await accounting.post(path, borrowed, other), "factor-missing")
    assert_clear(borrowing, "module.glass", ("最接近的有效因子", "The nearest valid one"))
