"""The register of labels for programs: paging and search."""

from urllib.parse import quote

import pytest


@pytest.fixture(scope="module")
async def three(publish, change):
    """Three labels: a valid one, a suspended one, a withdrawn one."""
    labels = [
        await publish(name_zh=f"组件{place}号", name_en=f"Module {place}", model=f"M-{place}")
        for place in "甲乙丙"
    ]
    await change.suspend(labels[1])
    await change.withdraw(labels[2])
    return labels


async def found(registry, query: str = "") -> list[str]:
    response = await registry.get(f"/v1/labels{query}")
    assert response.status_code == 200, response.text
    return [item["label_number"] for item in response.json()["items"]]


async def test_the_newest_label_comes_first(registry, three):
    assert await found(registry) == [label.number for label in reversed(three)]


async def test_pages_follow_one_another_without_gap_or_repetition(registry, three):
    first = (await registry.get("/v1/labels?limit=2")).json()
    second = (await registry.get(f"/v1/labels?limit=2&cursor={first['next']}")).json()

    numbers = [item["label_number"] for item in first["items"] + second["items"]]
    assert numbers == [label.number for label in reversed(three)]
    assert second["next"] is None


async def test_a_summary_states_what_the_label_does(registry, three):
    (item,) = (await registry.get("/v1/labels?q=M-甲")).json()["items"]

    assert item["status"] == "valid"
    assert item["value"] == "474.24"
    assert (item["unit"], item["per_amount"], item["per_unit"]) == ("kgCO2e", "1", "kWp")
    assert item["sample"] is True
    assert item["label_url"].endswith(three[0].path)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("?status=valid", [0]),
        ("?status=suspended", [1]),
        ("?status=withdrawn", [2]),
        ("?status=expired", []),
        ("?q=乙号", [1]),
        ("?q=module", [2, 1, 0]),
        ("?q=津光", [2, 1, 0]),
        ("?q=%25", []),
        ("?q=none", []),
        ("?enterprise=91120116MA0000007N", [2, 1, 0]),
        ("?enterprise=91130200MA0000007R", []),
        ("?category=pv-module&status=valid", [0]),
        ("?category=furniture", []),
        ("?scheme=NATIONAL_CFP&division=120116", [2, 1, 0]),
        ("?division=120101", []),
        ("?body=CNCA-R-2099-901", [2, 1, 0]),
        ("?body=nobody", []),
        ("?since=2000-01-01T00:00:00Z&until=2001-01-01T00:00:00Z", []),
        ("?updated_since=2000-01-01T00:00:00Z", [2, 1, 0]),
        ("?updated_since=2999-01-01T00:00:00Z", []),
    ],
)
async def test_criteria_narrow_the_list(registry, three, query, places):
    assert await found(registry, query) == [three[place].number for place in places]


async def test_a_label_is_found_by_its_number(registry, three):
    assert await found(registry, f"?q={three[1].number.lower()}") == [three[1].number]


@pytest.fixture(scope="module")
async def named(publish):
    """A label whose names and numbers are written as people would not type them."""
    return await publish(
        name_zh="ＰＶ组件４００Ｗ（天津）\u3000金", name_en="Panne\u0301au", gtin="06921234567890"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "PV组件400W",
        "pv组件400w",
        "w(天津)",
        "天津) 金",
        "金",
        "Pannéau",
        "6921234567890",
        "06921234567890",
    ],
)
async def test_a_name_is_found_however_wide_it_was_written(registry, named, typed):
    assert await found(registry, f"?q={quote(typed)}") == [named.number]


async def test_a_number_is_found_without_its_hyphens_and_by_a_part(registry, three):
    number = three[1].number

    assert await found(registry, f"?q={number.replace('-', '')}") == [number]
    assert await found(registry, f"?q={number[-12:]}") == [number]


@pytest.mark.parametrize("typed", ["组件甲乙", "乙甲", "%", "_", "\\", "组件' or '1'='1"])
async def test_what_no_label_says_finds_none(registry, three, typed):
    assert await found(registry, f"?q={quote(typed)}") == []


@pytest.mark.parametrize(
    "query", ["?status=fine", "?limit=0", "?limit=201", "?enterprise=x", "?page=2"]
)
async def test_unknown_criteria_are_refused(registry, query):
    response = await registry.get(f"/v1/labels{query}")

    assert response.status_code == 422
    assert response.json()["type"] == "urn:tanbiao:problem:request-invalid"


@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0", "W10"])
async def test_a_cursor_of_ones_own_making_is_refused(registry, cursor):
    response = await registry.get(f"/v1/labels?cursor={cursor}")

    assert response.status_code == 422
    assert response.json()["type"] == "urn:tanbiao:problem:cursor-invalid"
