"""`operator` registers an operator at the node's console, while fewer than two can act."""

import argparse
import asyncio
import getpass
import sys
from pathlib import Path

from chassis.refusals import Refusal
from chassis.service import open_database
from chassis.settings import ServiceSettings
from gateway.clients.domain.changes import Change
from gateway.clients.domain.clients import Person
from gateway.clients.usecases.recovery import Because, recover_operator
from packs.region import load_region


def main() -> int:
    """Exit status 0: registered; 1: refused, with the reason in both languages."""
    arguments = _arguments()
    try:
        change = asyncio.run(_recover(arguments))
    except Refusal as refusal:
        print("\n".join(refusal.messages.values()), file=sys.stderr)
        return 1
    except (OSError, ValueError) as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"{change.subject} registered by {change.proposed_by.client}; change {change.id}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m gateway", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("operator", help="register an operator's public keys")
    command.add_argument("id", help="client id")
    command.add_argument("--jwks", type=Path, required=True, help="file with the public JWK set")
    command.add_argument("--person", required=True, help="who it stands for: an id of your own")
    command.add_argument("--name", required=True, help="name of that person")
    command.add_argument("--because", required=True, help="the reason, kept with the change")
    command.add_argument("--by", default=getpass.getuser(), help="who acts")
    return parser.parse_args()


async def _recover(arguments: argparse.Namespace) -> Change:
    settings = ServiceSettings()
    pack = load_region(settings.packs_dir, settings.region)
    database = open_database("gateway", settings)
    try:
        async with database.transaction() as tx:
            return await recover_operator(
                tx,
                arguments.id,
                arguments.jwks.read_text("utf-8"),
                person=Person(arguments.person, arguments.name),
                pack=pack,
                because=Because(arguments.by, arguments.because),
            )
    finally:
        await database.close()


if __name__ == "__main__":
    sys.exit(main())
