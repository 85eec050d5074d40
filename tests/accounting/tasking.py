"""Tasks under test: a service to which nearly everything is heavy, and the worker beside it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx

from accounting import main
from accounting.settings import AccountingApiSettings
from accounting.tasks.domain.tasks import TaskLimits
from accounting.tasks.store.tasks import JOBS
from accounting.tasks.usecases.carrying import carry as carry_of
from accounting.tasks.usecases.working import Carrier, Carry
from chassis.work import Pool
from tests.accounting.conftest import Accounting
from tests.support.service import environment, serving
from tests.support.tokens import Issuer

HEAVY = {"HERE_EXCHANGES": "0", "BESIDE_EXCHANGES": "0"}
"""Of any system with an exchange, whatever solves becomes a task, and the rest is done beside."""
LIMITS = TaskLimits(60, 1 << 30)


class Tasks:
    """What an enterprise does with tasks, and the worker that carries them out."""

    def __init__(self, accounting: Accounting, settings: AccountingApiSettings) -> None:
        self.accounting, self.settings = accounting, settings

    @property
    def pool(self) -> Pool:
        pool: Pool = self.accounting.service.app.state.work
        return pool

    def carrier(self, carry: Carry | None = None, limits: TaskLimits = LIMITS) -> Carrier:
        return Carrier(self.pool, carry or carry_of(main.application, self.settings), limits, 0.05)

    async def works(self, carry: Carry | None = None, limits: TaskLimits = LIMITS) -> None:
        """The worker carries out everything that waits."""
        while await self.carrier(carry, limits).take_up(self.accounting.database, job=JOBS[0]):
            pass

    async def asks(self, path: str, body: object, org: str, **headers: str) -> httpx.Response:
        """The request, which is answered with the address of a task."""
        parties = {**self.accounting.as_enterprise(org), **headers}
        response = await self.accounting.post(path, body, parties)
        assert response.status_code == 202, response.text
        assert response.headers["location"] == f"/v1/tasks/{response.json()['id']}"
        return response

    async def read(self, response: httpx.Response, org: str) -> dict[str, Any]:
        """The task that a request became."""
        parties = self.accounting.as_enterprise(org)
        found = await self.accounting.get(response.headers["location"], parties)
        assert found.status_code == 200, found.text
        task: dict[str, Any] = found.json()
        return task

    async def answer(self, response: httpx.Response, org: str) -> httpx.Response:
        path = f"{response.headers['location']}/answer"
        return await self.accounting.get(path, self.accounting.as_enterprise(org))


@asynccontextmanager
async def heavy(
    database_url: str, issuer: Issuer, folder: Path, **more: str
) -> AsyncIterator[Tasks]:
    variables = {**HEAVY, "EVIDENCE_DIR": str(folder), **more}
    with patch.dict(os.environ, environment(database_url, issuer, **variables)):
        settings = AccountingApiSettings()
    async with serving(main, database_url, issuer, **variables) as service:
        yield Tasks(Accounting(service), settings)


async def until(holds: Any) -> None:
    async with asyncio.timeout(30):
        while not await holds():
            await asyncio.sleep(0.01)
