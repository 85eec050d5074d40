"""Every documented command is executed by a test; the cheap ones here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.support.documented import EXECUTED, Executor, commands, commands_in, executed_by


def test_somebody_executes_every_documented_command():
    orphans = {c for c in commands() if c.text not in EXECUTED}

    assert orphans == set(), "say in tests/support/documented.py who executes them"


def test_every_executed_command_is_still_documented():
    assert EXECUTED.keys() == {command.text for command in commands()}


@pytest.mark.parametrize("executor", Executor)
def test_an_executor_is_there_and_takes_its_commands_from_the_table(executor):
    text = (ROOT / executor).read_text("utf-8")

    assert executor is Executor.CHECKS or f"Executor.{executor.name}" in text


@pytest.mark.parametrize("command", executed_by(Executor.CHECKS))
def test_a_command_of_the_checks_is_part_of_them(command):
    target = command.split()[1]

    planned = subprocess.run(
        ["make", "--dry-run", "--always-make", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "exec make test" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert planned
    assert target in {"test", *needed_by("test")}


def needed_by(target: str) -> set[str]:
    """The targets that a target of the Makefile needs or makes."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    rule = makefile.partition(f"\n{target}: ")[2].partition("\n\n")[0]
    words = rule.replace("$(READY)", "setup").replace("$(MAKE)", "").split()
    return set(words)


@pytest.mark.parametrize("command", executed_by(Executor.HERE))
def test_a_cheap_command_does_what_it_says(command, tmp_path):
    tree = copied(tmp_path)

    done = subprocess.run(
        ["bash", "-euc", command],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def copied(folder: Path) -> Path:
    """A copy of what the commands touch, so that they change nothing here."""
    left_out = shutil.ignore_patterns(".*", "__pycache__", "node_modules")
    tree = folder / "tree"
    shutil.copytree(ROOT, tree, ignore=left_out)
    (tree / ".venv" / "bin").mkdir(parents=True)
    python = tree / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    for each in (tree / "requirements.lock", tree / "pyproject.toml"):
        os.utime(each, (0, 0))
    (tree / ".venv" / ".ready").touch()
    return tree


def test_commands_are_found_in_a_page():
    page = (
        "Text.\n\n```sh\nmake run   # and wait\n\n# only a remark\ncurl -o a \\\n  http://x/#y\n```\n\n"
        "```mermaid\nflowchart LR\n```\n\n```bash\n$ ls\n```\n"
    )

    assert commands_in(page) == ["make run", "curl -o a http://x/#y", "ls"]
