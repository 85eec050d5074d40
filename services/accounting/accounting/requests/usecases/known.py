"""Whether an enterprise has a product that somebody asks for."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.pact.domain.product_ids import gtin_digits, same_products
from accounting.pact.domain.urns import product_of
from accounting.products.usecases import products
from accounting.publications.usecases import readership


async def any_known(tx: AsyncConnection, owner: str, ids: Sequence[str], domain: str) -> bool:
    """Whether one of these identifiers is of a product that the enterprise described, or of a
    footprint that it ever published.
    """
    wanted = same_products(ids)
    if await readership.publishes(tx, owner, wanted):
        return True
    gtins = [digits for id in wanted if (digits := gtin_digits(id))]
    if gtins and await products.any_with_gtin(tx, gtins, of=owner):
        return True
    return await _any_described(tx, owner, list(_own(wanted, domain)))


async def _any_described(tx: AsyncConnection, owner: str, ids: Collection[UUID]) -> bool:
    for id in ids:
        if await products.find(tx, id, of=owner) is not None:
            return True
    return False


def _own(ids: Sequence[str], domain: str) -> Iterator[UUID]:
    for id in ids:
        with suppress(ValueError):
            yield product_of(domain, id)
