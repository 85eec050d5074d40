"""Finding published labels by what the public knows of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, Text, and_, func, not_, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.listing import fitting
from contracts.registry import LabelStatus
from registry.labels.domain.label import Label
from registry.labels.usecases.queries import find, label_search
from registry.search.domain import Criteria

_RECENT = 2_000
"""So many of the newest labels are read before the index of words is asked."""


async def published(tx: AsyncConnection, criteria: Criteria) -> list[Label]:
    """Labels that fit, the most recently logged first."""
    numbers = await _numbers(tx, criteria)
    labels = {str(label.number): label for label in await find(tx, numbers)}
    return [labels[number] for number in numbers]


async def _numbers(tx: AsyncConnection, criteria: Criteria) -> Sequence[str]:
    fitting = select(label_search).where(*_conditions(criteria))
    if not criteria.text:
        return await _newest(tx, fitting.subquery(), criteria.limit)
    # What many labels say is found among the newest at once; the index would bring all of them.
    newest = fitting.order_by(label_search.c.log_index.desc()).limit(_RECENT).subquery()
    mentioned = select(newest).where(_mentions(newest, criteria.text)).subquery()
    numbers = await _newest(tx, mentioned, criteria.limit)
    if len(numbers) == criteria.limit:
        return numbers
    said = func.grams(label_search.c.words, type_=ARRAY(Text))
    has_grams = said.contains(func.asked_grams(_folded(criteria.text)))
    # Materialised, as the planner would else walk all labels from the newest on.
    indexed = fitting.where(has_grams).cte("indexed").prefix_with("materialized")
    return await _newest(
        tx, select(indexed).where(_mentions(indexed, criteria.text)).subquery(), criteria.limit
    )


async def _newest(tx: AsyncConnection, labels: FromClause, limit: int) -> Sequence[str]:
    query = select(labels.c.label_number).order_by(labels.c.log_index.desc()).limit(limit)
    return (await tx.execute(query)).scalars().all()


def _conditions(criteria: Criteria) -> list[ColumnElement[bool]]:
    columns = label_search.c
    found: list[ColumnElement[bool]] = []
    if criteria.before is not None:
        found.append(columns.log_index < criteria.before)
    if criteria.gtin:
        found.append(columns.gtin.in_(_written(criteria.gtin)))
    found += fitting(
        (columns.enterprise, criteria.enterprise),
        (columns.category, criteria.category),
        (columns.body, criteria.body),
        (columns.scheme, criteria.scheme),
        (columns.division, criteria.division),
    )
    if criteria.status:
        found.append(_has_status(criteria.status, criteria.at))
    if criteria.since:
        found.append(columns.published_at >= criteria.since)
    if criteria.until:
        found.append(columns.published_at < criteria.until)
    if criteria.updated_since:
        found.append(_changed_since(criteria.updated_since, criteria.at))
    return found


def _written(gtin: str) -> list[str]:
    """Each way to write a GTIN: in 14 digits, and with fewer zeros before it."""
    digits = gtin.lstrip("0")
    return sorted({digits.zfill(length) for length in (8, 12, 13, 14)})


def _changed_since(since: datetime, at: datetime) -> ColumnElement[bool]:
    ended = label_search.c.valid_until
    return or_(label_search.c.updated_at >= since, and_(ended >= since, ended <= at))


def _mentions(labels: FromClause, text: str) -> ColumnElement[bool]:
    """Whether any public name or number contains the text, in either case and any width."""
    return func.strpos(labels.c.words, _folded(text)) > 0


def _folded(text: str) -> ColumnElement[str]:
    return func.folded(text)


def _has_status(status: LabelStatus, at: datetime) -> ColumnElement[bool]:
    """The same order of precedence as `label.status`."""
    revoked, suspended = label_search.c.revoked, label_search.c.suspended
    ended = label_search.c.valid_until <= at
    match status:
        case LabelStatus.WITHDRAWN:
            return and_(revoked, not_(label_search.c.cancelled))
        case LabelStatus.CANCELLED:
            return and_(revoked, label_search.c.cancelled)
        case LabelStatus.EXPIRED:
            return and_(not_(revoked), ended)
        case LabelStatus.SUSPENDED:
            return and_(not_(revoked), not_(ended), suspended)
        case LabelStatus.VALID:
            return and_(not_(revoked), not_(ended), not_(suspended))
