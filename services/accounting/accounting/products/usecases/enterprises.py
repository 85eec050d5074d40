"""Describing the caller's own enterprise."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.products.domain.enterprise import Enterprise, EnterpriseNotFound, own
from accounting.products.store import enterprises as store
from accounting.values.domain import codes
from accounting.values.domain.text import Text


async def describe(
    tx: AsyncConnection, org: str, *, uscc: str, name: Text, division: str
) -> tuple[Enterprise, bool]:
    """Record or correct the description; True when the enterprise is new."""
    code = own(codes.credit_code(uscc), org=org)
    described = Enterprise(code, name, codes.division(division))
    return described, await store.put(tx, described)


async def read(tx: AsyncConnection, org: str, uscc: str) -> Enterprise:
    """The caller's own enterprise; another's does not exist for it."""
    found = await store.find(tx, uscc) if uscc == org else None
    if found is None:
        raise EnterpriseNotFound(uscc=uscc)
    return found
