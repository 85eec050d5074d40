"""The worker that finds what moves: it goes on where it was, and counts nothing twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from accounting import main
from accounting.calculations.store.tables import sealed_trace
from accounting.impact.domain.context import Context
from accounting.impact.domain.study import Study
from accounting.impact.store.tables import impact_result, impact_subject
from accounting.impact.usecases.moves import Mover
from chassis.database import Database
from contracts.accounting import ImpactStudyCompleted
from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE
from tests.accounting.studying import GRID, Studies
from tests.support.postgres import Databases
from tests.support.service import serving
from tests.support.tokens import Issuer

DEARER = {"factors": [{"id": GRID, "value": "0.6"}]}
MODELS = ("A", "B", "C", "D", "E")


class Killed(BaseException):
    """The process is gone."""


class Dying(Mover):
    """A worker that is killed after a batch was computed and before it was committed."""

    async def _continue(self, tx, study: Study, context: Context) -> None:
        await super()._continue(tx, study, context)
        raise Killed


@pytest.fixture(scope="module")
async def studies(postgres: Databases, template: str, issuer: Issuer) -> AsyncIterator[Studies]:
    """Studies change no calculation, so the module shares five that were sealed."""
    async with (
        postgres.service("accounting", template) as urls,
        serving(main, urls.url, issuer) as service,
    ):
        found = Studies(Accounting(service))
        for number, model in enumerate(MODELS):
            await found.has_sealed(ENTERPRISE, model, f"{10 + number}")
        found.owner_url = urls.owner_url
        yield found


async def counted(database: Database, id: str) -> Counter[UUID]:
    mine = impact_result.c.study == UUID(id)
    async with database.transaction() as tx:
        return Counter(await tx.scalars(select(impact_result.c.calculation).where(mine)))


async def test_a_killed_worker_goes_on_where_it_was(studies):
    id = await studies.asks(**DEARER)
    mover = studies.mover(2)
    assert await mover.advance(studies.database)  # Lists.
    assert await mover.advance(studies.database)  # The first two.
    with pytest.raises(Killed):
        await Dying(mover.pool, 2).advance(studies.database)
    between = await studies.read(id)

    await studies.work(batch=2)

    after = await studies.read(id)
    assert (between["state"], between["affected"], between["done"]) == ("running", 5, 2)
    assert (after["state"], after["affected"], after["done"]) == ("completed", 5, 5)
    assert {*(await counted(studies.database, id)).values()} == {1}
    told = await studies.told(id)
    assert [getattr(event, "done", None) for event in told] == [0, 2, 4, None]
    async with studies.database.transaction() as tx:
        assert (await tx.execute(select(impact_subject))).all() == []


async def test_two_workers_do_not_work_on_the_same(studies):
    first, second = await studies.asks(**DEARER), await studies.asks(**DEARER)
    movers = [studies.mover(1), studies.mover(1)]

    async def run(mover: Mover) -> None:
        idle = 0
        while idle < 3:
            idle = 0 if await mover.advance(studies.database) else idle + 1

    await asyncio.gather(*(run(mover) for mover in movers))
    await studies.work()

    for id in (first, second):
        found = await counted(studies.database, id)
        assert (len(found), {*found.values()}) == (5, {1})
        told = await studies.told(id)
        assert sum(isinstance(event, ImpactStudyCompleted) for event in told) == 1


async def test_a_seal_without_a_trace_gets_one_and_moves_the_same(studies):
    """Seals from before traces were kept."""
    first = await studies.finds(**DEARER)
    owner = Database(studies.owner_url)
    async with owner.transaction() as tx:
        await tx.execute(text("delete from sealed_trace"))
    await owner.close()

    second = await studies.finds(**DEARER)

    async with studies.database.transaction() as tx:
        assert await tx.scalar(select(func.count()).select_from(sealed_trace)) == 5
    assert await studies.results(second["id"]) == await studies.results(first["id"])


async def test_results_never_change(studies):
    await studies.asks(**DEARER)
    await studies.work()

    with pytest.raises(Exception, match="permission denied"):
        async with studies.database.transaction() as tx:
            await tx.execute(text("update impact_result set new = 0"))


async def test_what_is_sealed_while_a_study_runs_is_none_of_it(studies):
    id = await studies.asks(**DEARER)
    mover = studies.mover(2)
    await mover.advance(studies.database)
    late = await studies.has_sealed(ENTERPRISE, "F", "12")

    await studies.work(batch=2)

    found = await counted(studies.database, id)
    assert len(found) == 5
    assert UUID(late) not in found
