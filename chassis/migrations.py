"""Migrations: how a service's revisions run, the chassis's own tables, and grants."""

import re
from typing import Protocol

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, engine_from_config, func, insert, pool, text

from chassis import generations
from chassis.aside import set_aside
from chassis.consumer import inbox, parked_event
from chassis.database import Database
from chassis.deadletters import operator_act
from chassis.generations import act_count, generation
from chassis.origins import orphaned_event, source_generation
from chassis.outbox import metadata, outbox
from chassis.reconciling import difference
from chassis.routing import idempotency_key

OWNER_SUFFIX = "_owner"
_LOCK_TIMEOUT = "5s"
"""A migration that cannot get its lock gives up and is tried again; it never queues traffic."""


class Operations(Protocol):
    """What the functions here use of `alembic.op`."""

    def get_bind(self) -> Connection: ...

    def execute(self, sqltext: str) -> None: ...


async def upgrade(owner_url: str, package: str) -> None:
    """Bring the database of `package` to its newest revision, all or nothing."""
    config = Config()
    config.set_main_option("script_location", f"{package}:migrations")

    def _upgraded(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    database = Database(owner_url)
    async with database.transaction() as tx:
        await tx.run_sync(_upgraded)
    await database.close()


def run() -> None:
    """The whole of a service's `env.py`: upgrade online, in one transaction."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _upgrade(given)
        return
    engine = engine_from_config(
        context.config.get_section(context.config.config_ini_section) or {},
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )
    with engine.begin() as connection:
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    connection.execute(text(f"set local lock_timeout = '{_LOCK_TIMEOUT}'"))
    context.configure(connection=connection, transaction_per_migration=False)
    with context.begin_transaction():
        context.run_migrations()


def create_tables(op: Operations) -> None:
    """Create the chassis's first tables; the first revision of every service calls this."""
    tables = [outbox, inbox, parked_event, idempotency_key]
    metadata.create_all(op.get_bind(), tables)
    for table in tables:
        grant(op, table.name, delete=True)


def create_generations(op: Operations) -> None:
    """Create the tables by which a database knows its generation, and begin the first."""
    tables = [generation, act_count, source_generation, orphaned_event]
    metadata.create_all(op.get_bind(), tables)
    grant(op, generation.name, insert_only=True)
    grant(op, act_count.name)
    grant(op, source_generation.name, insert_only=True)
    grant(op, orphaned_event.name, delete=True)
    op.get_bind().execute(insert(generation).values(generations.first()))
    op.get_bind().execute(insert(act_count).values(one=1, acts=0, acted_at=func.now()))


def create_operator_acts(op: Operations) -> None:
    """Create the table of what operators did with events, in the services that hear any."""
    metadata.create_all(op.get_bind(), [operator_act])
    grant(op, operator_act.name, insert_only=True)


def create_differences(op: Operations) -> None:
    """Create the table of what is held otherwise than at its source, in services that hear any."""
    metadata.create_all(op.get_bind(), [difference])
    grant(op, difference.name, delete=True)


def create_set_aside(op: Operations) -> None:
    """Create the table of what jobs failed at, in the services that have a worker."""
    metadata.create_all(op.get_bind(), [set_aside])
    grant(op, set_aside.name, delete=True)


def grant(op: Operations, table: str, *, insert_only: bool = False, delete: bool = False) -> None:
    """Give the runtime role its rights on a table.

    `insert_only` tables can be read and added to; nobody but the owner can change a row.
    """
    rights = "select, insert" if insert_only else "select, insert, update"
    rights += ", delete" if delete else ""
    op.execute(f'grant {rights} on "{table}" to "{runtime_role(op)}"')


def runtime_role(op: Operations) -> str:
    """`accounting` for the owner `accounting_owner`: the role that the processes run as."""
    owner = str(op.get_bind().scalar(text("select current_user")))
    if not re.fullmatch(rf"[a-z_0-9]+{OWNER_SUFFIX}", owner):
        raise ValueError(f"migrations run as <service>{OWNER_SUFFIX}, not as {owner}")
    return owner.removesuffix(OWNER_SUFFIX)
