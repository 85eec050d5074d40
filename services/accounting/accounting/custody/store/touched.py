"""Which secrets a transaction reads and writes, for the audit trail."""

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.encryption import SecretPlace

_OPTION = "touched"


@dataclass
class Touched:
    """The places of the secrets that were opened or written, each once, in order."""

    read: dict[SecretPlace, None] = field(default_factory=dict)
    written: dict[SecretPlace, None] = field(default_factory=dict)


async def watch(tx: AsyncConnection) -> Touched:
    """From now on, note what this transaction touches."""
    touched = Touched()
    await tx.execution_options(**{_OPTION: touched})
    return touched


def touch(tx: AsyncConnection, place: SecretPlace, *, wrote: bool = False) -> None:
    """Note a secret, where somebody watches."""
    watching = tx.sync_connection and tx.sync_connection.get_execution_options().get(_OPTION)
    if isinstance(watching, Touched):
        (watching.written if wrote else watching.read)[place] = None
