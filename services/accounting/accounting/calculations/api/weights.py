"""How heavy requests about calculations are."""

from uuid import UUID

from fastapi import Request

from accounting.calculations.domain.search import CalculationsAsked
from accounting.calculations.store import calculations
from accounting.calculations.usecases.weights import length
from accounting.inventory.usecases.systems import exchanges
from accounting.tasks.usecases import weights
from chassis.auth import current_caller
from chassis.database import current_transaction
from chassis.elsewhere import Way

_LONGEST_ORDER = 10_000
"""Bytes of an order that names a system, activity data and a rule; any longer one is none."""
_SEALING = 3
"""It is read, computed again, and announced."""


async def weigh_run(request: Request) -> Way:
    """By the size of the system that the body names."""
    if await weights.length_of_body(request) > _LONGEST_ORDER:
        return Way.HERE
    try:
        system = UUID((await request.json())["system_id"])
    except (LookupError, ValueError, TypeError, AttributeError):
        return Way.HERE  # No order, as the endpoint will say.
    size = await exchanges(await current_transaction(request), system)
    return weights.way_of_solving(request, size)


async def weigh_seal(request: Request) -> Way:
    """By the length of the document, which is computed again."""
    return weights.way_of_solving(request, _SEALING * await length(request))


async def weigh_calculations(request: Request) -> Way:
    """By the length of the documents on the page, which are opened for what the list says."""
    asked = weights.asked(request, CalculationsAsked)
    if asked is None:
        return Way.HERE
    tx, org = await current_transaction(request), current_caller(request).org
    size = await calculations.length_of_page(tx, asked, reads=org)
    return weights.way_of_reading(request, weights.recorded(size))
