"""Places in the status lists: one certificate each, and further lists by themselves."""

from dataclasses import replace
from uuid import uuid4

from certification.certificates.domain.numbering import StatusPlace
from certification.certificates.store import certificates
from certification.values.domain.sight import Sight


async def test_a_taken_place_is_passed_over(certification):
    held = await place_of_a_certificate(certification)
    other = StatusPlace(1, (held.status_index + 1) % 131_072)

    async with certification.database.transaction() as tx:
        assert await certificates.first_free(tx, [held, other, held]) == other
        assert await certificates.first_free(tx, [held, held]) is None


async def test_the_same_place_of_the_next_lists_is_another_one(certification):
    held = await place_of_a_certificate(certification)
    beyond = replace(held, status_list=2)

    async with certification.database.transaction() as tx:
        assert await certificates.newest_status_list(tx) == 1
        assert await certificates.first_free(tx, [held, beyond]) == beyond


async def test_who_draws_a_place_that_another_took_meanwhile_is_told(certification):
    number = await certification.granted()

    async with certification.database.transaction() as tx:
        file = await certificates.find(tx, number, Sight())
        rival = replace(file.certificate, id=uuid4(), number="rival", application_id=uuid4())
        assert not await certificates.add(tx, rival)
        assert await certificates.find(tx, "rival", Sight()) is None


async def place_of_a_certificate(certification) -> StatusPlace:
    number = await certification.granted()
    found = await certification.get(f"/v1/certificates/{number}", certification.as_enterprise())
    assert found.status_code == 200, found.text
    return StatusPlace(found.json()["status_list"], found.json()["status_index"])
