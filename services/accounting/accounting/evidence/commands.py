"""What an operator runs: `python -m accounting secrets …` and `audit verify`."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from accounting.custody.domain import master_keys
from accounting.custody.domain.encryption import SecretUnreadable
from accounting.custody.domain.master_keys import MasterKeysUnusable
from accounting.custody.usecases import audit, backups
from accounting.custody.usecases import rotation as keys
from accounting.custody.usecases.keeping import attached
from accounting.evidence.settings import HoldsSecrets
from accounting.evidence.store.concealed_files import ConcealedFiles
from accounting.evidence.usecases import rotation
from chassis.database import Database
from chassis.settings import ServiceSettings

Work = Callable[[Database, ConcealedFiles | None], Awaitable[None]]
_FILES = {"make": master_keys.added, "promote": master_keys.promoted}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the commands. They read DATABASE_URL (the owner's) and MASTER_KEYS_FILE."""
    group = commands.add_parser("secrets", help="encrypt, rotate and retire keys")
    actions = group.add_subparsers(dest="action", required=True)
    for name, help in (
        ("make", "add a new master key to a file, as the last one"),
        ("promote", "put a master key first: the current one"),
        ("drop", "take a retired master key out of a file"),
    ):
        action = actions.add_parser(name, help=help)
        action.add_argument("id")
        action.add_argument("--into", type=Path, required=True, metavar="FILE")
    actions.add_parser("status", help="which keys are in use, and what waits to be encrypted")
    actions.add_parser("encrypt", help="encrypt rows that are plain or under an older data key")
    actions.add_parser("rewrap", help="wrap data keys and files by the current master key")
    rotate = actions.add_parser("rotate", help="new data keys for enterprises, or for all")
    rotate.add_argument("enterprise", nargs="*")
    actions.add_parser("retire", help="give up a master key that nothing needs").add_argument("id")


def add_audit_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the check of the audit trail. It reads DATABASE_URL."""
    group = commands.add_parser("audit", help="prove the audit trail")
    verify = group.add_subparsers(dest="audit", required=True).add_parser("verify")
    verify.add_argument("--heads", type=Path, help="log lines in which heads were published")


def verify(arguments: argparse.Namespace) -> int:
    """Exit status 1: some chain does not hold."""
    heads = published(arguments.heads.read_text("utf-8")) if arguments.heads else {}
    return 0 if asyncio.run(_verified(heads)) else 1


def published(lines: str) -> dict[str, dict[int, str]]:
    """The heads among the lines of a log, by partition and number."""
    heads: dict[str, dict[int, str]] = {}
    for line in filter(lambda line: '"audit head"' in line, lines.splitlines()):
        head = json.loads(line)
        heads.setdefault(head["partition"], {})[int(head["number"])] = head["sha256"]
    return heads


async def _verified(heads: dict[str, dict[int, str]]) -> bool:
    url = ServiceSettings().database_url.get_secret_value()
    database = Database(url, name="accounting-audit")
    try:
        return await audit.verify(database, heads, _say)
    finally:
        await database.close()


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1: refused, with the reason."""
    try:
        if arguments.action == "drop":
            asyncio.run(_check_droppable(arguments.id))
            _change(arguments, master_keys.dropped)
        elif change := _FILES.get(arguments.action):
            _change(arguments, change)
        else:
            asyncio.run(_on_database(_work(arguments)))
    except (MasterKeysUnusable, SecretUnreadable, OSError) as refused:
        sys.stderr.write(f"refused: {refused}\n")
        return 1
    return 0


def _change(arguments: argparse.Namespace, change: Callable[[str, str], str]) -> None:
    _rewrite(arguments.into, change(arguments.into.read_text("utf-8"), arguments.id))
    _say(f"{arguments.action} {arguments.id}: done")


async def _check_droppable(master: str) -> None:
    """Raises `MasterKeysUnusable`."""
    settings = HoldsSecrets()
    database = Database(settings.database_url.get_secret_value(), name="accounting-secrets")
    try:
        await backups.check_droppable(database, master, timedelta(days=settings.backups_kept_days))
    finally:
        await database.close()


def _work(arguments: argparse.Namespace) -> Work:
    match arguments.action:
        case "status":
            return lambda database, _: keys.status(database, _say)
        case "encrypt":
            return lambda database, _: keys.encrypt(database, _say)
        case "rotate":
            return lambda database, _: keys.rotate(database, _say, arguments.enterprise)
        case "retire":
            return lambda database, files: rotation.retire(database, files, _say, arguments.id)
    return lambda database, files: rotation.rewrap(database, files, _say)


async def _on_database(work: Work) -> None:
    settings = HoldsSecrets()
    database = Database(settings.database_url.get_secret_value(), name="accounting-secrets")
    vault = attached(database, settings.master_keys())
    files = settings.evidence_files()
    try:
        async with database.transaction() as tx:
            await vault.prove(tx)
        await work(database, files if isinstance(files, ConcealedFiles) else None)
    finally:
        await database.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _rewrite(file: Path, text: str) -> None:
    """In one step, and readable by the same people only."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        out.write(text)
    draft.replace(file)
