"""Finding published labels by what the public knows of them."""

from datetime import datetime

from sqlalchemy import ColumnElement, DateTime, and_, not_, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.registry import LabelStatus
from registry.labels.domain.label import Label
from registry.labels.store.tables import label, label_publication
from registry.labels.usecases.queries import bit, label_of, labels_with_bits
from registry.search.domain import Criteria
from registry.status.domain.status_list import Purpose

_FACTS = label.c.certificate


_PRODUCT = _FACTS["product"]


async def published(tx: AsyncConnection, criteria: Criteria) -> list[Label]:
    """Labels that fit, the most recently logged first."""
    query = labels_with_bits().where(label_publication.c.log_index.is_not(None))
    query = query.where(*_conditions(criteria))
    newest = label_publication.c.log_index.desc()
    rows = await tx.execute(query.order_by(newest).limit(criteria.limit))
    return [label_of(row) for row in rows.mappings()]


def _conditions(criteria: Criteria) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if criteria.before is not None:
        found.append(label_publication.c.log_index < criteria.before)
    if criteria.text:
        found.append(_mentions(criteria.text))
    if criteria.enterprise:
        found.append(_PRODUCT["enterprise"].astext == criteria.enterprise)
    if criteria.category:
        found.append(_PRODUCT["category"].astext == criteria.category)
    if criteria.status:
        found.append(_has_status(criteria.status, criteria.at))
    return found


def _mentions(text: str) -> ColumnElement[bool]:
    """Whether any public name or number contains the text, in either case."""
    names = ("name_zh", "name_en", "model", "enterprise", "enterprise_name_zh")
    columns = [label.c.number, label.c.certificate_number]
    columns += [_PRODUCT[name].astext for name in (*names, "enterprise_name_en")]
    return or_(*(column.icontains(text, autoescape=True) for column in columns))


def _has_status(status: LabelStatus, at: datetime) -> ColumnElement[bool]:
    """The same order of precedence as `label.status`."""
    revoked, suspended = bit(Purpose.REVOCATION), bit(Purpose.SUSPENSION)
    ended = _FACTS["valid_until"].astext.cast(DateTime(timezone=True)) <= at
    match status:
        case LabelStatus.WITHDRAWN:
            return revoked
        case LabelStatus.EXPIRED:
            return and_(not_(revoked), ended)
        case LabelStatus.SUSPENDED:
            return and_(not_(revoked), not_(ended), suspended)
        case LabelStatus.VALID:
            return and_(not_(revoked), not_(ended), not_(suspended))
