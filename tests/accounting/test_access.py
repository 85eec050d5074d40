"""Rows belong to organisations: what is foreign does not exist."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from accounting.calculations.domain.record import CalculationNotFound
from tests.accounting.samples import BODY, ENTERPRISE, OTHER_ENTERPRISE, body

OTHER_BODY = "CNCA-R-2099-902"


async def test_a_foreign_enterprise_sees_nothing(accounting):
    id, _ = await accounting.has_seal()
    detail = (await accounting.get(f"/v1/calculations/{id}")).json()
    stranger = accounting.as_enterprise(OTHER_ENTERPRISE)
    paths = [
        f"/v1/enterprises/{ENTERPRISE}",
        f"/v1/products/{detail['product_id']}",
        f"/v1/products/{detail['product_id']}/systems",
        f"/v1/systems/{detail['system_id']}",
        f"/v1/systems/{detail['system_id']}/activity-data",
        f"/v1/calculations/{id}",
        f"/v1/calculations/{id}/bundle",
    ]

    statuses = [(await accounting.get(path, stranger)).status_code for path in paths]

    assert statuses == [404] * len(paths)
    assert (await accounting.get("/v1/products", stranger)).json()["items"] == []
    assert (await accounting.get("/v1/calculations", stranger)).json()["items"] == []


async def test_a_foreign_enterprise_adds_nothing(accounting):
    id = await accounting.has_calculation()
    detail = (await accounting.get(f"/v1/calculations/{id}")).json()
    stranger = accounting.as_enterprise(OTHER_ENTERPRISE)
    order = {"system_id": detail["system_id"], "activity_data_id": detail["activity_data_id"]}
    commands = [
        (f"/v1/products/{detail['product_id']}/systems", body("system")),
        (f"/v1/systems/{detail['system_id']}/activity-data", body("activity-data")),
        ("/v1/calculations", order),
        (f"/v1/calculations/{id}/seal", None),
    ]

    statuses = [(await accounting.post(*command, stranger)).status_code for command in commands]

    assert statuses == [404] * len(commands)
    assert await accounting.service.published() == []


async def test_an_enterprise_registers_only_itself(accounting):
    response = await accounting.put(f"/v1/enterprises/{OTHER_ENTERPRISE}", body("enterprise"))

    assert response.status_code == 403
    assert response.json()["type"].endswith("enterprise-foreign")


async def test_a_body_reads_a_calculation_once_it_was_applied_to(accounting):
    id, seal = await accounting.has_seal()
    path = f"/v1/calculations/{id}/bundle"

    before = await accounting.get(path, accounting.as_body())
    await accounting.hears_of_application(id)
    after = await accounting.get(path, accounting.as_body())
    another = await accounting.get(path, accounting.as_body(OTHER_BODY))

    assert (before.status_code, after.status_code, another.status_code) == (404, 200, 404)
    assert after.json()["seal"] == seal
    [listed] = (await accounting.get("/v1/calculations", accounting.as_body(BODY))).json()["items"]
    assert listed["id"] == id


async def test_a_bodys_access_ends_when_certification_says(accounting):
    id, _ = await accounting.has_seal()
    path = f"/v1/calculations/{id}/bundle"
    first = await accounting.hears_of_application(id)

    await accounting.hears_of_end(id, first, datetime.now(UTC) + timedelta(days=1))
    before = await accounting.get(path, accounting.as_body())
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, seconds=1)):
        after = await accounting.get(path, accounting.as_body())
        listed = await accounting.get("/v1/calculations", accounting.as_body())
        await accounting.hears_of_application(id)
        anew = await accounting.get(path, accounting.as_body())

    assert (before.status_code, after.status_code, anew.status_code) == (200, 404, 200)
    assert listed.json()["items"] == []


async def test_an_end_that_is_told_before_its_application_counts_all_the_same(accounting):
    id, _ = await accounting.has_seal()
    application = uuid4()

    await accounting.hears_of_end(id, application, datetime.now(UTC))
    await accounting.hears_of_application(id, application=application)

    path = f"/v1/calculations/{id}/bundle"
    assert (await accounting.get(path, accounting.as_body())).status_code == 404


async def test_an_application_for_another_enterprises_calculation_admits_nobody(accounting):
    id, _ = await accounting.has_seal()

    with pytest.raises(CalculationNotFound):
        await accounting.hears_of_application(id, enterprise=OTHER_ENTERPRISE)

    path = f"/v1/calculations/{id}/bundle"
    assert (await accounting.get(path, accounting.as_body())).status_code == 404


async def test_a_body_may_not_seal_what_it_reads(accounting):
    id, _ = await accounting.has_seal()
    await accounting.hears_of_application(id)

    response = await accounting.post(f"/v1/calculations/{id}/seal", None, accounting.as_body())

    assert response.status_code == 403


async def test_no_token_no_answer(accounting):
    statuses = [
        (await accounting.service.get(path)).status_code
        for path in ("/v1/products", "/v1/factors", f"/v1/calculations/{uuid4()}")
    ]

    assert statuses == [401, 401, 401]
