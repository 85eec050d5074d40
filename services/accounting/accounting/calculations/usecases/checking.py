"""Whether every sealed calculation has its seal, for an operator who put a backup back."""

from accounting.calculations.domain.sealing import seal_of
from accounting.calculations.store import calculations as store
from accounting.custody.domain.encryption import SecretUnreadable
from chassis.database import Database


async def seals(database: Database) -> tuple[int, list[str]]:
    """How many seals were computed again, and every calculation that differs from its own."""
    async with database.transaction() as tx:
        sealed = await store.sealed(tx)
    faults = []
    for id, sha256 in sealed:
        async with database.transaction() as tx:
            try:
                document = (await store.documents(tx, [id]))[id]
            except SecretUnreadable:
                continue  # Named among the secrets that do not open.
        if seal_of(document) != sha256:
            faults.append(
                f"calculation {id} is not what was sealed as {sha256}; "
                "put the sealed bundle back that the certification body keeps"
            )
    return len(sealed), faults
