"""Certification's archive takes bundles of calculations that their enterprises applied with."""

import pytest

from tests.accounting.conftest import Accounting


def as_worker(accounting: Accounting) -> dict[str, str]:
    return accounting.service.issuer.headers("platform", "platform")


async def test_the_archive_takes_the_bundle_once_a_body_was_applied_to(accounting):
    id, _ = await accounting.has_seal()
    path = f"/v1/sealed-bundles/{id}"

    before = await accounting.service.get(path, headers=as_worker(accounting))
    await accounting.hears_of_application(id)
    after = await accounting.service.get(path, headers=as_worker(accounting))

    assert before.status_code == 404
    assert after.content == (await accounting.get(f"/v1/calculations/{id}/bundle")).content


@pytest.mark.parametrize("role", ["enterprise", "certification-body", "market-regulator"])
async def test_nobody_else_takes_one_there(accounting, role):
    headers = accounting.service.issuer.headers("X", role)

    answer = await accounting.service.get("/v1/sealed-bundles/" + "0" * 32, headers=headers)

    assert answer.status_code == 403
