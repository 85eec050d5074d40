"""Evidence over HTTP when a bucket keeps it: the same answers, and clear ones when it is away."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from accounting import main
from tests.accounting.conftest import Accounting
from tests.support.objects import ObjectStore, serving_objects
from tests.support.service import serving
from tests.support.tokens import Issuer

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 10


@pytest.fixture
async def objects(tmp_path: Path) -> AsyncIterator[ObjectStore]:
    async with serving_objects(tmp_path) as store:
        yield store


@pytest.fixture
async def accounting(
    database_url: str, issuer: Issuer, objects: ObjectStore
) -> AsyncIterator[Accounting]:
    variables = {**objects.variables, "EVIDENCE_MAX_BYTES": "100000"}
    async with serving(main, database_url, issuer, **variables) as service:
        found = Accounting(service)
        await found.has_enterprise()
        yield found


async def send(accounting: Accounting, content: bytes):
    return await accounting.service.client.post(
        "/v1/evidence",
        params={"name": "电费单.pdf"},
        content=content,
        headers=accounting.as_enterprise(),
    )


async def test_a_file_goes_to_the_bucket_and_comes_back(accounting, objects):
    sent = await send(accounting, PDF)
    again = await send(accounting, PDF)

    read = await accounting.get(f"/v1/evidence/{sent.json()['sha256']}")

    assert (sent.status_code, again.status_code) == (201, 200)
    assert (read.status_code, read.content) == (200, PDF)
    assert read.headers["content-type"] == "application/pdf"
    assert "%E7%94%B5" in read.headers["content-disposition"]
    (kept,) = objects.objects
    assert kept.name == hashlib.sha256(PDF).hexdigest()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"MZ\x90\x00 a program", "evidence-kind-unknown"),
        (PDF + b"\0" * 100_000, "evidence-too-large"),
    ],
)
async def test_what_is_refused_is_not_in_the_bucket(accounting, objects, content, problem):
    response = await send(accounting, content)

    assert response.status_code == 422
    assert response.json()["type"] == f"urn:tanbiao:problem:{problem}"
    assert objects.objects == []


async def test_an_altered_object_is_not_handed_out(accounting, objects):
    sha256 = (await send(accounting, PDF)).json()["sha256"]
    (kept,) = objects.objects
    altered = bytearray(kept.read_bytes())
    altered[-1] ^= 1
    kept.write_bytes(altered)

    response = await accounting.get(f"/v1/evidence/{sha256}")

    assert response.status_code == 503
    assert response.json()["type"] == "urn:tanbiao:problem:evidence-damaged"


async def test_nothing_is_recorded_while_the_bucket_is_away(accounting, objects):
    await objects.stop()

    response = await send(accounting, PDF)

    assert response.status_code == 503
    assert response.json()["type"] == "urn:tanbiao:problem:evidence-store-unreachable"
    assert (await accounting.get("/v1/evidence")).json()["items"] == []
