"""Heavy requests become tasks: kept, carried out in turns, once, and asked for later."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine

from accounting import main
from accounting.tasks.domain.tasks import Task, TaskLimits, TaskState
from accounting.tasks.store import tasks as store
from accounting.tasks.store.tasks import JOBS
from accounting.tasks.usecases import progress
from accounting.tasks.usecases.carrying import carry
from chassis import clock
from chassis.elsewhere import KeptAnswer, KeptRequest
from tests.accounting.samples import BODY, ENTERPRISE, OTHER_ENTERPRISE, body
from tests.accounting.tasking import Tasks, heavy, until
from tests.support.tokens import Issuer


@pytest.fixture
async def tasks(database_url: str, issuer: Issuer, tmp_path: Path) -> AsyncIterator[Tasks]:
    async with heavy(database_url, issuer, tmp_path) as tasks:
        yield tasks


async def model(tasks: Tasks, org: str = ENTERPRISE, **headers: str):
    product = await tasks.accounting.has_product(org, model=uuid4().hex[:8])
    path = f"/v1/products/{product}/systems"
    return await tasks.asks(path, body("system"), org, **headers), product


async def systems(tasks: Tasks, product: str, org: str = ENTERPRISE) -> list[str]:
    parties = tasks.accounting.as_enterprise(org)
    page = await tasks.accounting.get(f"/v1/products/{product}/systems", parties)
    return [system["id"] for system in page.json()["items"]]


async def test_a_heavy_system_is_recorded_by_a_task(tasks):
    asked, product = await model(tasks)
    before = await tasks.read(asked, ENTERPRISE)

    await tasks.works()

    after = await tasks.read(asked, ENTERPRISE)
    answer = await tasks.answer(asked, ENTERPRISE)
    assert (before["state"], before["answer"], before["made"]) == ("waiting", None, None)
    assert (after["state"], after["status"], after["attempt"]) == ("done", 201, 1)
    assert await systems(tasks, product) == [after["made"]]
    assert answer.json()["id"] == after["made"]
    assert answer.json()["system"]["reference"] == "module"


async def test_the_task_answers_what_the_request_would_have(tasks, accounting):
    """The same calculation, here and by tasks: their documents differ in identifiers alone."""
    asked, _ = await model(tasks)
    await tasks.works()
    system = (await tasks.read(asked, ENTERPRISE))["made"]
    reported = await tasks.asks(
        f"/v1/systems/{system}/activity-data", body("activity-data"), ENTERPRISE
    )
    await tasks.works()
    order = {
        "system_id": system,
        "activity_data_id": (await tasks.read(reported, ENTERPRISE))["made"],
    }
    ordered = await tasks.asks("/v1/calculations", order, ENTERPRISE)
    await tasks.works()
    calculated = (await tasks.answer(ordered, ENTERPRISE)).json()

    here = await accounting.get(f"/v1/calculations/{await accounting.has_calculation()}")

    assert calculated["result"] == here.json()["result"]
    assert calculated["value"] == here.json()["value"]


async def test_what_only_reads_is_answered_from_beside(tasks, accounting):
    """By the default of 500 exchanges it is light: the same bytes from another process."""
    id = await accounting.has_calculation()

    for path in (f"/v1/calculations/{id}", f"/v1/calculations/{id}/lineage", "/v1/calculations"):
        beside, here = await tasks.accounting.get(path), await accounting.get(path)
        assert (beside.status_code, beside.content) == (here.status_code, here.content)


async def test_what_is_refused_is_told_as_the_request_would_have_been(tasks):
    product = await tasks.accounting.has_product()
    unsound = body("system") | {"reference": "no-such-process"}
    asked = await tasks.asks(f"/v1/products/{product}/systems", unsound, ENTERPRISE)

    await tasks.works()

    task = await tasks.read(asked, ENTERPRISE)
    answer = (await tasks.answer(asked, ENTERPRISE)).json()
    assert (task["state"], task["status"], task["made"]) == ("failed", 422, None)
    assert answer["type"] == "urn:tanbiao:problem:process-missing"
    assert answer["instance"] == f"/v1/products/{product}/systems"


async def test_a_body_of_another_form_lists_its_faults(tasks):
    product = await tasks.accounting.has_product()
    asked = await tasks.asks(
        f"/v1/products/{product}/systems", {"reference": 7, "processes": "x" * 200}, ENTERPRISE
    )

    await tasks.works()

    answer = (await tasks.answer(asked, ENTERPRISE)).json()
    assert answer["type"] == "urn:tanbiao:problem:request-invalid"
    assert "/body/processes" in {error["pointer"] for error in answer["errors"]}


async def test_only_the_organisation_sees_and_cancels_its_tasks(tasks):
    asked, _ = await model(tasks)
    address = asked.headers["location"]

    for party in (tasks.accounting.as_enterprise(OTHER_ENTERPRISE), tasks.accounting.as_body(BODY)):
        assert (await tasks.accounting.get(address, party)).status_code == 404
        assert (await tasks.accounting.get(f"{address}/answer", party)).status_code == 404
        response = await tasks.accounting.service.client.delete(address, headers=party)
        assert response.status_code == 404
        listed = await tasks.accounting.get("/v1/tasks", party)
        assert listed.json()["items"] == []

    mine = await tasks.accounting.get("/v1/tasks")
    assert [task["id"] for task in mine.json()["items"]] == [asked.json()["id"]]


async def cancel(tasks: Tasks, address: str):
    party = tasks.accounting.as_enterprise()
    return await tasks.accounting.service.client.delete(address, headers=party)


async def test_a_cancelled_task_is_never_carried_out(tasks):
    asked, product = await model(tasks)

    cancelled = await cancel(tasks, asked.headers["location"])
    await tasks.works()

    assert cancelled.status_code == 204
    assert (await tasks.read(asked, ENTERPRISE))["state"] == "cancelled"
    assert await systems(tasks, product) == []
    again = await cancel(tasks, asked.headers["location"])
    assert again.json()["type"] == "urn:tanbiao:problem:task-already-ended"
    missing = await tasks.answer(asked, ENTERPRISE)
    assert missing.json()["type"] == "urn:tanbiao:problem:task-answer-not-kept"


def dawdle(path: str, asked: KeptRequest, of: Task) -> KeptAnswer:
    """Say who is at it, and take for ever."""
    Path(path).write_text(str(os.getpid()))
    threading.Event().wait(600)
    raise AssertionError


async def test_cancelling_ends_the_process_that_is_at_it(tasks, tmp_path):
    asked, product = await model(tasks)
    note = tmp_path / "process"
    working = asyncio.create_task(tasks.works(partial(dawdle, str(note))))
    await until(lambda: _exists(note))

    await cancel(tasks, asked.headers["location"])
    await asyncio.wait_for(working, 30)

    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
    assert (await tasks.read(asked, ENTERPRISE))["state"] == "cancelled"
    assert await systems(tasks, product) == []


def half(path: str, asked: KeptRequest, of: Task) -> KeptAnswer:
    """Say that half is done, and take for ever."""
    progress.step(60, 120)
    return dawdle(path, asked, of)


async def test_a_running_task_says_how_far_it_is(tasks, tmp_path):
    asked, _ = await model(tasks)
    working = asyncio.create_task(tasks.works(partial(half, str(tmp_path / "process"))))

    async def told() -> bool:
        return (await tasks.read(asked, ENTERPRISE))["progress"] is not None

    await until(told)
    running = await tasks.read(asked, ENTERPRISE)
    await cancel(tasks, asked.headers["location"])
    await asyncio.wait_for(working, 30)

    assert (running["state"], running["progress"]) == ("running", {"done": 60, "of": 120})


async def _exists(path: Path) -> bool:
    return path.exists() and bool(path.read_text())


async def test_what_a_process_did_for_a_cancelled_task_is_undone(tasks):
    """Cancelled after the process began, and before it commits."""
    asked, product = await model(tasks)
    async with tasks.accounting.database.transaction() as tx:
        claimed = await store.claim(tx, JOBS[0])
    await cancel(tasks, asked.headers["location"])

    task, request = claimed
    answer = await tasks.pool.run(
        carry(main.application, tasks.settings),
        request,
        task,
        org=ENTERPRISE,
        cpu_s=60,
        memory_bytes=1 << 30,
    )

    assert answer.status == 409
    assert b"task-abandoned" in answer.body
    assert await systems(tasks, product) == []


def die(asked: KeptRequest, of: Task) -> KeptAnswer:
    os.kill(os.getpid(), 9)
    raise AssertionError


async def test_a_task_whose_process_died_is_taken_up_again_and_done_once(tasks):
    asked, product = await model(tasks)
    await tasks.works(die)
    between = await tasks.read(asked, ENTERPRISE)

    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        await tasks.works()

    after = await tasks.read(asked, ENTERPRISE)
    assert (between["state"], between["attempt"]) == ("running", 1)
    assert (after["state"], after["attempt"]) == ("done", 2)
    assert await systems(tasks, product) == [after["made"]]


async def test_a_task_whose_processes_keep_dying_fails_with_a_reason(tasks):
    asked, _ = await model(tasks)

    for minutes in (0, 10, 30):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes)):
            await tasks.works(die)

    task = await tasks.read(asked, ENTERPRISE)
    answer = (await tasks.answer(asked, ENTERPRISE)).json()
    assert (task["state"], task["attempt"]) == ("failed", 3)
    assert answer["type"] == "urn:tanbiao:problem:work-broke"
    assert "exit -9" in answer["messages"]["en"]


def burn(asked: KeptRequest, of: Task) -> KeptAnswer:
    while True:
        pass


async def test_a_task_that_takes_too_much_fails_by_the_limit(tasks):
    asked, _ = await model(tasks)

    await tasks.works(burn, TaskLimits(1, 1 << 30))

    task = await tasks.read(asked, ENTERPRISE)
    answer = (await tasks.answer(asked, ENTERPRISE)).json()
    assert (task["state"], task["attempt"]) == ("failed", 1)
    assert answer["type"] == "urn:tanbiao:problem:work-too-heavy"
    assert "1 s" in answer["messages"]["en"]


async def test_organisations_take_turns(tasks):
    """Three of one that asked first, one of another: the other waits for one, not for three."""
    for _ in range(3):
        await model(tasks)
    await model(tasks, OTHER_ENTERPRISE)
    order = []

    while claimed := await _claimed(tasks):
        order.append(claimed.enterprise)
        async with tasks.accounting.database.transaction() as tx:
            await store.end(tx, claimed, store.Ending(TaskState.DONE, 200, "{}"))

    assert order == [ENTERPRISE, OTHER_ENTERPRISE, ENTERPRISE, ENTERPRISE]


async def test_an_organisation_has_one_task_carried_out_at_a_time(tasks):
    for _ in range(2):
        await model(tasks)
    await model(tasks, OTHER_ENTERPRISE)

    taken = [await _claimed(tasks) for _ in range(3)]

    assert [task and task.enterprise for task in taken] == [ENTERPRISE, OTHER_ENTERPRISE, None]


async def _claimed(tasks: Tasks) -> Task | None:
    async with tasks.accounting.database.transaction() as tx:
        claimed = await store.claim(tx, JOBS[0])
    return claimed[0] if claimed else None


async def test_an_organisation_has_so_many_unended_tasks(database_url, issuer, tmp_path):
    async with heavy(database_url, issuer, tmp_path, TASKS_MAX_OPEN="2") as tasks:
        product = await tasks.accounting.has_product()
        path = f"/v1/products/{product}/systems"
        for _ in range(2):
            await tasks.asks(path, body("system"), ENTERPRISE)

        refused = await tasks.accounting.post(path, body("system"))

        assert refused.status_code == 409
        assert refused.json()["type"] == "urn:tanbiao:problem:tasks-too-many"
        assert "2" in refused.json()["messages"]["en"]
        await model(tasks, OTHER_ENTERPRISE)


async def test_a_repeated_key_names_the_same_task(tasks):
    product = await tasks.accounting.has_product()
    path, key = f"/v1/products/{product}/systems", {"Idempotency-Key": "once"}
    first = await tasks.asks(path, body("system"), ENTERPRISE, **key)

    party = {**tasks.accounting.as_enterprise(), **key}
    again = await tasks.accounting.post(path, body("system"), party)
    await tasks.works()

    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    assert again.headers["idempotency-replayed"] == "true"
    named = ("location", "retry-after")
    assert [again.headers[name] for name in named] == [first.headers[name] for name in named]
    assert len(await systems(tasks, product)) == 1


async def test_the_trail_says_who_asked_and_what_was_done(tasks):
    await model(tasks)
    await tasks.works()

    trail = await tasks.accounting.get("/v1/audit-entries")

    entries = [e for e in trail.json()["items"] if e["route"] == "/v1/products/{id}/systems"]
    assert {entry["client"] for entry in entries} == {entries[0]["client"]}
    touched = [{each.split("/")[0] for each in entry["objects"]} for entry in entries]
    assert sorted(map(sorted, touched)) == [["id", "product_system", "task_answer"], ["id", "task"]]


async def test_ended_tasks_are_forgotten_after_a_week(tasks):
    asked, product = await model(tasks)
    await tasks.works()
    waiting, _ = await model(tasks)

    with time_machine.travel(clock.now() + timedelta(days=8)):
        async with tasks.accounting.database.transaction() as tx:
            await store.forget(tx)

    gone = await tasks.accounting.get(asked.headers["location"])
    assert gone.status_code == 404
    assert (await tasks.read(waiting, ENTERPRISE))["state"] == "waiting"
    assert len(await systems(tasks, product)) == 1
