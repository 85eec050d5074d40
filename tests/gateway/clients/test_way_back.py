"""Where no operator can act, the console of the node is the way back, and is written down."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from chassis.database import Database
from chassis.settings import Environment
from gateway import main
from packs import PACKS_DIR
from tests.gateway.world import Program, World, running_gateway
from tests.support.documented import Executor, executed_by
from tests.support.postgres import Databases, ServiceUrls
from tests.support.service import migrated

[DOCUMENTED] = executed_by(Executor.OPERATORS)
Console = Callable[[str, Program], subprocess.CompletedProcess[str]]


@dataclass
class Node:
    """A gateway, its console and its database."""

    world: World
    console: Console
    urls: ServiceUrls


@pytest.fixture
async def node(postgres: Databases, tmp_path: Path) -> AsyncIterator[Node]:
    """A gateway that takes two and has one operator, and the console of its machine."""
    first = Program("operator")
    async with migrated(postgres, "gateway") as urls:
        database = Database(urls.url)
        with patch.dict("os.environ", {"OPERATOR_JWKS": json.dumps(first.jwks)}):
            async with database.transaction() as tx:
                await main.load(tx, PACKS_DIR, "tianjin", Environment.DEVELOPMENT)
        await database.close()

        def console(command: str, program: Program) -> subprocess.CompletedProcess[str]:
            (tmp_path / "operator-2.json").write_text(json.dumps(program.jwks))
            environment = {
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "ENVIRONMENT": "development",
                "DATABASE_URL": urls.url,
                "PUBLIC_URL": "http://127.0.0.1:8080",
                "USER": "root",
            }
            return subprocess.run(
                ["bash", "-euc", command],
                env=environment,
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )

        async with running_gateway(urls, first, FOUR_EYES="true") as world:
            yield Node(world, console, urls)


def as_another(client: str, person: str) -> str:
    """The documented command for another operator."""
    return DOCUMENTED.replace("operator-2 --person li", f"{client} --person {person}")


async def test_the_console_registers_the_second_operator_and_no_third(
    node: Node,
):
    world, console = node.world, node.console
    second, third = Program("operator-2"), Program("operator-3")

    done = console(f"{DOCUMENTED} --by wang", second)
    # The first has keys only: two of whom one has no name are not two.
    named = console(as_another("operator", "wang"), world.operator)
    refused = console(as_another("operator-3", "zhao"), third)

    assert (done.returncode, done.stderr) == (0, "")
    assert (named.returncode, named.stderr) == (0, "")
    assert "operator-2 registered by console:wang" in done.stdout
    assert refused.returncode == 1
    assert "2 operators can still act" in refused.stderr
    assert (await world.ask_token(second)).status_code == 200
    listed = (await world.as_operator("GET", "/v1/changes")).json()["items"]
    [_, change] = listed
    assert (change["kind"], change["state"]) == ("recovery", "confirmed")
    assert (change["decided_by"], change["reason"]) == ("console:wang", "second operator")


async def test_an_operator_who_lost_his_key_gets_another_at_the_console(
    node: Node,
):
    world, console = node.world, node.console
    lost, new = Program("operator-2"), Program("operator-2")
    console(DOCUMENTED, lost)
    await world.as_operator("POST", "/v1/clients/operator-2/suspension", {"reason": "lost"})

    done = console(DOCUMENTED, new)

    assert done.returncode == 0, done.stderr
    assert (await world.ask_token(lost)).status_code == 400
    assert (await world.ask_token(new)).status_code == 200


async def test_the_console_makes_no_operator_of_somebody_elses_client(node: Node):
    async with running_gateway(node.urls, node.world.operator) as lax:
        theirs = await lax.registered("91120116MA0000007N", scopes=["products.read"])

    refused = node.console(DOCUMENTED.replace("operator-2 ", f"{theirs.id} "), Program("x"))

    assert refused.returncode == 1
    assert "is no operator" in refused.stderr
