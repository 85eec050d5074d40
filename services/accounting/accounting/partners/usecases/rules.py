"""Setting and reading the rule by which requests of partners are treated."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.rules import ExchangeRule, UnknownProducts
from accounting.partners.store import rules as store
from accounting.partners.store.rules import find as find
from chassis import clock
from chassis.auth import Caller


async def change(tx: AsyncConnection, caller: Caller, unknown: UnknownProducts) -> ExchangeRule:
    """Set what becomes of requests from now on; those that wait already still wait."""
    rule = ExchangeRule(unknown, clock.now(), caller.person or caller.client)
    await store.put(tx, caller.org, rule)
    return rule
