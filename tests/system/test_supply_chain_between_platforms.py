"""A board maker and a maker of modules, each on a platform of its own, exchange footprints by PACT.

Everything goes through both gateways, with tokens that their authorization servers gave out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from chassis import clock
from tests.system.neighbours import (
    CUSTOMER,
    SUPPLIER,
    Side,
    example,
    guest_client,
    neighbours,
)
from tools.pilot.party import Refused
from tools.pilot.scenario import NotYet, eventually
from tools.stack import Stack

BOARD, MODULE = "wood-based-panels", "pv-module"
GTIN = "urn:gtin:06901234567908"
STATEMENT = {"fossil_carbon_kg": "10", "biogenic_carbon_kg": "300"}


@dataclass(frozen=True)
class Answered:
    """A request as it came to the supplier, as it was answered, and what it brought."""

    deadline: datetime
    product_system: str
    waiting: dict[str, Any]
    answer: dict[str, Any]
    published: dict[str, Any]
    kept: dict[str, Any]


@dataclass(frozen=True)
class Rests:
    """The customer's product system that rests on the supplier's footprint."""

    system: str
    calculation: str
    bundle: dict[str, Any]


@dataclass(frozen=True)
class Renewed:
    """The supplier's next version of the same product."""

    calculation: str
    published: dict[str, Any]


@pytest.fixture(scope="module")
def running(request) -> Stack | None:
    """The platform of the other system tests, where this run has any of them."""
    others = any("platform" in item.fixturenames for item in request.session.items)
    return request.getfixturevalue("platform").stack if others else None


@pytest.fixture(scope="module")
async def sides(running):
    async with neighbours(running) as both:
        yield both


@pytest.fixture(scope="module")
async def answered(sides) -> Answered:
    """The customer asks for the footprint of a product; a person at the supplier answers."""
    customer, supplier = sides
    board = await supplier.product(BOARD, "between-platforms")
    system = (await supplier.send(f"/v1/products/{board}/systems", example(BOARD, "system")))["id"]
    calculation = await supplier.sealed(system, example(BOARD, "activity-data"))
    published = await publishes(supplier, calculation, [])
    deadline = clock.now() + timedelta(days=20)
    wish = {"partner": SUPPLIER, "product_ids": [GTIN], "deadline": deadline.isoformat()}

    asked = await customer.send("/v1/footprint-requests", wish)
    waiting = await only(supplier, "/v1/footprint-requests?open=true")
    path = f"/v1/footprint-requests/{waiting['id']}/fulfilment"
    await supplier.send(path, {"footprints": [published["id"]]})
    answer = await answer_to(customer, asked["id"])
    kept = await customer.get(f"/v1/supplier-footprints/{published['id']}")
    return Answered(deadline, system, waiting, answer, published, kept)


@pytest.fixture(scope="module")
async def rests(sides, answered) -> Rests:
    """A module that leaves the factory in a crate of the supplier's board."""
    customer, _ = sides
    product = await customer.product(MODULE, "between-platforms")
    content = example(MODULE, "system")
    crate = {"kind": "factor", "id": "crate", "flow": "board", "factor": answered.kept["factor"]}
    content["processes"][0]["exchanges"].append({**crate, "amount": "0.001", "unit": "m3"})
    system = (await customer.send(f"/v1/products/{product}/systems", content))["id"]
    calculation = await customer.sealed(system, example(MODULE, "activity-data"))
    bundle = await customer.get(f"/v1/calculations/{calculation}/bundle")
    return Rests(system, calculation, bundle)


@pytest.fixture(scope="module")
async def renewed(sides, answered, rests) -> Renewed:
    """The supplier measures more electricity, and publishes again for the customer."""
    _, supplier = sides
    calculation = await supplier.sealed(answered.product_system, with_more_electricity())
    return Renewed(calculation, await publishes(supplier, calculation, [CUSTOMER]))


async def publishes(side: Side, calculation: str, recipients: list[str]) -> dict[str, Any]:
    body = {"recipients": recipients, **STATEMENT}
    return await side.send(f"/v1/calculations/{calculation}/publication", body)


async def only(side: Side, path: str) -> dict[str, Any]:
    """The one entry of a list, once it is there."""

    async def attempt() -> dict[str, Any]:
        items = (await side.get(path))["items"]
        if not items:
            raise NotYet(path)
        [found] = items
        return dict(found)

    found: dict[str, Any] = await eventually(attempt)
    return found


async def answer_to(customer: Side, request: str) -> dict[str, Any]:
    async def attempt() -> dict[str, Any]:
        found = dict(await customer.get(f"/v1/footprint-requests/{request}"))
        if found["answer"] is None:
            raise NotYet("the answer is on its way")
        return found

    found: dict[str, Any] = await eventually(attempt)
    return found


async def kept_when(
    customer: Side, footprint: str, holds: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """The customer's copy of a footprint, once the worker has it and it is so."""

    async def attempt() -> dict[str, Any]:
        try:
            kept = dict(await customer.get(f"/v1/supplier-footprints/{footprint}"))
        except Refused as refused:
            if refused.status == 404:
                raise NotYet("the worker has not fetched it") from refused
            raise
        if not holds(kept):
            raise NotYet("the event is on its way")
        return kept

    found: dict[str, Any] = await eventually(attempt)
    return found


def with_more_electricity() -> Any:
    """The supplier's activity data, with a tenth more of everything measured in kWh."""
    activity = example(BOARD, "activity-data")
    for process in activity["processes"]:
        for used in process["consumption"]:
            if used["unit"] == "kWh":
                used["amount"] = str(Decimal(used["amount"]) * Decimal("1.1"))
    return activity


@pytest.mark.clause("C14")
@pytest.mark.slow("waits for a second platform, and for two workers to ask one another")
async def test_a_request_with_a_deadline_is_answered_with_the_published_footprint(answered):
    waiting, answer, kept = answered.waiting, answered.answer, answered.kept

    assert (waiting["direction"], waiting["partner"]) == ("in", CUSTOMER)
    assert f"{answered.deadline:%Y-%m-%dT%H:%M:%S}" in waiting["criteria"]["comment"]
    assert (answer["state"], answer["footprints"]) == ("answered", [answered.published["id"]])
    assert kept["document"] == answered.published["footprint"]
    assert (kept["usable"], kept["supplier"]) == (True, SUPPLIER)


async def test_a_seal_holds_the_version_that_the_supplier_gave(answered, rests):
    factors = {factor["id"]: factor for factor in rests.bundle["document"]["factors"]}

    assert answered.kept["factor"] == f"supplier:{answered.published['id']}"
    assert answered.kept["sha256"] in factors[answered.kept["factor"]]["source_ref"]


async def test_a_token_of_one_platform_opens_nothing_on_the_other(sides, answered):
    customer, supplier = sides
    address = f"{supplier.stack.layout.url}/3/footprints/{answered.published['id']}"
    token = await customer.party.access_token()
    async with httpx.AsyncClient() as client:
        nobody = await client.get(address)
        foreign = await client.get(address, headers={"Authorization": f"Bearer {token}"})

    assert (nobody.status_code, foreign.status_code) == (401, 401)


@pytest.mark.clause("C14")
async def test_a_new_version_arrives_by_event_and_becomes_a_finding(
    sides, answered, rests, renewed
):
    """The customer's worker fetches it as a client of the supplier's authorization server."""
    customer, supplier = sides
    old, new = answered.published["id"], renewed.published["id"]
    found = await only(customer, "/v1/supplier-findings?open=true")
    arrived = await kept_when(customer, new, lambda kept: True)
    ended = await customer.get(f"/v1/supplier-footprints/{old}")
    path = f"/v1/calculations/{renewed.calculation}/publication/reads"
    reads = (await supplier.get(path))["items"]
    bundle = await customer.get(f"/v1/calculations/{rests.calculation}/bundle")

    assert (found["footprint_id"], found["replaced_by"]) == (old, new)
    assert (found["cause"], found["system_id"], found["sealed"]) == ("replaced", rests.system, 1)
    assert (arrived["way"], arrived["document"]["precedingPfIds"]) == ("fetch", [old])
    assert arrived["document"]["pcf"] != answered.kept["document"]["pcf"]
    assert (ended["deprecated"], ended["replaced_by"]) == (True, new)
    assert (reads[-1]["client"], reads[-1]["way"]) == (guest_client(CUSTOMER), "get")
    assert bundle == rests.bundle


async def test_a_withdrawal_arrives_by_event_too(sides, renewed):
    customer, supplier = sides
    new = renewed.published["id"]
    await kept_when(customer, new, lambda kept: True)

    path = f"/v1/calculations/{renewed.calculation}/publication/withdrawal"
    await supplier.send(path, {"reason": "数据有误 / the data were wrong"})
    ended = await kept_when(customer, new, lambda kept: kept["deprecated"])

    assert (ended["replaced_by"], ended["document"]["status"]) == (None, "Active")
