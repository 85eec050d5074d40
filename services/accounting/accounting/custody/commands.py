"""What an operator tells of backups: `python -m accounting backups …`."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import Awaitable
from datetime import UTC, datetime

from accounting.custody.domain.backups import Backup, BackupUnknown
from accounting.custody.usecases import backups
from chassis import clock
from chassis.database import Database
from chassis.settings import ServiceSettings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the commands. They read DATABASE_URL, the owner's."""
    group = commands.add_parser("backups", help="which backups are kept: they need their keys")
    actions = group.add_subparsers(dest="backups", required=True)
    actions.add_parser("list", help="those that are kept")
    note = actions.add_parser("note", help="a backup of the database is kept from now on")
    note.add_argument("name")
    note.add_argument("--began", type=_moment, help="when its making began; now unless told")
    gone = actions.add_parser("gone", help="a backup was deleted")
    gone.add_argument("name")
    gone.add_argument("--by", default=getpass.getuser(), help="who says so")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1: refused, with the reason."""
    try:
        asyncio.run(_on_database(arguments))
    except BackupUnknown as refused:
        sys.stderr.write(f"refused: {refused}\n")
        return 1
    return 0


async def _on_database(arguments: argparse.Namespace) -> None:
    url = ServiceSettings().database_url.get_secret_value()
    database = Database(url, name="accounting-backups")
    try:
        await _work(database, arguments)
    finally:
        await database.close()


def _work(database: Database, arguments: argparse.Namespace) -> Awaitable[None]:
    match arguments.backups:
        case "note":
            began = arguments.began or clock.now()
            return backups.note(database, _say, Backup(arguments.name, began))
        case "gone":
            return backups.gone(database, _say, arguments.name, arguments.by)
    return backups.show(database, _say)


def _moment(text: str) -> datetime:
    """A moment without a zone is one of UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
