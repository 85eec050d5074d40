"""A list of subscriptions that came back from a backup may not be what was agreed: owners look."""

from chassis.lastknown import Folder, Generation, LastKnown
from chassis.restoring import Lost
from mutual_recognition.main import restore
from tests.mutual_recognition.samples import issued

KNOWN = LastKnown(Generation(1, "aa"), 9).after(9, {"feed": 9})


async def restored(recognition, tmp_path) -> list[str]:
    async with recognition.service.database.transaction() as tx:
        return await restore(tx, Lost(KNOWN, Folder(tmp_path)))


async def test_every_subscription_is_flagged_to_its_owner_and_where_to_repair_from(
    recognition, subscriber, tmp_path
):
    id = await recognition.subscribes(subscriber.url)
    await recognition.happens(issued("TJ-1", 4), issued("TJ-2", 5))

    lines = await restored(recognition, tmp_path)

    shown = (await recognition.get(f"/v1/subscriptions/{id}")).json()
    assert (shown["state"], shown["trouble"]["kind"]) == ("active", "restored")
    assert shown["trouble"]["repair_after"] == 2
    assert any(line.startswith("subscriptions: 1 flagged") for line in lines)


async def test_its_owner_confirms_it_and_reads_the_feed_from_there(
    recognition, subscriber, tmp_path
):
    id = await recognition.subscribes(subscriber.url)
    await restored(recognition, tmp_path)

    confirmed = (await recognition.post(f"/v1/subscriptions/{id}/reactivation")).json()

    assert confirmed["repair_after"] == 0
    assert confirmed["subscription"]["trouble"] is None


async def test_what_was_flagged_before_keeps_its_reason_and_its_place(
    recognition, subscriber_that_answers, tmp_path
):
    async with subscriber_that_answers(410) as subscriber:
        id = await recognition.subscribes(subscriber.url)
        await recognition.happens(issued())
        await recognition.delivers()

    await restored(recognition, tmp_path)

    shown = (await recognition.get(f"/v1/subscriptions/{id}")).json()
    assert (shown["state"], shown["trouble"]["kind"]) == ("disabled", "gone")
