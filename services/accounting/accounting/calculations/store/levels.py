"""The level of every sealed footprint, for the distribution of its category."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.calculation import Subject, read_document
from accounting.calculations.domain.levels import Comparable
from accounting.calculations.store.tables import sealed_level


async def add(tx: AsyncConnection, document: Mapping[str, object], *, sealed_at: datetime) -> None:
    """Keep the level of a document that is being sealed."""
    subject, _ = read_document(document)
    result = cast(Mapping[str, str], document["result"])
    row = {
        "calculation": subject.calculation,
        "enterprise": subject.enterprise.uscc,
        "product": subject.product.id,
        **_comparable(subject),
        "value": Decimal(result["value"]),
        "sealed_at": sealed_at,
    }
    await tx.execute(insert(sealed_level).values(row).on_conflict_do_nothing())


async def others(tx: AsyncConnection, subject: Subject) -> list[Comparable]:
    """The newest sealed footprint of every other product by the same rule, unit, boundary and GWP.

    Only footprints that share these may be compared (GB/T 24067-2024).
    """
    product: UUID = subject.product.id
    newest = (
        select(sealed_level.c.enterprise, sealed_level.c.value)
        .filter_by(**_comparable(subject))
        .where(sealed_level.c.product != product)
        .ext(distinct_on(sealed_level.c.product))
        .order_by(sealed_level.c.product, sealed_level.c.sealed_at.desc())
    )
    return [Comparable(row.enterprise, row.value) for row in await tx.execute(newest)]


def _comparable(subject: Subject) -> dict[str, str]:
    rule = subject.rule
    return {
        "category": subject.product.category,
        "rule_code": rule.code,
        "boundary": rule.boundary.value,
        "declared_unit": f"{format(rule.declared_unit.amount, 'f')} {rule.declared_unit.unit}",
        "gwp_set": rule.gwp_set,
    }
