"""Nothing is sent to an address before it said that it wants webhooks of this node."""

import json

import pytest
from starlette.requests import Request
from starlette.responses import Response

from chassis.outbound import Guard
from contracts.registry import LabelIssued
from mutual_recognition.subscriptions.domain import consents
from mutual_recognition.subscriptions.remote import USER_AGENT, Webhooks
from tests.mutual_recognition.receivers import answering, served
from tests.mutual_recognition.samples import issued

ORIGIN = "tianjin.test"


class Address:
    """What came to an address that answers `OPTIONS` with these header fields."""

    def __init__(self, status: int = 200, **fields: str):
        self.status, self.fields, self.seen = status, fields, []
        self.app = answering(self.answer)

    async def answer(self, request: Request) -> Response:
        self.seen.append((request.method, dict(request.headers)))
        asked = request.method == "OPTIONS"
        return Response(
            status_code=self.status if asked else 200, headers=self.fields if asked else {}
        )

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.seen]


@pytest.fixture
def allowing() -> Address:
    return Address(**{"WebHook-Allowed-Origin": ORIGIN})


async def test_an_address_is_asked_once_before_the_first_webhook(recognition, allowing):
    async with served(allowing.app) as url:
        id = await recognition.subscribes(url)
        await recognition.happens(issued("TJ-1", 1))
        await recognition.delivers(ask=recognition.ask)
        await recognition.happens(issued("TJ-2", 2))
        await recognition.delivers(ask=recognition.ask)

    subscription = (await recognition.get(f"/v1/subscriptions/{id}")).json()
    assert allowing.methods == ["OPTIONS", "POST", "POST"]
    assert allowing.seen[0][1]["webhook-request-origin"] == ORIGIN
    assert {headers["user-agent"] for _, headers in allowing.seen} == {USER_AGENT}
    assert USER_AGENT.startswith("Tanbiao/")
    assert subscription["proven_at"]


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        (200, {"WebHook-Allowed-Origin": ""}),
        (200, {"WebHook-Allowed-Origin": "beijing.test"}),
        (200, {"WebHook-Allowed-Origin": f"not-{ORIGIN}"}),
        (403, {"WebHook-Allowed-Origin": ORIGIN}),
        (302, {"WebHook-Allowed-Origin": "*", "Location": "/elsewhere"}),
    ],
)
async def test_an_address_that_does_not_consent_gets_nothing(recognition, status, fields):
    address = Address(status, **fields)
    async with served(address.app) as url:
        id = await recognition.subscribes(url)
        await recognition.happens(issued())
        await recognition.delivers(ask=recognition.ask)

    [delivery] = await recognition.deliveries(id)
    subscription = (await recognition.get(f"/v1/subscriptions/{id}")).json()
    assert address.methods == ["OPTIONS"]
    assert delivery["state"] == "pending"
    assert delivery["attempts"][0]["failure"] == "consent-missing"
    assert subscription["proven_at"] is None


class OnlyPost:
    """A receiver that knows no `OPTIONS`, and answers events by this function of the body."""

    def __init__(self, answer, status: int = 200):
        self.say, self.status, self.types = answer, status, []
        self.app = answering(self.answer)

    async def answer(self, request: Request) -> Response:
        if request.method != "POST":
            return Response(status_code=405)
        event = await request.json()
        self.types.append(event["type"])
        assert request.headers["webhook-signature"].startswith("v1a,")
        return Response(self.say(event), self.status)


def word(event) -> str:
    return event["data"].get("challenge", "")


async def asked_and_told(recognition, receiver: OnlyPost) -> dict:
    async with served(receiver.app) as url:
        id = await recognition.subscribes(url)
        await recognition.happens(issued())
        await recognition.delivers(ask=recognition.ask)
    subscription = await recognition.get(f"/v1/subscriptions/{id}")
    [delivery] = await recognition.deliveries(id)
    return {"delivery": delivery["state"], "proven": subscription.json()["proven_at"] is not None}


@pytest.mark.parametrize("say", [word, lambda e: json.dumps({"challenge": word(e)})])
async def test_a_receiver_that_answers_only_post_consents_by_the_word_it_got(recognition, say):
    receiver = OnlyPost(say)

    outcome = await asked_and_told(recognition, receiver)

    assert outcome == {"delivery": "delivered", "proven": True}
    assert receiver.types == [consents.TYPE, LabelIssued.TYPE]


@pytest.mark.parametrize(
    ("say", "status"),
    [
        (lambda _: "", 200),
        (json.dumps, 200),
        (lambda _: "a word that was guessed", 200),
        (lambda event: " " * 5000 + word(event), 200),
        (lambda event: json.dumps([word(event)]), 200),
        (word, 404),
    ],
)
async def test_one_that_takes_whatever_comes_does_not(recognition, say, status):
    receiver = OnlyPost(say, status)

    outcome = await asked_and_told(recognition, receiver)

    assert outcome == {"delivery": "pending", "proven": False}
    assert receiver.types == [consents.TYPE]


@pytest.mark.parametrize("allowed", ["*", f"beijing.test, {ORIGIN}"])
async def test_an_address_may_allow_everybody_or_several(key, allowed):
    address = Address(204, **{"WebHook-Allowed-Origin": allowed})
    async with served(address.app) as url:
        answer = await Webhooks([key], Guard(allow_private=True), 2, ORIGIN).ask(url)

    assert answer.failure is None


async def test_a_new_address_is_asked_anew(recognition, allowing):
    async with served(allowing.app) as url:
        id = await recognition.subscribes(f"{url}/old")
        await recognition.happens(issued("TJ-1", 1))
        await recognition.delivers(ask=recognition.ask)
        moved = await recognition.patch(f"/v1/subscriptions/{id}", {"url": f"{url}/new"})
        await recognition.happens(issued("TJ-2", 2))
        await recognition.delivers(ask=recognition.ask)

    assert moved.json()["proven_at"] is None
    assert allowing.methods == ["OPTIONS", "POST", "OPTIONS", "POST"]


async def test_the_documented_receiver_consents(recognition, subscriber):
    await recognition.subscribes(subscriber.url)
    await recognition.happens(issued())

    await recognition.delivers(ask=recognition.ask)

    assert subscriber.counts == [("TJ-1", 1)]
