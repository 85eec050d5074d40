"""Evidence over HTTP: taken by its content, kept once, read by owner and body only."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from tests.accounting.conftest import Accounting
from tests.accounting.samples import BODY, ENTERPRISE, OTHER_ENTERPRISE, body

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 10


def archive(member: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as content:
        content.writestr(member, "<x/>")
    return file.getvalue()


async def send(accounting: Accounting, content: bytes, *, name: str = "电费单.pdf", **options):
    headers = accounting.as_enterprise(options.get("org", ENTERPRISE))
    return await accounting.service.client.post(
        "/v1/evidence", params={"name": name}, content=content, headers=headers
    )


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (
            archive("xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (archive("OFD.xml"), "application/ofd"),
        ("日期,电量\n2025-01,1\n".encode(), "text/csv"),
        ("日期,电量\n2025-01,1\n".encode("gb18030"), "text/csv"),
    ],
)
async def test_the_kind_is_told_from_the_bytes(shared_accounting, content, media_type):
    await shared_accounting.has_enterprise()

    response = await send(shared_accounting, content, name="whatever")

    assert response.status_code == 201
    assert response.json()["media_type"] == media_type
    assert response.json()["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "evidence-empty"),
        (b"MZ\x90\x00 a program", "evidence-kind-unknown"),
        (b"<html>,</html>", "evidence-kind-unknown"),
        (archive("word/document.xml"), "evidence-kind-unknown"),
        (b"PK\x03\x04 not an archive", "evidence-kind-unknown"),
        (PDF + b"\0" * 16 * 1024 * 1024, "evidence-too-large"),
    ],
)
async def test_anything_else_is_refused_and_not_kept(accounting, tmp_path, content, problem):
    await accounting.has_enterprise()

    response = await send(accounting, content)

    assert response.status_code == 422
    assert response.json()["type"] == f"urn:tanbiao:problem:{problem}"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


async def test_the_same_file_is_kept_once(accounting: Accounting, tmp_path: Path):
    await accounting.has_enterprise()
    await accounting.has_enterprise(OTHER_ENTERPRISE)

    answers = [
        await send(accounting, PDF),
        await send(accounting, PDF, name="again"),
        await send(accounting, PDF, org=OTHER_ENTERPRISE),
    ]

    assert [answer.status_code for answer in answers] == [201, 200, 201]
    assert answers[1].json()["name"] == "电费单.pdf"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert len((await accounting.get("/v1/evidence")).json()["items"]) == 1


async def test_the_owner_gets_the_very_bytes_and_nobody_else_does(accounting: Accounting):
    await accounting.has_enterprise()
    path = f"/v1/evidence/{(await send(accounting, PDF)).json()['sha256']}"

    mine = await accounting.get(path)
    others = [
        await accounting.get(path, accounting.as_enterprise(OTHER_ENTERPRISE)),
        await accounting.get(path, accounting.as_body()),
    ]

    assert mine.content == PDF
    assert mine.headers["content-type"] == "application/pdf"
    assert [other.status_code for other in others] == [404, 404]


async def test_a_body_reads_the_evidence_of_a_calculation_it_was_applied_to_with(
    accounting: Accounting,
):
    system = await accounting.has_system()
    sha256 = (await send(accounting, PDF)).json()["sha256"]
    reported = body("activity-data")
    reported["processes"][0]["evidence"]["sha256"] = sha256
    path = f"/v1/systems/{system}/activity-data"
    activity = await accounting.makes(path, reported)
    order = {"system_id": system, "activity_data_id": activity}
    calculation = await accounting.makes("/v1/calculations", order)
    unnamed = (await send(accounting, PDF + b"more")).json()["sha256"]

    before = await accounting.get(f"/v1/evidence/{sha256}", accounting.as_body())
    await accounting.hears_of_application(calculation, to=BODY)
    after = await accounting.get(f"/v1/evidence/{sha256}", accounting.as_body())
    other = await accounting.get(f"/v1/evidence/{unnamed}", accounting.as_body())

    assert (before.status_code, after.status_code, other.status_code) == (404, 200, 404)
    assert after.content == PDF


async def test_activity_data_shows_which_evidence_is_present(accounting: Accounting):
    system = await accounting.has_system()
    sha256 = (await send(accounting, PDF)).json()["sha256"]
    reported = body("activity-data")
    reported["processes"][0]["evidence"]["sha256"] = sha256
    path = f"/v1/systems/{system}/activity-data"
    await accounting.makes(path, reported)

    (item,) = (await accounting.get(path)).json()["items"]

    assert item["evidence_present"] == [sha256]


async def test_without_a_place_for_evidence_it_is_refused(shared_accounting: Accounting):
    app = shared_accounting.service.app
    configured = app.state.settings
    app.state.settings = configured.model_copy(update={"evidence_dir": None})

    response = await send(shared_accounting, PDF)
    app.state.settings = configured

    assert response.status_code == 503
    assert "EVIDENCE_DIR" in response.json()["messages"]["en"]


async def test_the_time_of_arrival_is_the_servers(accounting: Accounting):
    await accounting.has_enterprise()

    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=False):
        response = await send(accounting, PDF)

    assert response.json()["created_at"] == "2026-11-22T08:00:00Z"
