"""The rule by which an enterprise treats what partners ask."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.rules import ExchangeRule, UnknownProducts
from accounting.partners.store.tables import exchange_rule as table


async def put(tx: AsyncConnection, owner: str, rule: ExchangeRule) -> None:
    values = {
        "unknown_products": rule.unknown_products.value,
        "changed_at": rule.changed_at,
        "changed_by": rule.changed_by,
    }
    row = insert(table).values(owner=owner, **values)
    await tx.execute(row.on_conflict_do_update(index_elements=["owner"], set_=values))


async def find(tx: AsyncConnection, owner: str) -> ExchangeRule:
    """The rule that stands; the default where none was ever set."""
    row = (await tx.execute(select(table).where(table.c.owner == owner))).one_or_none()
    if row is None:
        return ExchangeRule()
    return ExchangeRule(UnknownProducts(row.unknown_products), row.changed_at, row.changed_by)
