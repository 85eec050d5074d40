"""The pull feed: every event once, in order, without gaps."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from chassis.lastknown import Generation, LastKnown
from contracts.registry import LabelIssued, LabelStatus
from mutual_recognition.feed.usecases import LabelIssuedTwice, begin_after
from mutual_recognition.main import consumer
from mutual_recognition.subscriptions.usecases.publications import publish
from tests.mutual_recognition.samples import changed, issued


async def test_an_empty_feed_is_a_feed(recognition):
    page = (await recognition.get("/v1/feed")).json()

    assert page.pop("generation").startswith("1-")
    assert page == {"items": [], "next": 0, "head": 0}


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
    bad = [fails(issued(f"lost-{n}")) for n in range(10)]
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


async def test_a_reader_that_remembers_more_than_the_feed_has_is_told_so(recognition):
    await recognition.happens(issued("TJ-1", 1))

    response = await recognition.get("/v1/feed?after=9")

    assert response.status_code == 409
    assert response.json()["type"] == "urn:tanbiao:problem:feed-ends-earlier"
    assert "the last one, 1 (generation 1-" in response.json()["messages"]["en"]


@pytest.mark.parametrize("second", [issued("TJ-1", 7), issued("TJ-2", 4)], ids=["number", "leaf"])
async def test_a_second_issue_of_a_number_or_a_leaf_is_refused(recognition, second):
    await recognition.happens(issued("TJ-1", 4))

    with pytest.raises(LabelIssuedTwice):
        await recognition.service.receive(consumer, second, id="b")

    assert (await recognition.get("/v1/feed")).json()["head"] == 1


async def test_what_a_registry_that_was_put_back_says_again_adds_nothing(recognition):
    first = issued("TJ-1", 4)
    await recognition.happens(first)

    again = first.model_copy(update={"issued_at": first.issued_at + timedelta(days=1)})
    await recognition.service.receive(consumer, again, id="b")

    assert (await recognition.get("/v1/feed")).json()["head"] == 1


async def test_a_feed_that_was_put_back_gives_no_position_again(recognition):
    await recognition.happens(issued("TJ-1", 4))
    known = LastKnown(Generation(1, "aa")).after(9, {"feed": 12})

    async with recognition.database.transaction() as tx:
        await begin_after(tx, known)
    head = (await recognition.get("/v1/feed")).json()["head"]
    await recognition.happens(issued("TJ-2", 5))

    items = (await recognition.get("/v1/feed?after=12")).json()["items"]
    assert head == 12
    assert [item["position"] for item in items] == [13]
