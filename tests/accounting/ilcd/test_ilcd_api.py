"""ILCD archives over the API: who gets them, and that they stay the same."""

import io
from zipfile import ZipFile

from tests.accounting.samples import BODY, OTHER_ENTERPRISE


async def test_the_owner_and_an_admitted_body_get_the_same_archive(accounting):
    id, _ = await accounting.has_seal()
    path = f"/v1/calculations/{id}/ilcd"
    before = await accounting.get(path, accounting.as_body())

    await accounting.hears_of_application(id, to=BODY)

    mine = await accounting.get(path)
    theirs = await accounting.get(path, accounting.as_body())
    other = await accounting.get(path, accounting.as_enterprise(OTHER_ENTERPRISE))
    assert (before.status_code, mine.status_code, other.status_code) == (404, 200, 404)
    assert mine.headers["content-type"] == "application/zip"
    assert mine.content == theirs.content
    names = ZipFile(io.BytesIO(mine.content)).namelist()
    assert sum(name.startswith("ILCD/processes/") for name in names) == 1


async def test_only_a_sealed_calculation_is_handed_out(accounting):
    id = await accounting.has_calculation()

    refused = await accounting.get(f"/v1/calculations/{id}/ilcd")

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("calculation-not-sealed")
