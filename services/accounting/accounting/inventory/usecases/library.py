"""The factors that an organisation may rest on: the newest library, its own, its suppliers'."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.factors import FactorLibrary
from accounting.factors.usecases import datasets, libraries
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.suppliers.usecases import footprints as supplied


async def library(tx: AsyncConnection, *, of: str | None = None) -> FactorLibrary:
    """The newest library, with the own factors of an organisation and its suppliers' footprints."""
    found = await libraries.newest_library(tx)
    if found is None:
        raise PacksNotLoaded
    if of is None:
        return found
    return await supplied.with_supplied(tx, await datasets.with_own(tx, found, of), of)
