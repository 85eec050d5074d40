"""A token of a local client: `python -m tools.token jinguang` prints one for curl or a program.

`--assertion` prints the proof that is exchanged for it instead, for whoever wants to send that
request himself. The keys are those that `make run` made under its data folder.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from tools import keys
from tools.pilot.party import Outage, Party, Refused


def main() -> int:
    """Exit status 1: there is no such client, or the platform does not give it a token."""
    arguments = _arguments()
    data = Path(arguments.data)
    known = keys.clients(data)
    if arguments.client not in known:
        names = ", ".join(known) or "none yet; start the platform with make run"
        print(f"there is no client {arguments.client} below {data}: {names}", file=sys.stderr)
        return 1
    key = keys.client_key(data, arguments.client)
    party = Party(arguments.url, arguments.client, key, arguments.issuer)
    try:
        print(asyncio.run(_printed(party, arguments.assertion)))
    except (Refused, Outage) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


async def _printed(party: Party, assertion: bool) -> str:
    try:
        if assertion:
            return party.grant()["client_assertion"]
        return await party.access_token()
    finally:
        await party.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.token", description=__doc__)
    parser.add_argument("client", help="such as jinguang; make run prints which there are")
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="of the platform")
    parser.add_argument("--issuer", help="how it names itself (PUBLIC_URL), where that differs")
    parser.add_argument("--data", default=".local", help="folder of make run (DATA)")
    parser.add_argument("--assertion", action="store_true", help="print the client assertion")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
