"""How heavy it is to open a product system."""

from fastapi import Request

from accounting.inventory.store import systems
from accounting.tasks.usecases import weights
from chassis.database import current_transaction
from chassis.elsewhere import Way


async def exchanges(request: Request) -> int:
    """Of the system that the path names."""
    tx, id = await current_transaction(request), weights.identifier(request)
    return 0 if id is None else await systems.exchanges(tx, id)


async def weigh_system(request: Request) -> Way:
    """For what opens the system that the path names, and writes of it."""
    return weights.way_of_reading(request, await exchanges(request))
