"""The jobs of the exchange, failing at each of their steps or at one delivery."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import time_machine

from accounting import main
from accounting.requests.usecases.deliveries import deliver, reject_overdue
from chassis import aside, clock
from chassis.worker import Job
from tests.accounting.nodes import ask
from tests.support.jobs import fails_at_every_step, worker_of


@pytest.fixture
def jobs(database_url, issuer) -> dict[str, Job]:
    return {job.name: job for job in worker_of(main, database_url, issuer).jobs}


@pytest.fixture
def patient_nodes(nodes, issuer):
    """Their tokens outlive the days that these tests let go by."""
    seller, buyer, wire = nodes
    begin, end = (int((clock.now() + timedelta(days=day)).timestamp()) for day in (-40, 2))
    wire.tokens = {
        host.url: issuer.token(caller.org, "enterprise", iat=begin, exp=end)
        for host, caller in ((seller, buyer), (buyer, seller))
    }
    return nodes


async def test_delivering_survives_a_failure_at_every_step(patient_nodes, jobs):
    seller, buyer, _ = patient_nodes
    run = partial(deliver, dispatch=buyer.dispatch)
    job = replace(jobs["deliver to exchange partners"], run=run)
    asked = []

    async def one_more() -> None:
        asked.append((await ask(buyer))["id"])

    steps = await fails_at_every_step(buyer.accounting.database, job, one_more)

    requests = (await seller.get("/v1/footprint-requests?limit=200"))["items"]
    assert steps > 5
    assert len(requests) == len(asked)


async def test_rejecting_survives_a_failure_at_every_step(patient_nodes, jobs):
    seller, buyer, _ = patient_nodes
    run = partial(reject_overdue, source=seller.dispatch.source)
    job = replace(jobs["reject overdue requests"], run=run)

    async def one_more() -> None:
        with time_machine.travel(clock.now() - timedelta(days=31), tick=True):
            await ask(buyer)
            await buyer.work()

    steps = await fails_at_every_step(seller.accounting.database, job, one_more)

    requests = (await seller.get("/v1/footprint-requests?limit=200"))["items"]
    assert steps > 5
    assert {request["answer"] for request in requests} == {"rejected"}


async def test_an_answer_that_nobody_understands_holds_up_no_other_delivery(nodes, monkeypatch):
    seller, buyer, wire = nodes
    handle, odd = type(wire).handle_async_request, iter([True])

    async def answer(self, request):
        if request.url.path.endswith("/events") and next(odd, False):
            raise UnicodeError("surrogates not allowed")
        return await handle(self, request)

    monkeypatch.setattr(type(wire), "handle_async_request", answer)
    for _ in range(2):
        await ask(buyer)
    await buyer.work()

    async with buyer.accounting.database.transaction() as tx:
        [left] = await aside.shown(tx)
    assert len((await seller.get("/v1/footprint-requests"))["items"]) == 1
    assert left["error"].startswith("UnicodeError: ")
