"""What each sealed calculation rests on, and which ones a change reaches; insert-only."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.calculation import Subject
from accounting.calculations.domain.figures import kept_figure
from accounting.calculations.store.tables import sealed_basis
from accounting.inventory.domain.background import Background


async def add(
    tx: AsyncConnection, subject: Subject, background: Background, *, sealed_at: datetime
) -> None:
    """Keep what a calculation rests on that is being sealed."""
    row = basis(subject, background, sealed_at=sealed_at)
    await tx.execute(insert(sealed_basis).values(row).on_conflict_do_nothing())


def basis(subject: Subject, background: Background, *, sealed_at: datetime) -> dict[str, object]:
    """The row of a calculation; only published identifiers and values, no amount."""
    ids = sorted(background.factors)
    return {
        "calculation": subject.calculation,
        "enterprise": subject.enterprise.uscc,
        "product": subject.product.id,
        "category": subject.product.category,
        "rule_code": subject.rule.code,
        "rule_version": subject.rule.version,
        "gwp_set": background.gwp.name,
        "gwp_version": background.gwp.version,
        "library": background.library,
        "sealed_at": sealed_at,
        "factors": ids,
        "figures": [kept_figure(background.factors[id]) for id in ids],
    }
