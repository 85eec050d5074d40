"""Whoever is told of label events sees what the lists would show, by feed and by webhook alike."""

import pytest

from tests.mutual_recognition.samples import changed, issued

BINHAI, BEICHEN = "120116", "120113"
BODY, OTHER_BODY = "CNCA-R-2099-901", "CNCA-R-2099-902"


async def three_events(recognition) -> None:
    """A label of Binhai, one of Beichen by another body, and the first one suspended."""
    here, there = issued("N-1"), issued("N-2")
    product = there.product.model_copy(update={"site_division": BEICHEN})
    there = there.model_copy(update={"body": OTHER_BODY, "product": product})
    await recognition.happens(here, there, changed("N-1", log_index=5))


@pytest.mark.parametrize(
    ("org", "role", "positions"),
    [
        ("beijing", "partner-region", [1, 2, 3]),
        ("sample-bank", "bank", [1, 2, 3]),
        ("scjg", "market-regulator", [1, 2, 3]),
        ("fgw", "development-reform", [1, 2, 3]),
        (f"fgw-{BEICHEN}", "district-development-reform", [2]),
        ("fgw", "district-development-reform", []),
        (f"scjg-{BINHAI}", "district-market-regulator", [1, 3]),
        (f"scjg-{BEICHEN}", "market-regulator", [2]),
        ("scjg-120101", "district-market-regulator", []),
        (BODY, "certification-body", [1, 3]),
        (OTHER_BODY, "certification-body", [2]),
    ],
)
async def test_feed_and_webhooks_show_what_the_lists_would(
    recognition, subscriber, org, role, positions
):
    headers = recognition.service.issuer.headers(org, role)
    wanted = {"url": subscriber.url}
    made = await recognition.service.post("/v1/subscriptions", wanted, headers=headers)
    assert made.status_code == 201, made.text

    await three_events(recognition)
    await recognition.delivers()

    page = (await recognition.service.get("/v1/feed", headers=headers)).json()
    assert [item["position"] for item in page["items"]] == positions
    assert (page["next"], page["head"]) == (3, 3)
    ids = {item["event"]["id"] for item in page["items"]}
    assert set(subscriber.inbox.events) == ids


async def test_a_reader_of_few_labels_pages_through_them_and_ends_at_the_head(recognition):
    headers = recognition.service.issuer.headers(f"scjg-{BINHAI}", "market-regulator")
    await three_events(recognition)

    after, seen = 0, []
    for _ in range(3):
        path = f"/v1/feed?limit=1&after={after}"
        page = (await recognition.service.get(path, headers=headers)).json()
        seen += [item["position"] for item in page["items"]]
        after = page["next"]

    assert seen == [1, 3]
    assert after == page["head"] == 3


@pytest.mark.parametrize("role", ["enterprise", "operator"])
async def test_who_has_no_such_scope_is_told_nothing(recognition, role):
    headers = recognition.service.issuer.headers("somebody", role)

    assert (await recognition.service.get("/v1/feed", headers=headers)).status_code == 403
