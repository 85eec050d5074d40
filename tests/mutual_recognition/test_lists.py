"""Lists of mutual recognition answer what they are asked for."""

from datetime import timedelta

import time_machine

from chassis import clock
from contracts.registry import LabelIssued, LabelStatusChanged
from tests.mutual_recognition.samples import changed, issued

LONG_AGO, ONE_DAY = "2000-01-01T00:00:00Z", "2999-01-01T00:00:00Z"


async def positions(recognition, query: str) -> list[int]:
    response = await recognition.get(f"/v1/feed?{query}")
    assert response.status_code == 200, response.text
    return [item["position"] for item in response.json()["items"]]


async def found(recognition, path: str, name: str = "id") -> list[str]:
    response = await recognition.get(path)
    assert response.status_code == 200, response.text
    return [item[name] for item in response.json()["items"]]


async def test_the_feed_is_narrowed_by_type_and_time_without_losing_its_place(recognition):
    await recognition.happens(issued("TJ-1", 1), changed("TJ-1", 2), issued("TJ-2", 3))

    assert await positions(recognition, f"type={LabelIssued.TYPE}") == [1, 3]
    assert await positions(recognition, f"type={LabelStatusChanged.TYPE}") == [2]
    both = f"type={LabelIssued.TYPE}&type={LabelStatusChanged.TYPE}"
    assert await positions(recognition, both) == [1, 2, 3]
    assert await positions(recognition, f"since={LONG_AGO}&after=1") == [2, 3]
    assert await positions(recognition, f"since={ONE_DAY}") == []
    page = (await recognition.get(f"/v1/feed?type={LabelStatusChanged.TYPE}")).json()
    assert (page["next"], page["head"]) == (3, 3)


async def test_deliveries_are_found_by_state_type_and_label(recognition, subscriber):
    path = f"/v1/subscriptions/{await recognition.subscribes(subscriber.url)}/deliveries"
    await recognition.happens(issued("TJ-1", 1), changed("TJ-1", 2), issued("TJ-2", 3))

    async def shown(query: str) -> list[int]:
        return await found(recognition, f"{path}?{query}", "position")

    assert await shown("") == [3, 2, 1]
    assert await shown("state=pending&label_number=TJ-1") == [2, 1]
    assert await shown("state=delivered") == []
    assert await shown(f"type={LabelStatusChanged.TYPE}") == [2]
    assert await shown(f"since={LONG_AGO}&until={ONE_DAY}&limit=2") == [3, 2]
    assert await shown(f"until={LONG_AGO}") == []


async def test_a_delivery_that_arrives_is_news_again(recognition, subscriber):
    path = f"/v1/subscriptions/{await recognition.subscribes(subscriber.url)}/deliveries"
    await recognition.happens(issued("TJ-1", 1))
    later = clock.now() + timedelta(hours=1)
    since = later.isoformat().replace("+00:00", "Z")
    before = await found(recognition, f"{path}?updated_since={since}", "position")

    with time_machine.travel(later, tick=True):
        await recognition.delivers()

    assert before == []
    assert await found(recognition, f"{path}?updated_since={since}", "position") == [1]


async def test_subscriptions_are_found_by_state_and_address(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)

    assert await found(recognition, "/v1/subscriptions?state=active&q=HTTP") == [str(id)]
    assert await found(recognition, "/v1/subscriptions?state=disabled") == []
    assert await found(recognition, "/v1/subscriptions?q=elsewhere") == []
    assert await found(recognition, f"/v1/subscriptions?updated_since={LONG_AGO}") == [str(id)]
    assert await found(recognition, f"/v1/subscriptions?updated_since={ONE_DAY}") == []
