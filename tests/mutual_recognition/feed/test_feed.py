"""The pull feed: every event once, in order, without gaps."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from contracts.registry import LabelIssued, LabelStatus
from mutual_recognition.main import consumer
from mutual_recognition.subscriptions.usecases.publications import publish
from tests.mutual_recognition.samples import changed, issued


async def test_an_empty_feed_is_a_feed(recognition):
    assert (await recognition.get("/v1/feed")).json() == {"items": [], "next": 0, "head": 0}


async def test_an_event_from_the_bus_enters_the_feed(recognition):
    await recognition.service.receive(consumer, issued("TJ-1", 4), id="a")
    await recognition.service.receive(consumer, changed("TJ-1", 5), id="b")

    items = (await recognition.get("/v1/feed")).json()["items"]

    assert [(i["position"], i["log_index"]) for i in items] == [(1, 4), (2, 5)]
    assert items[1]["event"]["data"]["status"] == "suspended"


async def test_the_published_event_can_be_read_back_from_the_feed(recognition):
    event = issued("TJ-1", 4)
    await recognition.happens(event)

    item = (await recognition.get("/v1/feed")).json()["items"][0]

    assert LabelIssued.model_validate(item["event"]["data"]) == event
    assert item["event"]["data"]["value"] == "474.240"


async def test_a_redelivered_event_adds_nothing(recognition, subscriber):
    await recognition.subscribes(subscriber.url)
    event = issued()

    await recognition.service.receive(consumer, event, id="a")
    await recognition.service.receive(consumer, event, id="a")
    await recognition.service.receive(consumer, event, id="replayed under another id")
    await recognition.delivers()

    assert (await recognition.get("/v1/feed")).json()["head"] == 1
    assert subscriber.counts == [("TJ-1", 1)]


async def test_readers_continue_where_they_stopped(recognition):
    await recognition.happens(*(issued(f"TJ-{n}", n) for n in range(5)))

    first = (await recognition.get("/v1/feed?limit=3")).json()
    second = (await recognition.get(f"/v1/feed?limit=3&after={first['next']}")).json()
    third = (await recognition.get(f"/v1/feed?limit=3&after={second['next']}")).json()

    assert [i["position"] for i in first["items"] + second["items"]] == [1, 2, 3, 4, 5]
    assert (third["items"], third["next"], third["head"]) == ([], 5, 5)


@pytest.mark.parametrize("after", ["-1", "x", str(2**63)])
async def test_a_position_that_cannot_be_is_refused(recognition, after):
    response = await recognition.get(f"/v1/feed?after={after}")

    assert response.status_code == 422


async def test_the_feed_has_no_gaps_when_handlers_run_side_by_side(recognition):
    async def fails(event):
        async with recognition.database.transaction() as tx:
            await publish(tx, event)
            raise ConnectionResetError

    good = [recognition.happens(issued(f"TJ-{n}", n)) for n in range(20)]
    bad = [fails(issued(f"lost-{n}", n)) for n in range(10)]
    outcomes = await asyncio.gather(*good, *bad, return_exceptions=True)

    items = (await recognition.get("/v1/feed")).json()["items"]
    assert sum(isinstance(o, ConnectionResetError) for o in outcomes) == 10
    assert [i["position"] for i in items] == list(range(1, 21))
    assert {i["event"]["subject"] for i in items} == {f"TJ-{n}" for n in range(20)}


async def test_a_reader_never_sees_a_later_position_before_an_earlier_one(recognition):
    seen = []

    async def read():
        while len(seen) < 20:
            after = seen[-1] if seen else 0
            page = (await recognition.get(f"/v1/feed?after={after}")).json()
            seen.extend(i["position"] for i in page["items"])

    writers = (recognition.happens(issued(f"TJ-{n}", n)) for n in range(20))
    await asyncio.gather(read(), *writers)

    assert seen == list(range(1, 21))


async def test_two_changes_of_one_label_are_two_events(recognition):
    await recognition.happens(
        changed("TJ-1", 1), changed("TJ-1", 2, LabelStatus.VALID), changed("TJ-1", 3)
    )

    items = (await recognition.get("/v1/feed")).json()["items"]

    assert len({UUID(i["event"]["id"]) for i in items}) == 3


async def test_only_partner_regions_read_the_feed(recognition):
    headers = recognition.service.issuer.headers("scjg", "market-regulator")

    assert (await recognition.service.get("/v1/feed", headers=headers)).status_code == 403


@pytest.mark.parametrize(
    "statement",
    [
        "update feed set label = 'x'",
        "delete from feed",
        "truncate feed",
        "update delivery_attempt set status = 200",
        "delete from delivery_attempt",
        "delete from delivery",
        "delete from subscription",
        "drop table feed",
    ],
)
async def test_history_cannot_be_rewritten(recognition, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        async with recognition.database.transaction() as tx:
            await tx.execute(text(statement))
