"""How heavy requests about product systems are."""

from fastapi import Request

from accounting.inventory.store import systems
from accounting.inventory.usecases.weights import exchanges
from accounting.tasks.usecases import weights
from chassis.asking import AskedByTime
from chassis.database import current_transaction
from chassis.elsewhere import Way


async def weigh_sent(request: Request) -> Way:
    """By the length of the system in the body."""
    return weights.way_of_solving(request, weights.sent(await weights.length_of_body(request)))


async def weigh_report(request: Request) -> Way:
    """By the size of the system in the path, or of what is reported of it."""
    reported = weights.sent(await weights.length_of_body(request))
    return weights.way_of_solving(request, max(await exchanges(request), reported))


async def weigh_systems(request: Request) -> Way:
    """By the size of the systems on the page."""
    tx, product = await current_transaction(request), weights.identifier(request)
    asked = weights.asked(request, AskedByTime)
    if product is None or asked is None:
        return Way.HERE
    size = await systems.exchanges_of_page(tx, product, asked)
    return weights.way_of_reading(request, size)
