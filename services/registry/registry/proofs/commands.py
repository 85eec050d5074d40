"""`python -m registry fsck`: recompute the stored log; exit status 1 when it is not as signed."""

import asyncio
import sys

from chassis.database import Database
from chassis.settings import ServiceSettings
from registry.proofs.usecases.fsck import Fsck, fsck


async def check(settings: ServiceSettings) -> Fsck:
    """Check the log of the database that the settings name."""
    database = Database(settings.database_url.get_secret_value(), name="registry-fsck")
    try:
        async with database.transaction() as tx:
            return await fsck(tx)
    finally:
        await database.close()


def recompute() -> int:
    """Print one line per fault and a summary."""
    found = asyncio.run(check(ServiceSettings()))
    for fault in found.faults:
        sys.stderr.write(f"{fault}\n")
    verdict = "is not as signed" if found.faults else "is sound"
    sys.stdout.write(
        f"log of {found.size} leaves, root {found.root.hex()}, "
        f"{found.checkpoints} checkpoints: {verdict}\n"
    )
    return 1 if found.faults else 0
