"""The commands of the pages that need the platform, as documented, with every process running."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.documented import ROOT, Executor, executed_by
from tests.support.ports import free_block

DOCUMENTED_URL = "http://127.0.0.1:8080"
DOCUMENTED_LABEL = "N-120116-47150-2600001-8"
SHOWN = {
    'curl "$LABEL?format=vc"': "ey",
    "curl -H 'Accept: application/json' $LABEL": '"status":"valid"',
    ".venv/bin/python -m registry verify": "✓",
    "python -m registry verify": "✓",
}
"""What a command prints, by how it begins; the others need only succeed."""
COMMANDS = [command for command in executed_by(Executor.PLATFORM) if command != "make run"]


@dataclass(frozen=True)
class Desk:
    """A folder in which a reader follows the pages, and what the reader's run printed."""

    folder: Path
    url: str
    label: str
    seal: str

    def as_here(self, command: str) -> str:
        """The command with this run's address, label and seal."""
        text = command.replace(DOCUMENTED_URL, self.url).replace(" …", f" {self.seal}")
        return text.replace(DOCUMENTED_LABEL, self.label)

    def follow(self, commands: list[str]) -> subprocess.CompletedProcess[str]:
        """Type these commands one after another."""
        script = "\n".join(map(self.as_here, commands))
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return subprocess.run(
            ["bash", "-euc", script],
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture
def desk(platform, labelled, tmp_path: Path) -> Desk:
    make_environment(tmp_path / ".venv")
    (tmp_path / ".local").mkdir()
    sealed = platform.stack.layout.data / "sealed-calculation.json"
    shutil.copy(sealed, tmp_path / ".local")
    shutil.copy(sealed, tmp_path / "calculation.json")
    return Desk(tmp_path, platform.url, labelled.facts["label"], labelled.facts["seal"])


def make_environment(folder: Path) -> Path:
    """What `make setup` makes, with the interpreter of this run in it."""
    (folder / "bin").mkdir(parents=True)
    python = folder / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (folder / ".ready").touch()
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_documented_command_works(command, desk):
    fetched = [each for each in COMMANDS if each.startswith(("LABEL=", "curl -o"))]
    named = ["cp label.zip label-N-120116-47150-2600001-8.tanbiao.zip"]
    assert desk.follow([*fetched, *named]).returncode == 0

    done = desk.follow([next(c for c in COMMANDS if c.startswith("LABEL=")), command])

    assert done.returncode == 0, done.stdout + done.stderr
    expected = next((text for start, text in SHOWN.items() if command.startswith(start)), "")
    assert expected in done.stdout


@pytest.mark.slow("starts a platform of its own twice, as a newcomer does, and plays the pilot")
def test_make_run_serves_until_ctrl_c_and_goes_on_where_it_was(platform_folder, tmp_path):
    port = free_block()
    settings = [f"PORT={port}", f"DATA={platform_folder}/run"]
    command = ["make", "run", f"VENV={make_environment(tmp_path / 'venv')}", *settings]

    first = run_until(command, "ready:")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
    second = run_until([*command, "PROCESSES=2"], "Kafka is back", kill=platform_folder / "run")

    assert f"ready: http://127.0.0.1:{port} label: http://127.0.0.1:{port}/label/N-" in first
    assert "[20/20]" in first
    assert "[ 1/20]" not in second
    assert label_of(first) == label_of(second)
    assert second.index("PostgreSQL ended") < second.index("PostgreSQL is back")


def run_until(command: list[str], words: str, *, kill: Path | None = None) -> str:
    """Everything it prints until it said these words, was asked to stop as with Ctrl-C, and did.

    Once it is ready, the servers of the folder to `kill` are killed.
    """
    said = []
    # As if typed, although the tests may have been started by make, which hands on its ARGS.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "ARGS"))}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        for line in process.stdout:
            said.append(line)
            if kill and line.startswith("ready:"):
                for server in ("postgres", "kafka"):
                    record = json.loads((kill / server / "process.json").read_text())
                    os.kill(record["pid"], signal.SIGKILL)
            if line.startswith(words):
                os.killpg(process.pid, signal.SIGINT)
    assert "stopping\n" in said
    return "".join(said)


def label_of(said: str) -> str:
    (ready,) = [line for line in said.splitlines() if line.startswith("ready:")]
    return ready.split("/label/")[1].split()[0]


def test_a_port_in_use_is_named_with_the_variable_that_changes_it(platform, tmp_path):
    taken = platform.stack.layout.port
    command = [sys.executable, "-m", "tools.run", "--port", str(taken), "--data", str(tmp_path)]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 1
    assert str(taken) in done.stderr
    assert "PORT" in done.stderr
