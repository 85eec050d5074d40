"""The operator's commands, as documented, on a real database."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.documented import Executor, executed_by
from tests.support.postgres import Databases
from tests.support.service import migrated

ANSWERS = {
    "differences": (0, ""),
    "resend": (0, "0 events are sent again"),
    "list": (0, ""),
    "set-aside replay": (1, "0 will be tried again"),
    "show": (1, ""),
    "replay": (1, "no such event"),
    "drop": (1, "no such event"),
    "fsck": (0, "is sound"),
}


@pytest.fixture(scope="module")
async def registry_url(postgres: Databases) -> AsyncIterator[str]:
    async with migrated(postgres, "registry") as urls:
        yield urls.url


@pytest.mark.parametrize("command", executed_by(Executor.DATABASE))
def test_an_operators_command_answers(command, registry_url):
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "ENVIRONMENT": "development",
        "DATABASE_URL": registry_url,
        "PUBLIC_URL": "http://127.0.0.1:8080",
    }

    done = subprocess.run(
        ["bash", "-euc", command], env=environment, capture_output=True, text=True, check=False
    )

    code, said = next(answer for word, answer in ANSWERS.items() if word in command)
    assert (done.returncode, done.stderr) == (code, "")
    assert said in done.stdout
