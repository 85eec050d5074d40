"""What a caller sees while the database is away, slow or busy: that, and no error of ours."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from sqlalchemy import text

from chassis.database import Database, DatabaseUnavailable, QueryTooSlow, told_as_refusal
from tests.chassis.conftest import tables_in
from tests.support.postgres import Databases
from tests.support.service import ServiceUnderTest

AWAY = "urn:tanbiao:problem:database-unavailable"


@asynccontextmanager
async def opened(url: str, **options: object) -> AsyncIterator[Database]:
    database = Database(url, **options)
    try:
        yield database
    finally:
        await database.close()


@pytest.mark.slow("a server of its own is killed and started again")
async def test_while_the_database_is_away_callers_are_asked_to_come_again(
    own_postgres: Databases, serve
):
    async with own_postgres.fresh() as url:
        await tables_in(url)
        async with serve(url) as service:
            before = await service.get("/v1/notes")
            await own_postgres.kill()
            away = [await service.get("/v1/notes") for _ in range(3)]
            await own_postgres.start()
            after = await service.get("/v1/notes")

    assert (before.status_code, after.status_code) == (200, 200)
    assert {answer.status_code for answer in away} == {503}
    assert {answer.json()["type"] for answer in away} == {AWAY}
    assert {answer.headers["retry-after"] for answer in away} == {"2"}


async def test_a_connection_that_breaks_in_the_middle_is_told_as_what_it_is(database_url: str):
    async with opened(database_url) as database:
        with pytest.raises(DatabaseUnavailable), told_as_refusal():
            async with database.transaction() as tx:
                await tx.execute(text("select pg_terminate_backend(pg_backend_pid())"))


async def test_an_error_in_a_statement_stays_an_error(service: ServiceUnderTest):
    with pytest.raises(Exception, match="division by zero"), told_as_refusal():
        async with service.database.transaction() as tx:
            await tx.execute(text("select 1 / 0"))


async def test_a_question_that_takes_too_long_is_given_up(database_url: str):
    async with opened(database_url, longest_s=0.05) as database:
        with pytest.raises(QueryTooSlow), told_as_refusal():
            async with database.transaction() as tx:
                await tx.execute(text("select pg_sleep(60)"))

        async with database.transaction() as tx:
            assert await tx.scalar(text("select 1")) == 1


async def test_who_waits_for_long_questions_takes_no_connection_of_the_others(database_url: str):
    async with opened(database_url, pool_size=1) as database:
        searches = database.apart(1, longest_s=0.2)
        async with AsyncExitStack() as held:
            for _ in range(3):
                await held.enter_async_context(searches.transaction())
            with pytest.raises(DatabaseUnavailable), told_as_refusal():
                await held.enter_async_context(searches.transaction())

            async with database.transaction() as tx:
                assert await tx.scalar(text("select 1")) == 1


async def test_a_process_that_computes_inside_transactions_may_be_idle_in_them(database_url: str):
    shown = text("show idle_in_transaction_session_timeout")
    async with opened(database_url) as database:
        async with database.transaction() as tx:
            before = await tx.scalar(shown)
        database.let_wait(90_000)
        async with database.transaction() as tx:
            after = await tx.scalar(shown)

    assert (before, after) == ("1min", "25h")
