"""`python -m tools.backup make INTO | restore FROM | check`: for the installation in a folder.

DATABASE_URL and KAFKA_BOOTSTRAP name servers that run elsewhere, as for `make run`.
"""

import argparse
import asyncio
import contextlib
import os
import sys
import time
from pathlib import Path

from tools.backup import checking, making, restoring
from tools.backup.server import serving
from tools.layout import Layout
from tools.local.errors import LocalError
from tools.stack import Stack


def main() -> int:
    """Exit status 1: refused or broken, with each reason."""
    arguments = _arguments()
    layout = Layout(arguments.data, arguments.port, public_url=os.environ.get("PUBLIC_URL") or None)
    began = time.monotonic()
    try:
        failed = asyncio.run(_work(arguments, layout))
    except LocalError as refused:
        sys.stderr.write(f"{arguments.command}: {refused}\n")
        return 1
    _say(f"took {time.monotonic() - began:.1f} s")
    return int(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.backup", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(".local"), help="folder of it (DATA)")
    parser.add_argument("--port", type=int, default=8080, help="of its gateway (PORT)")
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="make a backup, also while everything runs")
    make.add_argument("into", type=Path, help="an empty folder, or one that is to be made")
    restore = commands.add_parser("restore", help="put a backup back, and run `restored`")
    restore.add_argument("origin", type=Path, metavar="from")
    restore.add_argument("--replace", action="store_true", help="in place of databases there")
    restore.add_argument("--hold", action="store_true", help="run `restored` for nobody yet")
    commands.add_parser("check", help="read every row, seal, leaf and evidence file again")
    return parser.parse_args()


async def _work(arguments: argparse.Namespace, layout: Layout) -> bool:
    match arguments.command:
        case "make":
            stack = Stack(layout)
            async with serving(stack) as admin_url:
                where = stack.layout
                await making.make(admin_url, where.data, arguments.into, where.public, _say)
            return False
        case "restore":
            return await _restore(arguments, layout)
    stack = Stack(layout)
    async with serving(stack):
        faults = await checking.check(stack, _say)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    _say("everything is as it was written" if not faults else f"{len(faults)} faults")
    return bool(faults)


async def _restore(arguments: argparse.Namespace, layout: Layout) -> bool:
    made = restoring.verified(arguments.origin)
    if not arguments.replace:
        restoring.require_free(layout.data)
    if layout.public != made.public_url:
        _say(
            f"labels of this backup name {made.public_url}: start with PUBLIC_URL={made.public_url}"
        )
    stack = Stack(layout)
    try:
        lost = await restoring.restore(arguments.origin, made, stack, _say, over=arguments.replace)
        if arguments.hold:
            _say("next: python -m chassis <service> restored, for each as docs/operations.md says")
        else:
            await restoring.tell(stack, _say, bus_lost=lost)
            _say("restored; `make run` goes on from here")
    finally:
        await stack.stop()
    return False


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
