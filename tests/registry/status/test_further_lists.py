"""Further status lists begin with the first label that names them."""

import pytest

from contracts.registry import ToldStatus
from registry.identities.domain.signed import read_credential
from registry.proofs.usecases.fsck import fsck
from registry.status.domain import status_list
from tests.registry.labels.test_sequencer import suspended


async def test_a_list_begins_with_the_first_certificate_that_names_it(registry, body):
    await registry.publishes(body.keys_changed(), body.certificate(status_index=7))
    before = await registry.get("/status/suspension/2")

    await registry.publishes(body.certificate(status_list=2, status_index=7))

    assert before.status_code == 404
    assert await bit(registry, "suspension", 2, 7) is False
    assert await bit(registry, "revocation", 2, 7) is False


async def test_a_change_shows_in_the_list_that_its_certificate_names_and_in_no_other(
    registry, body
):
    neighbours = [body.certificate(status_list=number, status_index=7) for number in (1, 2)]
    await registry.publishes(body.keys_changed(), *neighbours)

    [changed] = await registry.publishes(suspended(neighbours[1]))

    assert changed.status is ToldStatus.SUSPENDED
    assert [await bit(registry, "suspension", number, 7) for number in (1, 2)] == [False, True]
    listed = await registry.get("/v1/labels", params={"status": "suspended"})
    assert [item["label_number"] for item in listed.json()["items"]] == [changed.label_number]


async def test_the_log_answers_for_every_edition_of_every_list(registry, body):
    certificate = body.certificate(status_list=2)
    await registry.publishes(body.keys_changed(), certificate)
    await registry.publishes(suspended(certificate))

    async with registry.database.transaction() as tx:
        assert (await fsck(tx)).faults == ()


@pytest.mark.parametrize("name", ["suspension/2", "revocation/0", "suspension/99999", "other/1"])
async def test_a_list_that_nothing_names_does_not_exist(started_registry, name):
    assert (await started_registry.get(f"/status/{name}")).status_code == 404


async def bit(registry, purpose: str, number: int, index: int) -> bool:
    response = await registry.get(f"/status/{purpose}/{number}")
    claims = read_credential(response.text).claims
    assert claims["id"].endswith(f"/status/{purpose}/{number}")
    return status_list.decode(claims["credentialSubject"]["encodedList"])[index]
