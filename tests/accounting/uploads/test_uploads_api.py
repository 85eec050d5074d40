"""Uploads over HTTP: announced, sent in pieces, broken off and gone on with, limited, forgotten."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from accounting.uploads.domain.uploads import UploadKind
from tests.accounting.conftest import Accounting
from tests.accounting.samples import OTHER_ENTERPRISE
from tests.accounting.uploading import (
    PIECE_TYPE,
    announcement,
    announces,
    cleans_up,
    errors,
    has_meters,
    readings_csv,
    seen,
    sends,
    tally,
    uploads,
    works,
)

CONTENT = readings_csv(200)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=True) as travelling:
        yield travelling


def stored(folder: Path) -> list[Path]:
    return [path for path in (folder / "uploads").rglob("*") if path.is_file()]


def limit(accounting: Accounting, **limits: int) -> None:
    """The service as if it had been started with these variables."""
    state = accounting.service.app.state
    state.settings = state.settings.model_copy(update=limits)


async def sends_broken_off(accounting: Accounting, id: str, piece: bytes, offset: int) -> None:
    """A piece whose client leaves after a first part of it, as the server sees that."""
    headers = accounting.as_enterprise() | {"Upload-Offset": str(offset), "Upload-Complete": "?1"}
    messages = [
        {"type": "http.request", "body": piece, "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive():
        return messages.pop(0)

    async def send(_message):
        """Nobody listens any more."""

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "PATCH",
        "path": f"/v1/uploads/{id}",
        "raw_path": f"/v1/uploads/{id}".encode(),
        "query_string": b"",
        "scheme": "http",
        "root_path": "",
        "server": ("127.0.0.1", 8080),
        "client": ("127.0.0.1", 1),
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
    }
    await accounting.service.app(scope, receive, send)


async def test_a_file_arrives_in_pieces(accounting: Accounting):
    await has_meters(accounting, "main")
    announced = await announces(accounting, CONTENT)
    id = announced.json()["id"]

    first = await sends(accounting, id, CONTENT[:1000], 0)
    asked = await accounting.get(f"/v1/uploads/{id}")
    second = await sends(accounting, id, CONTENT[1000:], 1000, last=True)
    await works(accounting)

    assert (announced.status_code, announced.headers["location"]) == (201, f"/v1/uploads/{id}")
    assert announced.headers["upload-limit"] == "max-size=1073741824, max-append-size=8388608"
    fields = ("upload-offset", "upload-complete", "upload-length")
    assert [asked.headers[name] for name in fields] == ["1000", "?0", str(len(CONTENT))]
    assert [second.headers[name] for name in fields] == [str(len(CONTENT)), "?1", str(len(CONTENT))]
    assert first.json()["percent"] == 1000 * 100 // len(CONTENT)
    assert tally(await seen(accounting, id)) == (200, 200, 0, 0)


async def test_a_piece_that_begins_elsewhere_is_told_where_to_go_on(accounting: Accounting):
    await accounting.has_enterprise()
    id = (await announces(accounting, CONTENT)).json()["id"]
    await sends(accounting, id, CONTENT[:1000], 0)

    again = await sends(accounting, id, CONTENT[:1000], 0)
    ahead = await sends(accounting, id, CONTENT[2000:], 2000)

    for refused in (again, ahead):
        assert (refused.status_code, refused.headers["upload-offset"]) == (409, "1000")
        assert refused.json()["type"] == "urn:tanbiao:problem:upload-offset-wrong"
    assert (await seen(accounting, id))["received"] == 1000


async def test_what_arrived_before_the_connection_broke_is_kept(accounting: Accounting):
    await has_meters(accounting, "main")
    id = (await announces(accounting, CONTENT)).json()["id"]

    await sends_broken_off(accounting, id, CONTENT[:700], 0)
    broken = await seen(accounting, id)
    await sends(accounting, id, CONTENT[700:], broken["received"], last=True)
    await works(accounting)

    assert (broken["state"], broken["received"]) == ("receiving", 700)
    assert tally(await seen(accounting, id)) == (200, 200, 0, 0)


async def test_the_same_file_is_the_same_upload(accounting: Accounting):
    await has_meters(accounting, "main")
    await accounting.has_enterprise(OTHER_ENTERPRISE)
    id = await uploads(accounting, CONTENT)
    await works(accounting)

    again = await announces(accounting, CONTENT)
    others = await announces(accounting, CONTENT, OTHER_ENTERPRISE)

    assert (again.status_code, again.json()["id"], again.json()["state"]) == (200, id, "done")
    assert (others.status_code, others.json()["state"]) == (201, "receiving")


async def test_an_upload_belongs_to_its_enterprise(accounting: Accounting):
    await accounting.has_enterprise()
    await accounting.has_enterprise(OTHER_ENTERPRISE)
    id = (await announces(accounting, CONTENT)).json()["id"]
    foreign = accounting.as_enterprise(OTHER_ENTERPRISE)

    answers = [
        await accounting.get(f"/v1/uploads/{id}", foreign),
        await accounting.get(f"/v1/uploads/{id}/errors", foreign),
        await sends(accounting, id, CONTENT, 0, org=OTHER_ENTERPRISE),
        await accounting.service.client.delete(f"/v1/uploads/{id}", headers=foreign),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert (await accounting.get("/v1/uploads", foreign)).json()["items"] == []
    assert [each["id"] for each in (await accounting.get("/v1/uploads")).json()["items"]] == [id]


async def test_limits_hold(accounting: Accounting):
    await accounting.has_enterprise()
    limit(accounting, upload_max_bytes=9000, upload_piece_bytes=500, upload_max_open=1)
    id = (await announces(accounting, CONTENT)).json()["id"]

    answers = [
        await announces(accounting, b"x" * 9001),
        await announces(accounting, CONTENT[:-1]),
        await sends(accounting, id, CONTENT[:501], 0),
        await sends(accounting, id, CONTENT[:400], 0, last=True),
    ]

    assert [(a.status_code, a.json()["type"].rpartition(":")[2]) for a in answers] == [
        (413, "upload-too-large"),
        (409, "uploads-too-many"),
        (413, "upload-piece-too-large"),
        (422, "upload-length-wrong"),
    ]
    assert (await seen(accounting, id))["received"] == 0


async def test_a_piece_cannot_go_beyond_the_announced_size(accounting: Accounting):
    await accounting.has_enterprise()
    id = (await announces(accounting, CONTENT)).json()["id"]

    refused = await sends(accounting, id, CONTENT + b"more", 0)

    assert refused.json()["type"] == "urn:tanbiao:problem:upload-length-wrong"


async def test_a_cancelled_upload_makes_room(accounting: Accounting, tmp_path: Path):
    await accounting.has_enterprise()
    limit(accounting, upload_max_open=1)
    id = (await announces(accounting, CONTENT)).json()["id"]
    await sends(accounting, id, CONTENT[:500], 0)

    cancelled = await accounting.service.client.delete(
        f"/v1/uploads/{id}", headers=accounting.as_enterprise()
    )
    await cleans_up(accounting)
    closed = await sends(accounting, id, CONTENT[500:], 500)
    anew = await announces(accounting, CONTENT)

    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert closed.json()["type"] == "urn:tanbiao:problem:upload-closed"
    assert (anew.status_code, anew.json()["id"] != id) == (201, True)
    assert stored(tmp_path) == []


async def test_an_upload_that_never_ends_is_forgotten(
    accounting: Accounting, tmp_path: Path, november
):
    await accounting.has_enterprise()
    id = (await announces(accounting, CONTENT)).json()["id"]
    await sends(accounting, id, CONTENT[:500], 0)
    await cleans_up(accounting)
    before = len(stored(tmp_path))

    november.shift(timedelta(hours=73))
    await cleans_up(accounting)

    assert (before, stored(tmp_path)) == (1, [])
    assert (await seen(accounting, id))["state"] == "expired"


async def test_parts_go_once_the_file_is_whole(accounting: Accounting, tmp_path: Path):
    await has_meters(accounting, "main")
    await uploads(accounting, CONTENT)
    await works(accounting)

    await cleans_up(accounting)

    assert stored(tmp_path) == []


async def test_there_is_no_error_file_before_the_end(accounting: Accounting):
    await has_meters(accounting, "main")
    id = await uploads(accounting, CONTENT)

    early = await accounting.get(f"/v1/uploads/{id}/errors")
    await works(accounting)
    late = await errors(accounting, id)

    assert early.json()["type"] == "urn:tanbiao:problem:upload-errors-not-ready"
    assert late.content.decode("utf-8-sig").splitlines() == [
        "meter,at,value,line,reason_zh,reason_en"
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"system_id": "6f4c8c0e-2f55-4a5e-9a0c-0d9f0a4f2f11"},
        {"what": "activity-data", "media_type": UploadKind.NDJSON.value},
        {"what": "activity-data", "period_start": "2025-01-01", "period_end": "2026-01-01"},
    ],
)
async def test_an_announcement_says_where_its_rows_belong(accounting: Accounting, wrong):
    await accounting.has_enterprise()

    refused = await announces(accounting, CONTENT, **wrong)

    assert refused.json()["type"] == "urn:tanbiao:problem:upload-target-wrong"


async def test_a_piece_says_where_it_begins(accounting: Accounting):
    await accounting.has_enterprise()
    id = (await announces(accounting, CONTENT)).json()["id"]

    refused = await accounting.service.client.patch(
        f"/v1/uploads/{id}",
        content=CONTENT,
        headers=accounting.as_enterprise() | {"Content-Type": PIECE_TYPE},
    )

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/header/upload-offset"


async def test_a_bad_announcement_is_refused_in_full(accounting: Accounting):
    await accounting.has_enterprise()
    body = announcement(CONTENT) | {"size": 0, "sha256": "no", "media_type": "image/png"}

    refused = await accounting.post("/v1/uploads", body)

    assert refused.status_code == 422
    assert {each["pointer"] for each in refused.json()["errors"]} == {
        "/body/size",
        "/body/sha256",
        "/body/media_type",
    }
