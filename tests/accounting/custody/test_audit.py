"""The audit trail over HTTP, in the database and in its chain."""

import asyncio
import json
import os
import shlex
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from unittest.mock import patch
from uuid import uuid4

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from accounting import __main__ as program
from accounting import main
from accounting.custody.api.audited import AUDITED
from accounting.custody.usecases import audit as auditing
from chassis.database import Database
from tests.accounting.conftest import Accounting
from tests.accounting.samples import BODY, ENTERPRISE, OTHER_ENTERPRISE
from tests.support.documented import Executor, executed_by
from tests.support.service import environment, serving

ALONE, AGAINST_HEADS = executed_by(Executor.AUDIT)


@dataclass
class Trailed:
    """The service, and its database as the owner of the tables sees it."""

    accounting: Accounting
    owner: Database
    variables: dict[str, str]

    async def entries(self, **query: str) -> list[dict[str, object]]:
        headers = self.accounting.as_enterprise()
        answer = await self.accounting.service.get(
            "/v1/audit-entries", params=query, headers=headers
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    async def verify(self, command: str) -> int:
        """Run the command as it is documented."""
        python, flag, package, *arguments = shlex.split(command)
        assert (python, flag, package) == ("python", "-m", "accounting")
        argv = [package, *arguments]
        with patch.dict(os.environ, self.variables), patch.object(sys, "argv", argv):
            return await asyncio.to_thread(program.main)

    async def tampers(self, statement: str, **values: object) -> None:
        async with self.owner.transaction() as tx:
            await tx.execute(text(statement), values)


@pytest.fixture
async def trailed(postgres, template, issuer, tmp_path) -> AsyncIterator[Trailed]:
    async with (
        postgres.service("accounting", template) as urls,
        serving(main, urls.url, issuer, EVIDENCE_DIR=str(tmp_path / "evidence")) as service,
    ):
        owner = Database(urls.owner_url)
        yield Trailed(Accounting(service), owner, environment(urls.url, issuer))
        await owner.close()


async def read_by_body(accounting: Accounting) -> str:
    """A sealed calculation that a body was applied to with, and reads."""
    id, _ = await accounting.has_seal()
    await accounting.hears_of_application(id)
    answer = await accounting.get(f"/v1/calculations/{id}/bundle", accounting.as_body())
    assert answer.status_code == 200
    return id


async def test_an_owner_sees_who_read_its_calculation(trailed):
    id = await read_by_body(trailed.accounting)

    [entry] = [e for e in await trailed.entries(object=f"calculation/{id}") if e["org"] == BODY]

    assert entry["route"] == "/v1/calculations/{id}/bundle"
    assert (entry["method"], entry["role"], entry["person"]) == (
        "GET",
        "certification-body",
        "wang",
    )


async def test_every_command_is_recorded_with_what_it_wrote(trailed):
    id = await trailed.accounting.has_calculation()

    found = [(e["method"], e["route"], e["objects"]) for e in await trailed.entries()]

    assert [route for _, route, _ in found] == [
        "/v1/calculations",
        "/v1/systems/{id}/activity-data",
        "/v1/products/{id}/systems",
        "/v1/products",
        "/v1/enterprises/{uscc}",
    ]
    assert found[0][2] == [f"calculation/{id}"]
    assert found[-1][2] == [f"uscc/{ENTERPRISE}"]


async def test_reading_ones_own_is_no_entry(trailed):
    id = await trailed.accounting.has_calculation()
    before = await trailed.entries()

    await trailed.accounting.get(f"/v1/calculations/{id}")

    assert await trailed.entries() == before


async def test_what_was_refused_is_in_the_log_and_changed_nothing(trailed):
    id = await trailed.accounting.has_calculation()
    stranger = trailed.accounting.as_enterprise(OTHER_ENTERPRISE)
    before = await trailed.entries()

    with structlog.testing.capture_logs() as logs:
        await trailed.accounting.get(f"/v1/calculations/{id}", stranger)

    [line] = [line for line in logs if line["event"] == "refused"]
    assert line["org"] == OTHER_ENTERPRISE
    assert line["problem"].endswith("calculation-not-found")
    assert await trailed.entries() == before


async def test_the_trail_is_shown_to_its_owner_only_and_page_by_page(trailed):
    await trailed.accounting.has_calculation()
    own = await trailed.entries()
    stranger = trailed.accounting.as_enterprise(OTHER_ENTERPRISE)

    first = (await trailed.accounting.get("/v1/audit-entries?limit=2")).json()
    rest = (
        await trailed.accounting.get(f"/v1/audit-entries?limit=9&cursor={first['next']}")
    ).json()

    assert first["items"] + rest["items"] == own
    assert rest["next"] is None
    assert (await trailed.accounting.get("/v1/audit-entries", stranger)).json()["items"] == []
    body = trailed.accounting.as_body()
    assert (await trailed.accounting.get("/v1/audit-entries", body)).status_code == 403


async def test_the_worker_chains_entries_and_publishes_the_heads(
    trailed, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    await read_by_body(trailed.accounting)
    with structlog.testing.capture_logs() as logs:
        assert await auditing.chain(trailed.accounting.database)
        assert not await auditing.chain(trailed.accounting.database)
    heads = tmp_path / "audit-heads.jsonl"
    heads.write_text("\n".join(json.dumps(line) for line in logs if line["event"] == "audit head"))
    entries = await trailed.entries()

    assert [entry["number"] for entry in entries] == list(range(len(entries), 0, -1))
    assert await trailed.verify(AGAINST_HEADS) == 0
    assert f"{ENTERPRISE}: {len(entries)} entries hold" in capsys.readouterr().out
    last = entries[0]["position"]
    await trailed.tampers("delete from audit_link where entry = :last", last=last)
    await trailed.tampers("delete from audit_entry where position = :last", last=last)
    assert await trailed.verify(ALONE) == 0
    assert await trailed.verify(AGAINST_HEADS) == 1
    assert f"link {len(entries)} was published and is gone" in capsys.readouterr().out


@pytest.mark.clause("C10")
@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("update audit_entry set org = 'nobody' where position = 2", "was altered"),
        ("update audit_link set number = 9 where number = 2", "link 2 is missing"),
        (
            "update audit_entry set at = at - interval '2 hours' where position = 6",
            "are in no chain",
        ),
    ],
)
async def test_tampering_is_noticed_by_the_command(trailed, capsys, statement, fault):
    await trailed.accounting.has_calculation()
    await auditing.chain(trailed.accounting.database)
    await trailed.accounting.put(
        f"/v1/enterprises/{ENTERPRISE}", (await enterprise(trailed.accounting))
    )

    await trailed.tampers(statement)

    assert await trailed.verify(ALONE) == 1
    assert fault in capsys.readouterr().out


async def enterprise(accounting: Accounting) -> dict[str, object]:
    content = (await accounting.get(f"/v1/enterprises/{ENTERPRISE}")).json()
    return {name: content[name] for name in ("name", "division")}


@pytest.mark.parametrize("table", ["audit_entry", "audit_link"])
@pytest.mark.parametrize("statement", ["update {} set {} = {}", "delete from {}", "truncate {}"])
async def test_a_process_changes_nothing_of_the_trail(shared_accounting, table, statement):
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with shared_accounting.database.transaction() as tx:
            await tx.execute(text(statement.format(table, "partition", "partition")))


async def test_a_command_that_fails_leaves_no_entry(trailed):
    product = await trailed.accounting.has_product()
    before = await trailed.entries()

    response = await trailed.accounting.post(f"/v1/products/{uuid4()}/systems", {})

    assert response.status_code == 422
    assert product
    assert await trailed.entries() == before


def test_no_route_is_without_the_trail(shared_accounting):
    app = shared_accounting.service.app
    included = [each for each in app.routes if hasattr(each, "original_router")]
    audited = [each for each in included if AUDITED in each.include_context.dependencies]

    watched = {
        (method, route.path_format)
        for each in audited
        for route in each.original_router.routes
        for method in route.methods
    }
    assert set(app.state.access.rules) == watched
