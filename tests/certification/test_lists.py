"""Lists answer what they were asked for, and criteria never show what a caller may not see."""

from datetime import timedelta

import pytest
import time_machine

from certification.values.domain.calendar import add_months
from chassis import clock
from tests.certification.certificates.test_certificates import WITHDRAWAL, suspension
from tests.certification.conftest import PASSED
from tests.certification.samples import BODY, ENTERPRISE, OTHER_BODY, OTHER_ENTERPRISE

REGULATOR = ("scjg-120000-x", "market-regulator")
BANK = ("bank-1", "bank")
DISTRICT = ("scjg-120116", "market-regulator")
ELSEWHERE = "120101"
NOBODY = "91110000MA0000000X"


async def applied(certification, org=ENTERPRISE, body=BODY, **about):
    """The id of an application of `org` before `body`."""
    calculation = await certification.has_footprint(enterprise=org, **about)
    response = await certification.applies(calculation, org=org, body=body)
    assert response.status_code == 201, response.text
    return response.json()["id"]


async def found(certification, path, who=REGULATOR):
    """The ids that a list shows, in its order."""
    response = await certification.get(path, certification.as_(*who))
    assert response.status_code == 200, response.text
    return [item["id"] for item in response.json()["items"]]


@pytest.fixture
async def three(certification):
    """Applications of two enterprises, before two bodies, in two districts; oldest first."""
    return [
        await applied(certification),
        await applied(certification, body=OTHER_BODY, division=ELSEWHERE),
        await applied(certification, org=OTHER_ENTERPRISE),
    ]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", [2, 1, 0]),
        (f"enterprise={ENTERPRISE}", [1, 0]),
        (f"enterprise={NOBODY}", []),
        (f"body={OTHER_BODY}", [1]),
        (f"division={ELSEWHERE}", [1]),
        ("category=pv-module", [2, 1, 0]),
        ("category=bicycle", []),
        ("scheme=NATIONAL_CFP&division=120116", [2, 0]),
        ("product_id=00000000-0000-0000-0000-000000000007", [2, 1, 0]),
        ("product_id=00000000-0000-0000-0000-000000000008", []),
        ("state=open", [2, 1, 0]),
        ("state=granted", []),
        ("q=单晶", [2, 1, 0]),
        ("q=MONO%20M", [2, 1, 0]),
        ("q=%25", []),
        ("since=2000-01-01T00:00:00Z&until=2001-01-01T00:00:00Z", []),
        ("updated_since=2000-01-01T00:00:00Z", [2, 1, 0]),
        ("updated_since=2999-01-01T00:00:00Z", []),
    ],
)
async def test_criteria_narrow_the_list_of_applications(certification, three, query, places):
    assert await found(certification, f"/v1/applications?{query}") == [three[n] for n in places]


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ((ENTERPRISE, "enterprise"), [1, 0]),
        ((OTHER_BODY, "certification-body"), [1]),
        (DISTRICT, [2, 0]),
    ],
)
async def test_criteria_never_widen_what_a_caller_sees(certification, three, who, places):
    own = [three[n] for n in places]

    assert await found(certification, "/v1/applications", who) == own
    for criterion in (
        f"enterprise={OTHER_ENTERPRISE}",
        f"body={BODY}",
        "division=120116",
        "state=open",
        "q=示例",
    ):
        narrowed = await found(certification, f"/v1/applications?{criterion}", who)
        everybody = await found(certification, f"/v1/applications?{criterion}")
        assert narrowed == [id for id in everybody if id in own], criterion


async def test_an_application_that_moves_is_news_again(certification, three):
    later = clock.now() + timedelta(hours=1)
    with time_machine.travel(later, tick=True):
        await certification.step(three[0], "acceptance")

    news = await found(certification, f"/v1/applications?updated_since={stamp(later)}")

    assert news == [three[0]]


async def test_an_application_ends_or_is_granted(certification):
    refused = await applied(certification)
    await certification.step(refused, "acceptance", {**PASSED, "outcome": "failed"})
    await certification.granted()

    ended = await found(certification, "/v1/applications?state=ended")
    granted = await found(certification, "/v1/applications?state=granted")

    assert ended == [refused]
    assert len(granted) == 1


async def numbers(certification, query, who=REGULATOR):
    response = await certification.get(f"/v1/certificates?{query}", certification.as_(*who))
    assert response.status_code == 200, response.text
    return [item["number"][-5:] for item in response.json()["items"]]


async def test_certificates_are_found_by_their_state(certification):
    valid, suspended, withdrawn = [await certification.issued() for _ in range(3)]
    await certification.acts(suspended, "suspension", suspension())
    await certification.acts(withdrawn, "withdrawal", WITHDRAWAL)

    assert await numbers(certification, "state=valid") == [valid[-5:]]
    assert await numbers(certification, "state=suspended") == [suspended[-5:]]
    assert await numbers(certification, "state=withdrawn") == [withdrawn[-5:]]
    with time_machine.travel(add_months(clock.now(), 25), tick=True):
        assert await numbers(certification, "state=expired") == [suspended[-5:], valid[-5:]]
        assert await numbers(certification, "state=valid") == []


async def test_a_certificate_that_changed_is_news_by_time_alone_too(certification):
    number = await certification.issued()
    later = clock.now() + timedelta(hours=1)
    assert await numbers(certification, f"updated_since={stamp(later)}") == []

    with time_machine.travel(later, tick=True):
        await certification.acts(number, "suspension", suspension())
    assert await numbers(certification, f"updated_since={stamp(later)}") == [number[-5:]]

    end = add_months(clock.now(), 25)
    with time_machine.travel(end, tick=True):
        expired = f"updated_since={stamp(end - timedelta(days=60))}"
        assert await numbers(certification, expired) == [number[-5:]]


async def test_whoever_sees_issued_certificates_only_finds_no_others_by_any_criterion(
    certification,
):
    await certification.granted()

    for query in ("", f"enterprise={ENTERPRISE}", "state=valid", "q=00001"):
        assert await numbers(certification, query, BANK) == [], query


async def test_a_certificate_in_a_list_says_what_it_is_about(certification):
    number = await certification.issued()

    response = await certification.get("/v1/certificates", certification.as_enterprise())

    (item,) = response.json()["items"]
    assert item["number"] == number
    assert item["product_name"] == {"zh": "示例单晶组件", "en": "Sample mono module"}
    assert item["enterprise_name"]["zh"].startswith("津光示例光伏")
    assert (item["value"], item["declared_unit"]) == ("511.20", {"amount": "1", "unit": "kWp"})
    assert (item["model"], item["category"], item["division"]) == (
        "JG-S 200",
        "pv-module",
        "120116",
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/certificates?state=99", 422),
        ("/v1/certificates?enterprise=NOBODY", 422),
        ("/v1/certificates?since=0", 422),
        ("/v1/applications?state=valid", 422),
        ("/v1/rules?in_force_on=0", 422),
    ],
)
async def test_a_value_that_cannot_be_is_refused(certification, path, status):
    response = await certification.get(path, certification.as_(*REGULATOR))

    assert response.status_code == status


async def test_the_rule_in_force_on_a_day_is_found(certification):
    async def versions(query):
        response = await certification.get(f"/v1/rules?{query}", certification.as_(*REGULATOR))
        return [item["rule"]["version"] for item in response.json()["items"]]

    assert await versions("category=NOTHING") == []
    assert await versions("category=pv-module&in_force_on=1999-12-31") == []
    assert await versions("category=pv-module&in_force_on=2026-06-01") == ["2025.1"]


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
