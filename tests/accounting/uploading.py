"""Uploads under test: a client that sends files in pieces, and the worker beside it."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.uploads.domain.uploads import UploadKind
from accounting.uploads.usecases.intake import Desk, take_in
from accounting.uploads.usecases.uploads import clean_up
from chassis.database import Database
from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE

METER = {"name": {"zh": "总电表", "en": "Main meter"}, "kind": "electricity", "unit": "kWh"}
PIECE_TYPE = "application/partial-upload"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


class Killed(BaseException):
    """What a test ends a worker with."""


class DyingDatabase(Database):
    """Ends its process in the middle of the n-th transaction, before it is committed."""

    def __init__(self, of: Database, transactions: int) -> None:
        self.engine, self.notifier, self.memory = of.engine, of.notifier, of.memory
        self.left = transactions

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        async with super().transaction() as tx:
            yield tx
            self.left -= 1
            if self.left < 0:
                raise Killed


def desk(accounting: Accounting, max_rows: int = 1_000_000) -> Desk:
    state = accounting.service.app.state
    return Desk(state.settings.evidence_files(), max_rows, state.work)


async def works(accounting: Accounting, max_rows: int = 1_000_000) -> None:
    """The worker takes in everything that waits."""
    while await take_in(accounting.database, desk=desk(accounting, max_rows)):
        pass


async def cleans_up(accounting: Accounting) -> None:
    await clean_up(accounting.database, files=desk(accounting).files)


def announcement(
    content: bytes, kind: UploadKind = UploadKind.CSV, **more: object
) -> dict[str, object]:
    return {
        "what": "meter-readings",
        "name": f"file.{kind.suffix}",
        "media_type": kind.value,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        **more,
    }


async def announces(accounting: Accounting, content: bytes, org: str = ENTERPRISE, **more: Any):
    body = announcement(content, **more)
    return await accounting.post("/v1/uploads", body, accounting.as_enterprise(org))


async def sends(
    accounting: Accounting,
    id: str,
    piece: bytes,
    offset: int,
    *,
    last: bool = False,
    org: str = ENTERPRISE,
) -> httpx.Response:
    headers = {
        "Upload-Offset": str(offset),
        "Upload-Complete": "?1" if last else "?0",
        "Content-Type": PIECE_TYPE,
    }
    return await accounting.service.client.patch(
        f"/v1/uploads/{id}", content=piece, headers=accounting.as_enterprise(org) | headers
    )


async def uploads(
    accounting: Accounting, content: bytes, org: str = ENTERPRISE, **more: Any
) -> str:
    """The identifier of an upload that has arrived."""
    announced = await announces(accounting, content, org, **more)
    assert announced.status_code == 201, announced.text
    id = str(announced.json()["id"])
    sent = await sends(accounting, id, content, 0, last=True, org=org)
    assert (sent.status_code, sent.json()["state"]) == (200, "waiting"), sent.text
    return id


async def seen(accounting: Accounting, id: str) -> dict[str, Any]:
    response = await accounting.get(f"/v1/uploads/{id}")
    assert response.status_code == 200, response.text
    return response.json()


async def errors(accounting: Accounting, id: str, query: str = "") -> httpx.Response:
    response = await accounting.get(f"/v1/uploads/{id}/errors{query}")
    assert response.status_code == 200, response.text
    return response


def tally(upload: dict[str, Any]) -> tuple[int, ...]:
    """Read, accepted, rejected and known rows."""
    return tuple(upload["rows"][name] for name in ("read", "accepted", "rejected", "known"))


async def has_meters(accounting: Accounting, *ids: str) -> None:
    await accounting.has_enterprise()
    for id in ids:
        response = await accounting.put(f"/v1/meters/{id}", METER)
        assert response.status_code in (200, 201), response.text


def moments(count: int) -> Sequence[str]:
    return [(BEGIN + timedelta(minutes=n)).strftime("%Y-%m-%dT%H:%M:%SZ") for n in range(count)]


def readings_csv(count: int, meter: str = "main") -> bytes:
    rows = [f"{meter},{at},{n}.5" for n, at in enumerate(moments(count))]
    return ("meter,at,value\n" + "\n".join(rows) + "\n").encode()
