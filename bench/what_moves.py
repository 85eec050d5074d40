"""What moves when one electricity factor changes, against computing every sealed product anew.

Run `make bench NAME=what-moves`, or `python -m bench.what_moves [PRODUCTS]`. Real PostgreSQL is
filled with sealed products (`bench/sealed_products.py`), documents and traces encrypted. Then three
rounds: a new value is proposed through the use case and the worker's job runs until the study is
complete; beside it a sample of the same rows is read, decrypted and computed anew, and another is
only read, decrypted and parsed. At the end every result is held to a full recomputation.
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from accounting import loading
from accounting.calculations.domain.trace import TRACE, opened
from accounting.calculations.store import calculations
from accounting.custody.domain.master_keys import read_master_keys
from accounting.custody.store.vault import Vault
from accounting.impact.domain.change import Change
from accounting.impact.domain.context import Context
from accounting.impact.domain.recomputation import recomputed
from accounting.impact.domain.study import StudyState
from accounting.impact.store.tables import impact_result
from accounting.impact.usecases import studies as asking
from accounting.impact.usecases.contexts import context_of
from accounting.impact.usecases.moves import Mover
from bench.report import Figure, report
from bench.sealed_products import DISTINCT, GRID, Made, calculation_id, made, stock
from chassis.auth import Caller
from chassis.database import Database
from packs import PACKS_DIR
from tests.support.postgres import ServiceUrls, running_postgres, shared_postgres
from tests.support.service import MASTER_KEYS, migrated

COUNT, SAMPLE = 100_000, 500
AIM_S, AIM_TIMES = 300.0, 5
VALUES = ("0.6", "0.5523", "0.61")
"""One new value for each round."""
REGULATOR = Caller("bench", "scjg", "market-regulator", frozenset({asking.OVERSEES}), "li")


@dataclass
class Rounds:
    """Seconds of each round, of the whole study and scaled from samples to all of its rows."""

    study: list[float] = field(default_factory=list)
    anew: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    affected: int = 0


async def measure(count: int) -> None:
    async with AsyncExitStack() as stack:
        folder = Path(tempfile.mkdtemp())
        postgres = shared_postgres() or await stack.enter_async_context(running_postgres(folder))
        urls = await stack.enter_async_context(migrated(postgres, "accounting"))
        systems = await filled(urls, count)
        database = opened_database(urls)
        stack.push_async_callback(database.close)
        rounds = Rounds()
        for value in VALUES:
            await one_round(database, value, count, rounds)
        compared, wrong = await held(database, systems, VALUES[-1], count)
    figures(count, rounds, compared, wrong)


def opened_database(urls: ServiceUrls) -> Database:
    """As a process of accounting opens it, with its vault."""
    database = Database(urls.url)
    Vault(read_master_keys(MASTER_KEYS.read_text("utf-8"))).attach(database.engine)
    return database


async def filled(urls: ServiceUrls, count: int) -> list[Made]:
    """The stock that is measured on."""
    began = time.perf_counter()
    database = opened_database(urls)
    async with database.transaction() as tx:
        await loading.load(tx, PACKS_DIR)
    systems = [made(number) for number in range(min(DISTINCT, count))]
    await stock(urls.admin_url, database, systems, count)
    await database.close()
    took = time.perf_counter() - began
    print(f"{count:,} sealed products of {len(systems):,} systems in {took:.0f} s", flush=True)
    return systems


async def one_round(database: Database, value: str, count: int, rounds: Rounds) -> None:
    """The study, then the samples, on the same rows."""
    took, affected, id = await study(database, value)
    rounds.study.append(took)
    rounds.affected = affected
    ids = [calculation_id(n) for n in random.sample(range(count), min(SAMPLE, count))]
    async with database.transaction() as tx:
        asked = await asking.read(tx, REGULATOR, id)
        context = await context_of(tx, asked.question)
    for seconds, work in ((rounds.anew, context.by_document), (rounds.reading, json.loads)):
        began = time.perf_counter()
        for document in await read(database, ids):
            work(document)
        seconds.append((time.perf_counter() - began) / len(ids) * affected)
    last = [f"{way[-1]:.1f} s" for way in (rounds.study, rounds.anew, rounds.reading)]
    print(f"  {GRID} = {value}: study {last[0]}, anew {last[1]}, reading {last[2]}", flush=True)


async def study(database: Database, value: str) -> tuple[float, int, UUID]:
    """Seconds from the proposal to the last committed result, the rows, and the study."""
    proposal = asking.Proposal("bench", values=[asking.NewValue(GRID, Decimal(value))])
    mover = Mover()
    began = time.perf_counter()
    async with database.transaction() as tx:
        asked = await asking.propose(tx, REGULATOR, proposal)
    while await mover.advance(database):
        pass
    took = time.perf_counter() - began
    async with database.transaction() as tx:
        found = await asking.read(tx, REGULATOR, asked.question.id)
    if found.state is not StudyState.COMPLETED or found.done != found.affected:
        raise SystemExit(f"the study stands at {found.done} of {found.affected}")
    return took, found.affected, asked.question.id


async def read(database: Database, ids: Sequence[UUID]) -> list[str]:
    """Documents as a recomputation of everything would read them."""
    async with database.transaction() as tx:
        return list((await calculations.documents(tx, ids)).values())


async def held(database: Database, of: list[Made], value: str, count: int) -> tuple[int, int]:
    """Every result of the last study against a full recomputation; how many, and how many differ.

    Each of the systems is computed anew and compared with its trace to the last digit, and every
    row with the published value of the system that its document holds. A sample of the rows is
    read from the database and computed anew as well.
    """
    async with database.transaction() as tx:
        newest = (await asking.page(tx, REGULATOR, limit=1, cursor=None))[0]
        context = await context_of(tx, newest.question)
        mine = impact_result.c.study == newest.question.id
        rows = await tx.execute(
            select(impact_result.c.calculation, impact_result.c.new).where(mine)
        )
        found = {row.calculation: row.new for row in rows}
    wrong, published = 0, []
    for each in of:
        new = recomputed(each.subject, each.background, context.change, context.around)
        again = TRACE.validate_json(each.trace).under({GRID: Decimal(value)})
        wrong += again != new
        published.append(new.value if GRID in each.background.factors else None)
    expected = {calculation_id(n): published[n % len(of)] for n in range(count)}
    wrong += found != {id: new for id, new in expected.items() if new is not None}
    sample = random.sample(sorted(found), min(SAMPLE, len(found)))
    for document in await read(database, sample):
        wrong += differs(document, context, found)
    return len(found), wrong


def differs(document: str, context: Context, found: dict[UUID, Decimal]) -> bool:
    subject, sealed, _ = opened(document)
    new = recomputed(subject, sealed, Change(context.change.factors), context.around)
    return found[subject.calculation] != new.value


def figures(count: int, rounds: Rounds, compared: int, wrong: int) -> None:
    took, anew, reading = (
        statistics.median(way) for way in (rounds.study, rounds.anew, rounds.reading)
    )
    per = took / max(rounds.affected, 1) * 1e6
    bound = (
        f"{per:.0f} microseconds a row on one core of the worker: decrypting and reading the "
        "trace, adding fifty-digit decimals, writing the result by COPY"
    )
    name = f"{count:,} sealed products, one electricity factor changes"
    report(
        "what-moves",
        [
            Figure.at_most(f"{name}: wall time, of five minutes", took, "s", AIM_S, 1, bound),
            Figure.faster(f"{name}: against computing all anew", took, "s", anew, AIM_TIMES, bound),
            Figure.faster(
                f"{name}: against only reading all documents", took, "s", reading, 1, bound
            ),
            Figure.at_most(
                f"{compared:,} results held to a full recomputation: differences",
                wrong,
                "",
                compared,
                0,
                "exact decimals, added in the engine's order by its own functions",
            ),
        ],
        notes=[
            f"{rounds.affected:,} depend on the factor; the others were not touched",
            f"median of {len(VALUES)} rounds; the last two ceilings are scaled from {SAMPLE} rows "
            "of the same table each round, on one core",
        ],
    )


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
