"""`python -m accounting check` reads everything again; `put-back` brings a calculation back."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from accounting.calculations.usecases import checking, putting_back
from accounting.custody.domain.master_keys import MasterKeysUnusable
from accounting.custody.usecases import checking as custody
from accounting.custody.usecases.keeping import attached
from accounting.evidence.settings import HoldsSecrets
from accounting.evidence.usecases import checking as evidence
from chassis.database import Database
from chassis.refusals import Refusal


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command. It reads DATABASE_URL, MASTER_KEYS_FILE and where evidence lies."""
    commands.add_parser(
        "check", help="read every secret, seal and evidence file again"
    ).set_defaults(check=run)


def add_putting_back_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command. It reads DATABASE_URL, the owner's, and MASTER_KEYS_FILE."""
    command = commands.add_parser(
        "put-back", help="put a sealed calculation back that a restored database lost"
    )
    command.add_argument("bundle", type=Path, help="as the certification body kept it")
    command.add_argument("--seal", required=True, help="the seal that the certificate names")
    command.add_argument("--by", default=getpass.getuser(), help="who does so")


def put_back(arguments: argparse.Namespace) -> int:
    """Exit status 1: refused, with the reason."""
    import_module("accounting.routes")
    try:
        asyncio.run(_put_back(arguments))
    except Refusal as refused:
        sys.stderr.write("".join(f"{message}\n" for message in refused.messages.values()))
        return 1
    except (MasterKeysUnusable, OSError) as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    return 0


async def _put_back(arguments: argparse.Namespace) -> None:
    proven = putting_back.prove(arguments.bundle.read_bytes())
    async with _opened(HoldsSecrets()) as database, database.transaction() as tx:
        id = await putting_back.put_back(tx, proven, seal=arguments.seal, operator=arguments.by)
    sys.stdout.write(f"calculation {id} is there, sealed as {arguments.seal}\n")


@asynccontextmanager
async def _opened(settings: HoldsSecrets) -> AsyncIterator[Database]:
    """The database, whose secrets open. Raises `MasterKeysUnusable`."""
    database = Database(settings.database_url.get_secret_value(), name="accounting-check")
    vault = attached(database, settings.master_keys())
    try:
        async with database.transaction() as tx:
            await vault.prove(tx)
        yield database
    finally:
        await database.close()


def run() -> int:
    """Exit status 1: something is not as it was, and each fault is named."""
    # Each subject declares which of its tables hold secrets.
    import_module("accounting.routes")
    try:
        faults = asyncio.run(_checked(sys.stdout.write))
    except (MasterKeysUnusable, OSError) as refused:
        faults = [str(refused)]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


async def _checked(say: Callable[[str], object]) -> list[str]:
    settings = HoldsSecrets()
    place = settings.evidence_files()
    async with _opened(settings) as database:
        secrets = await custody.secrets(database)
        count, seals = await checking.seals(database)
        files = await evidence.files(database, place) if place else []
    faults = [*secrets, *seals, *files]
    say(f"{count} seals computed again, {len(faults)} faults\n")
    return faults
