"""The words of reason codes: loaded from the region pack, told with every act."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.acts import Act, reason_of
from certification.certificates.domain.states import (
    CancellationReason,
    SuspensionReason,
    WithdrawalReason,
)
from certification.certificates.store import reasons
from contracts.certification import ReasonWords
from packs.reasons import ReasonsPack

_TABLES = {
    "suspension": SuspensionReason,
    "withdrawal": WithdrawalReason,
    "cancellation": CancellationReason,
}


class ReasonsIncomplete(Exception):
    """The region pack leaves out a code of a national table, or names one that it lacks."""


async def load(tx: AsyncConnection, pack: ReasonsPack) -> None:
    """Keep the region's words. Raises `ReasonsIncomplete`."""
    for name, table in _TABLES.items():
        if wrong := set(pack.tables[name]) ^ {code.value for code in table}:
            raise ReasonsIncomplete(f"reasons.yaml: {name}: {sorted(wrong)}")
    await reasons.save(tx, pack)


async def words_of(tx: AsyncConnection, act: Act) -> ReasonWords | None:
    """What the reason code of an act means; None where it has none."""
    code = reason_of(act)
    if code is None:
        return None
    found = await reasons.find(tx, type(act).__name__.lower(), code.value)
    return ReasonWords(zh=found.zh, en=found.en) if found else None
