"""Master keys at the start of a process: proven against the database, or the process ends."""

from dataclasses import replace
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError

from accounting.custody.domain.master_keys import MasterKeys
from accounting.custody.store.answers import ConcealedAnswers
from accounting.custody.store.vault import Vault
from chassis.database import Database
from chassis.service import Particulars
from chassis.worker import Worker

log = structlog.get_logger()


def secret_keeping(database: Database, masters: MasterKeys, own: Particulars) -> Particulars:
    """What an API with a vault does its own way: it serves nothing with a wrong key."""
    vault = attached(database, masters)
    return replace(
        own,
        database=database,
        answers=ConcealedAnswers(),
        starting=partial(_prove, database, vault),
    )


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
