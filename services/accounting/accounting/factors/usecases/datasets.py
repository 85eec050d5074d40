"""Finding factors: what an organisation may see, what was valid when, what would do instead."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.datasets import OWN_PREFIX, Dataset, valid_on
from accounting.factors.domain.factors import FactorLibrary
from accounting.factors.domain.proposals import Candidate, WantedFactor, propose
from accounting.factors.store import datasets as store
from accounting.factors.store.datasets import newest_bounds as newest_bounds
from accounting.values.domain.units import dimension
from chassis.refusals import Missing

_PROPOSALS = 20
versions = store.chain
"""Every version of a factor that an organisation may see; none where there is no such factor."""


class FactorNotListed(Missing):
    """Neither the newest library nor the caller's own factors have such a factor."""

    zh = "因子库与您自有的因子中都没有因子 {id}。请在 /v1/factors 查找。"
    en = "Neither the library nor your own factors have {id}. Search /v1/factors."


async def chain(tx: AsyncConnection, org: str, id: str) -> list[Dataset]:
    """Every version of the factor that the organisation may see, oldest first."""
    found = await store.chain(tx, org, id)
    if not found:
        raise FactorNotListed(id=id)
    return found


async def factor(tx: AsyncConnection, org: str, id: str, *, on: date | None) -> Dataset:
    """The factor as it is, or the version of its chain that was valid on a day."""
    links = await chain(tx, org, id)
    if on is not None:
        return valid_on(links, on)
    return [link for link in links if link.factor.id == id][-1]


async def proposals(tx: AsyncConnection, org: str, wanted: WantedFactor) -> list[Candidate]:
    """The nearest usable factors, at most twenty. Raises `UnitUnknown`."""
    dimension(wanted.unit)
    seen = await store.visible(tx, org)
    about = {item.factor.id: item.description for item in seen}
    return propose((item.factor for item in seen), about, wanted)[:_PROPOSALS]


async def with_own(
    tx: AsyncConnection, library: FactorLibrary, org: str, ids: Collection[str] | None = None
) -> FactorLibrary:
    """The library and the organisation's own factors, whose identifiers no library takes.

    With `ids`, only these of its own.
    """
    mine = await store.own(tx, org, ids)
    published = {id: f for id, f in library.factors.items() if not id.startswith(OWN_PREFIX)}
    return replace(
        library,
        factors=published | {item.factor.id: item.factor for item in mine},
        descriptions={
            **library.descriptions,
            **{item.factor.id: item.description for item in mine},
        },
    )
