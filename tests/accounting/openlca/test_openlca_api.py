"""Product systems go to openLCA and come back, over the API."""

import pytest

from tests.accounting.samples import OTHER_ENTERPRISE, body

ZIP = {"Content-Type": "application/zip"}


async def send(accounting, product, content):
    headers = {**accounting.as_enterprise(), **ZIP}
    path = f"/v1/products/{product}/systems/openlca"
    return await accounting.service.client.post(path, content=content, headers=headers)


@pytest.fixture
async def described(accounting):
    product = await accounting.has_product()
    system = await accounting.makes(f"/v1/products/{product}/systems", body("system"))
    return product, system


async def test_a_system_comes_back_the_same(accounting, described):
    product, system = described

    archive = await accounting.get(f"/v1/systems/{system}/openlca")
    taken = await send(accounting, product, archive.content)

    assert archive.headers["content-type"] == "application/zip"
    assert "binary floats" in archive.headers["x-losses"]
    assert taken.status_code == 201, taken.text
    assert taken.json()["losses"] == []
    again = (await accounting.get(f"/v1/systems/{taken.json()['id']}")).json()["system"]
    before = (await accounting.get(f"/v1/systems/{system}")).json()["system"]
    assert _ordered(again) == _ordered(before)


async def test_another_enterprise_neither_takes_nor_gives(accounting, described):
    product, system = described
    theirs = accounting.as_enterprise(OTHER_ENTERPRISE)

    read = await accounting.get(f"/v1/systems/{system}/openlca", theirs)
    path = f"/v1/products/{product}/systems/openlca"
    written = await accounting.service.client.post(path, content=b"", headers={**theirs, **ZIP})

    assert (read.status_code, written.status_code) == (404, 404)


async def test_a_file_that_is_no_archive_is_refused_in_words(accounting, described):
    product, _ = described

    refused = await send(accounting, product, b"no archive")

    assert refused.status_code == 422
    assert refused.json()["type"].endswith("open-lca-archive-unreadable")
    assert "openLCA" in str(refused.json())


def _ordered(system):
    def by_id(row):
        return row["id"]

    processes = [
        {**process, "exchanges": sorted(process["exchanges"], key=by_id)}
        for process in sorted(system["processes"], key=by_id)
    ]
    return {**system, "processes": processes}
