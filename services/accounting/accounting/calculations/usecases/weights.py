"""How heavy it is to open a calculation."""

from fastapi import Request

from accounting.calculations.store import calculations
from accounting.tasks.usecases import weights
from chassis.database import current_transaction
from chassis.elsewhere import Way


async def length(request: Request) -> int:
    """Exchanges of the calculation that the path names, about."""
    tx, id = await current_transaction(request), weights.identifier(request)
    return 0 if id is None else weights.recorded(await calculations.length(tx, id))


async def weigh_reading(request: Request) -> Way:
    """For what opens the calculation that the path names, and writes of it."""
    return weights.way_of_reading(request, await length(request))


async def weigh_solving(request: Request) -> Way:
    """For what solves it again besides."""
    return weights.way_of_solving(request, await length(request))
