"""Certificates that were decided before, by COPY, and decisions that are timed among them."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
from sqlalchemy import insert

from bench.signed_labels import PLACES
from certification import main
from certification.cases.store.tables import application
from certification.certificates.domain.certificate import Decision
from certification.certificates.usecases.grants import grant
from chassis import clock
from chassis.database import Database
from chassis.settings import Environment
from contracts.certification import Scheme
from packs import PACKS_DIR
from tests.certification.samples import BODY, ENTERPRISE, footprint
from tests.support.postgres import Databases
from tests.support.service import ServiceUnderTest, migrated
from tests.support.tokens import ISSUER, Issuer

DECISIONS, AT_ONCE = 400, 4
_SEALED = UUID(int=1)
_STATUS_LIST = 131_072


class Decisions:
    """A database of certification with as many certificates as wanted."""

    def __init__(self, database: Database, admin: asyncpg.Connection) -> None:
        self.database, self.admin = database, admin

    async def grow(self, first: int, last: int) -> None:
        """Add certificates in random places, as they are drawn; those that were timed go."""
        for statement in _FORGET:
            await self.admin.execute(statement)
        now, places = clock.now(), iter(_places(first, last))
        for begin in range(first, last, 10_000):
            numbers = range(begin, min(begin + 10_000, last))
            applications, certificates = [], []
            for number in numbers:
                at = now - timedelta(seconds=last - number)
                list_number, index = next(places)
                id = UUID(int=number + 1)
                applications.append(
                    (
                        id,
                        _SEALED,
                        ENTERPRISE,
                        BODY,
                        "120116",
                        "NATIONAL_CFP",
                        "pv-module",
                        "TJ-CFP-PV",
                        "2025.1",
                        at,
                    )
                )
                certificates.append(
                    (
                        id,
                        f"old-{number}",
                        id,
                        _SEALED,
                        BODY,
                        ENTERPRISE,
                        "120116",
                        "NATIONAL_CFP",
                        "TJ-CFP-PV",
                        "2025.1",
                        bytes(3_000),
                        "0" * 64,
                        list_number,
                        index,
                        at,
                        at + timedelta(days=730),
                        at,
                        "zhao",
                    )
                )
            await self.admin.copy_records_to_table("application", records=applications)
            await self.admin.copy_records_to_table(
                "certificate", records=certificates, columns=_CERTIFICATE
            )
        await self.admin.execute("vacuum analyze")

    async def times(self) -> dict[str, list[float]]:
        """Milliseconds of decisions, several at once."""
        waiting, found = iter(range(DECISIONS)), list[float]()

        async def decide() -> None:
            for _ in waiting:
                began = time.perf_counter()
                await self._decide()
                found.append((time.perf_counter() - began) * 1000)

        await asyncio.gather(*(decide() for _ in range(AT_ONCE)))
        return {"decision": found}

    async def _decide(self) -> None:
        id, now = uuid4(), clock.now()
        facts = {
            "calculation_id": _SEALED,
            "enterprise": ENTERPRISE,
            "body": BODY,
            "division": "120116",
            "scheme": Scheme.NATIONAL_CFP,
            "rule_code": "TJ-CFP-PV",
            "rule_version": "2025.1",
        }
        async with self.database.transaction() as tx:
            row = {**facts, "id": id, "category": "pv-module", "submitted_at": now}
            await tx.execute(insert(application).values(row))
            await grant(tx, Decision(id, **facts, decided_at=now, decided_by="zhao"), ISSUER)


_FORGET = (
    "delete from signature_due",
    "delete from certificate where number not like 'old-%'",
)
_CERTIFICATE = (
    "id", "number", "application_id", "calculation_id", "body", "enterprise", "division", "scheme",
    "rule_code", "rule_version", "payload", "payload_sha256", "status_list", "status_index",
    "valid_from", "valid_until", "decided_at", "decided_by",
)  # fmt: skip


def _places(first: int, last: int) -> list[tuple[int, int]]:
    """Where certificates of these numbers are: pair after pair of lists, each four fifths full."""
    orders = dict[int, list[int]]()
    found = []
    for number in range(first, last):
        list_number = 1 + number // PLACES
        if list_number not in orders:
            drawn = random.Random(list_number)  # noqa: S311  The same in every run.
            orders[list_number] = drawn.sample(range(_STATUS_LIST), PLACES)
        found.append((list_number, orders[list_number][number % PLACES]))
    return found


@asynccontextmanager
async def running(postgres: Databases) -> AsyncIterator[Decisions]:
    async with migrated(postgres, "certification") as urls:
        database = Database(urls.url)
        async with database.transaction() as tx:
            await main.load(tx, PACKS_DIR, "tianjin", Environment.DEVELOPMENT)
        service = ServiceUnderTest(None, database, Issuer(), None)  # type: ignore[arg-type]
        await service.receive(main.consumer, footprint(_SEALED), id="footprint")
        admin = await asyncpg.connect(urls.admin_url)
        yield Decisions(database, admin)
        await admin.close()
        await database.close()
