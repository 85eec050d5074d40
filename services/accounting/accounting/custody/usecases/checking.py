"""Whether every secret opens, for an operator who put a backup back."""

from accounting.custody.store.checking import unreadable
from accounting.custody.store.secrets import holders
from accounting.values.store.tables import metadata
from chassis.database import Database


async def secrets(database: Database) -> list[str]:
    """Every secret that does not open, with what to do."""
    faults = []
    for holder in holders(metadata):
        async with database.transaction() as tx:
            faults += [f"{holder.table.name} {row}" async for row in unreadable(tx, holder)]
    return [f"{fault}; put back the backup, or the master key that is named" for fault in faults]
