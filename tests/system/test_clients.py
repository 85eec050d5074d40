"""The clients of `clients/` against the platform: a token, lists, commands, refusals, events."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tanbiao_client import Client, Credentials, Problem

from tests.support.documented import ROOT
from tests.system.typescript import NODES, compile_program, compiled
from tools import keys

_START = re.compile(r"^```\w+ start\.\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def start_of(language: str) -> str:
    """The five lines with which the README of a client begins."""
    found = _START.search((ROOT / "clients" / language / "README.md").read_text("utf-8"))
    assert found
    return found[1]


def ran(command: list[str], folder: Path, variables: dict[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "clients" / "python"), **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def client_of(pilot, name: str) -> Client:
    """The client of a party of the pilot."""
    key = keys.client_key(pilot.data, name)
    return Client(pilot.base_url, Credentials(name, key, str(key.kid)), language="en")


@pytest.fixture(scope="module")
def program(platform_folder) -> Path:
    folder = platform_folder / "typescript"
    folder.mkdir()
    return compiled(folder)


def test_five_lines_of_python_list_certificates(integrator, labelled, tmp_path):
    (tmp_path / "start.py").write_text(start_of("python"), "utf-8")

    said = ran([sys.executable, "start.py"], tmp_path, integrator)

    assert labelled.facts["certificate"] in said.splitlines()


@pytest.mark.parametrize("node", NODES)
def test_five_lines_of_typescript_list_certificates(integrator, labelled, program, node):
    javascript = compile_program(program, "start", start_of("typescript"))

    said = ran([node, javascript.name], program, integrator)

    assert labelled.facts["certificate"] in said.splitlines()


def test_python_commands_once_and_reads_refusals(labelled):
    command = {
        "system_id": labelled.facts["system"],
        "activity_data_id": labelled.facts["activity"],
    }
    with client_of(labelled, "jinguang") as client:
        first = client.run_calculation(command, idempotency_key="python-once")
        again = client.run_calculation(command, idempotency_key="python-once")
        with pytest.raises(Problem) as refused:
            client.run_calculation(command | {"system_id": command["activity_data_id"]})

    assert client.wait(first)["id"] in (first.location or "")
    assert (first.is_replay, again.is_replay) == (False, True)
    assert again.location == first.location
    assert (refused.value.status, refused.value.name) == (404, "system-not-found")


@pytest.mark.parametrize("node", NODES)
def test_typescript_commands_once_and_reads_refusals(integrator, labelled, program, node):
    text = (Path(__file__).parent / "driving.ts").read_text("utf-8")
    javascript = compile_program(program, "driving", text)

    said = json.loads(ran([node, javascript.name], program, integrator))

    assert labelled.facts["certificate"] in said["numbers"]
    assert said["location"] == f"/v1/calculations/{said['calculation']}"
    assert said["replays"] == [False, True]
    assert said["refused"] == "404 system-not-found"


def test_python_reads_the_feed_and_the_keys_of_webhooks(labelled):
    with client_of(labelled, "hebei") as client:
        read = list(client.events())
        keys_of_webhooks = client.list_webhook_keys().data["keys"]

    numbers = [item["event"]["data"]["label_number"] for _, item in read]
    positions = [position for position, _ in read]
    assert labelled.facts["label"] in numbers
    assert positions == sorted(positions)
    assert all(key["key"].startswith("whpk_") for key in keys_of_webhooks)
