"""What operators did with sealed calculations, in the table of what they did with events."""

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.deadletters import operator_act


async def note(tx: AsyncConnection, operator: str, act: str, calculation: UUID, seal: str) -> None:
    row = {
        "at": clock.now(),
        "operator": operator,
        "act": act,
        "source": "accounting",
        "event": str(calculation),
        "reason": seal,
    }
    await tx.execute(insert(operator_act).values(row))
