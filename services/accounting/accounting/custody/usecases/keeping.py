"""Master keys at the start of a process: proven against the database, or the process ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from accounting.custody.domain.master_keys import MasterKeys
from accounting.custody.store.answers import ConcealedAnswers
from accounting.custody.store.vault import Vault
from chassis.database import Database
from chassis.worker import Worker

log = structlog.get_logger()


def keep_secrets(app: FastAPI, masters: MasterKeys) -> FastAPI:
    """Give the API its vault; it serves nothing with a wrong key."""
    database: Database = app.state.database
    vault = attached(database, masters)
    app.state.answers = ConcealedAnswers()
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await _prove(database, vault)
        async with inner(app):
            yield

    app.router.lifespan_context = lifespan
    return app


class SecretKeepingWorker(Worker):
    """A worker that consumes and delivers nothing with a wrong key."""

    def keep_secrets(self, masters: MasterKeys) -> "SecretKeepingWorker":
        self.vault = attached(self.database, masters)
        return self

    async def run(self) -> None:
        await _prove(self.database, self.vault)
        await super().run()


def attached(database: Database, masters: MasterKeys) -> Vault:
    vault = Vault(masters)
    vault.attach(database.engine)
    return vault


async def _prove(database: Database, vault: Vault) -> None:
    """Raises `MasterKeysUnusable`. A database that is not there yet is looked at later.

    The first secret of an enterprise proves the keys again, and no other key opens what is there.
    """
    try:
        async with database.transaction() as tx:
            await vault.prove(tx)
    except (OSError, SQLAlchemyError) as failure:
        log.warning("master keys not proven yet", error=type(failure).__name__)
