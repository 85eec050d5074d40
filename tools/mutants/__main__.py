"""`make mutants`: how many small changes of the critical modules the tests notice.

SEED draws another sample, COUNT a larger one; MODULES names other modules by words of their
names, groups separated by commas (`MODULES="registry tree, chassis auth"`); JOBS tries as many
changes at once.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tools.local import Broker, Passwords, Postgres
from tools.mutants.changes import Change
from tools.mutants.imports import Tree, read_tree
from tools.mutants.sample import candidates, critical, drawn
from tools.mutants.trials import Copy, Outcome, Trial

_SERVERS = ("TANBIAO_TEST_POSTGRES", "TANBIAO_TEST_KAFKA")


def main() -> None:
    seed, count = os.environ.get("SEED") or "1", int(os.environ.get("COUNT") or 182)
    lines = [line for line in (os.environ.get("MODULES") or "").split(",") if line.strip()]
    tree = read_tree()
    changes = candidates(tree, lines or critical())
    sample = drawn(changes, seed, count)
    if not sample:
        sys.exit("no module has such a name")
    total = sum(map(len, changes.values()))
    print(f"{len(sample)} of {total} changes in {len(changes)} modules, seed {seed}", flush=True)
    trials = asyncio.run(tried(tree, sample, int(os.environ.get("JOBS") or 2)))
    noticed = sum(trial.outcome is not Outcome.SURVIVED for trial in trials)
    print(f"noticed {noticed} of {len(trials)} ({noticed / len(trials):.1%})".replace("%", " %"))


async def tried(tree: Tree, sample: Sequence[Change], jobs: int) -> list[Trial]:
    """Try every change, some at once; survivors are printed as they are found."""
    waiting = list(reversed(sample))
    done: list[Trial] = []

    async def work(copy: Copy) -> None:
        while waiting:
            trial = await copy.attempt(waiting.pop())
            done.append(trial)
            if trial.outcome is Outcome.SURVIVED:
                print(described(trial), flush=True)
            elif len(done) % 20 == 0:
                print(f"{len(done)} tried", flush=True)

    with tempfile.TemporaryDirectory(prefix="tanbiao-mutants-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL runs as a user of its own.
        broken: dict[str, bool] = {}
        copies = [Copy(tree, folder / f"copy-{number}", broken) for number in range(jobs)]
        async with servers(folder), asyncio.TaskGroup() as tasks:
            for copy in copies:
                tasks.create_task(work(copy))
    for test in sorted(test for test in broken if broken[test]):
        print(f"not asked, as it fails without any change: {test}")
    return done


def described(trial: Trial) -> str:
    change = trial.change
    return f"{trial.path}:{change.line}: {change.function}: {change.change}"


@asynccontextmanager
async def servers(folder: Path) -> AsyncIterator[None]:
    """One set of servers for all trials, unless the environment names one."""
    if all(name in os.environ for name in _SERVERS):
        yield
        return
    passwords = Passwords(folder / "passwords.json")
    broker = Broker(folder / "kafka", passwords)
    postgres = Postgres(folder / "postgres", passwords, durable=False)
    await asyncio.gather(broker.start(), postgres.start())
    try:
        os.environ.update(zip(_SERVERS, (postgres.admin_url, broker.admin.url()), strict=True))
        yield
    finally:
        await asyncio.gather(broker.stop(), postgres.stop())


if __name__ == "__main__":
    main()
