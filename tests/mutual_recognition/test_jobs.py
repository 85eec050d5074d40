"""The jobs of mutual recognition's worker, failing at each of their steps."""

from dataclasses import replace
from functools import partial
from itertools import count

import pytest

from chassis import aside
from chassis.worker import Job
from mutual_recognition import main
from mutual_recognition.subscriptions.usecases.deliveries import deliver_due
from mutual_recognition.subscriptions.usecases.trials import send_tests
from tests.mutual_recognition.conftest import NODE
from tests.mutual_recognition.samples import LEASE, issued
from tests.support.jobs import fails_at_every_step, worker_of
from tools import keys


@pytest.fixture
def jobs(recognition, database_url, issuer, tmp_path) -> dict[str, Job]:
    keys.create(tmp_path)
    key_file = str(keys.path(tmp_path, "WEBHOOK_KEY_FILE", "mutual-recognition-worker"))
    worker = worker_of(main, database_url, issuer, WEBHOOK_KEY_FILE=key_file)
    jobs = {job.name: job for job in worker.jobs}
    run = partial(deliver_due, send=recognition.send, node=NODE, lease=LEASE)
    means = {"send": recognition.send, "ask": recognition.ask, "node": NODE, "lease": LEASE}
    test = replace(jobs["test"], run=partial(send_tests, **means))
    return jobs | {"deliver": replace(jobs["deliver"], run=run), "test": test}


def test_every_job_is_tried(jobs):
    assert jobs.keys() == {"deliver", "test", "register keys"}


async def test_delivering_survives_a_failure_at_every_step(recognition, subscriber, jobs):
    id = await recognition.subscribes(subscriber.url)
    numbers = count(1)

    async def one_more() -> None:
        number = next(numbers)
        await recognition.happens(issued(f"TJ-{number}", number))

    steps = await fails_at_every_step(recognition.database, jobs["deliver"], one_more)

    deliveries = await recognition.deliveries(id)
    assert steps > 8
    assert len(deliveries) == next(numbers) - 1
    assert {each["state"] for each in deliveries} == {"delivered"}


async def test_testing_survives_a_failure_at_every_step(recognition, subscriber, jobs):
    id = await recognition.subscribes(subscriber.url)
    asked = count()

    async def one_more() -> None:
        next(asked)
        response = await recognition.post(f"/v1/subscriptions/{id}/tests")
        assert response.status_code == 201

    steps = await fails_at_every_step(recognition.database, jobs["test"], one_more)

    tests = (await recognition.get(f"/v1/subscriptions/{id}/tests?limit=200")).json()["items"]
    assert steps > 4
    assert len(tests) == next(asked)
    assert {each["status"] for each in tests} == {200}


async def test_registering_keys_survives_a_failure_at_every_step(recognition, jobs):
    async def nothing_more() -> None:
        pass

    steps = await fails_at_every_step(recognition.database, jobs["register keys"], nothing_more)

    assert steps >= 2
    assert (await recognition.get("/.well-known/webhook-keys.json")).json()["keys"]


async def test_an_answer_that_nobody_understands_holds_up_no_other_delivery(
    recognition, subscriber, jobs
):
    async def send(url: str, id: str, content: bytes):
        if b"TJ-odd" in content:
            raise ValueError("Retry-After: in a while")
        return await recognition.send(url, id, content)

    await recognition.subscribes(subscriber.url)
    await recognition.happens(issued("TJ-odd", 1), issued("TJ-even", 2))

    await recognition.delivers(send)

    async with recognition.database.transaction() as tx:
        [left] = await aside.shown(tx)
    assert subscriber.counts == [("TJ-even", 1)]
    assert left["error"].endswith(" send")
