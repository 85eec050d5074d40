"""Trying changes, each in a copy of the tree: a run that is killed leaves nothing changed."""

import asyncio
import importlib.util
import os
import re
import shutil
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tools.mutants.changes import Change, changed
from tools.mutants.imports import Tree, source_folders

_TEST_S, _TRIAL_S = 300, 3600
"""Only what never ends may run out of time, or a busy machine would notice every change."""
_MEMORY_KIB = 6 << 20
"""A change may make a loop endless; it must not take the machine with it."""
_NO_TESTS = 5
"""The exit code of pytest when it had none to run."""
_FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/[^\s:]+)", re.MULTILINE)


class Outcome(StrEnum):
    """What the tests say of a change."""

    NOTICED = "noticed"
    OUT_OF_TIME = "out of time"
    SURVIVED = "survived"


_OUTCOMES = {None: Outcome.OUT_OF_TIME, 0: Outcome.SURVIVED, _NO_TESTS: Outcome.SURVIVED}


@dataclass(frozen=True)
class Trial:
    """A change with what came of it."""

    change: Change
    path: str
    outcome: Outcome


class Copy:
    """A copy of the tree in which one change at a time is tried."""

    def __init__(self, tree: Tree, folder: Path, broken: dict[str, bool]) -> None:
        """`broken` says of files of tests whether they fail without any change."""
        self.tree, self.folder, self.broken = tree, folder, broken
        left_out = shutil.ignore_patterns(".*", "__pycache__", "node_modules")
        shutil.copytree(tree.root, folder, ignore=left_out)

    async def attempt(self, change: Change) -> Trial:
        """Make the change, ask the tests that guard its module, take the change back.

        Tests that fail without it too can notice nothing; the others are asked again.
        """
        path = self.tree.files[change.module].relative_to(self.tree.root)
        while True:
            guards = self.tree.guards(change.module, change.function)
            guards = [test for test in guards if not self.broken.get(test)]
            code, output = await self._ask(guards, change, path) if guards else (_NO_TESTS, "")
            outcome = _OUTCOMES.get(code, Outcome.NOTICED)
            # Where nothing could even be collected, no test is named.
            failed = set(_FAILED.findall(output)) or set(guards[:1])
            if outcome is not Outcome.NOTICED or not await self._broken(failed):
                return Trial(change, path.as_posix(), outcome)

    async def _ask(
        self, guards: Sequence[str], change: Change, path: Path
    ) -> tuple[int | None, str]:
        text = (self.folder / path).read_text("utf-8")
        self._write(path, changed(text, change))
        try:
            return await self._run(guards)
        finally:
            self._write(path, text)

    async def _broken(self, tests: set[str]) -> bool:
        """Whether any of these files of tests fails as it stands."""
        for test in sorted(tests - self.broken.keys()):
            code, _ = await self._run([test])
            self.broken[test] = code != 0
        return any(self.broken[test] for test in tests)

    def _write(self, path: Path, text: str) -> None:
        """Write a module, and forget its compiled form: a change can keep size and second."""
        for compiled in (self.folder / path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()
        (self.folder / path).write_text(text, "utf-8")

    async def _run(self, tests: Sequence[str]) -> tuple[int | None, str]:
        """The exit code of the tests, None when their time ran out, and what they printed."""
        limited = ["sh", "-c", f'ulimit -d {_MEMORY_KIB}; exec "$@"', "sh"]
        process = await asyncio.create_subprocess_exec(
            *limited,
            *(sys.executable, "-m", "pytest", "-x", "-q", "-rfE", "-m", "not system"),
            *("-p", "no:cacheprovider", "-p", "tools.mutants.quick_first"),
            *("--hypothesis-seed=0", "--tb=no"),
            *(f"--timeout={_TEST_S}", *(["-n0"] if importlib.util.find_spec("xdist") else [])),
            *tests,
            cwd=self.folder,
            env={**os.environ, **self._variables()},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(_TRIAL_S):
                output, _ = await process.communicate()
        except TimeoutError:
            return None, ""
        finally:
            await _end(process)
        return process.returncode, output.decode(errors="replace")

    def _variables(self) -> dict[str, str]:
        """The modules of the copy are the ones to import, and they stay compiled."""
        path = os.pathsep.join(str(folder) for folder in source_folders(self.folder))
        return {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": ""}


async def _end(process: asyncio.subprocess.Process) -> None:
    """End what a trial started, children of its tests too."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    await process.wait()
