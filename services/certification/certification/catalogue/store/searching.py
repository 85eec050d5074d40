"""Criteria of nominations as conditions."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from certification.catalogue.domain.nomination import STATE_AFTER, ActKind, NominationState
from certification.catalogue.domain.search import NominationSearch
from certification.catalogue.store.tables import nomination, nomination_act
from certification.values.domain.sight import Sight

_OF_THIS = nomination_act.c.nomination_id == nomination.c.id
_DECIDED = (
    select(nomination_act.c.kind)
    .where(_OF_THIS, nomination_act.c.kind != ActKind.OPINION)
    .order_by(nomination_act.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
_PUBLICATION = (_OF_THIS, nomination_act.c.kind == ActKind.PUBLICATION)
PUBLISHED_AT = select(nomination_act.c.at).where(*_PUBLICATION).scalar_subquery()
_NAMES = (
    *("name_zh", "name_en", "model", "enterprise", "enterprise_name_zh", "enterprise_name_en"),
)


def visible(sight: Sight) -> list[ColumnElement[bool]]:
    """An enterprise sees its own, a district bureau its district."""
    pairs = (
        (nomination.c.enterprise, sight.enterprise),
        (nomination.c.division, sight.division),
    )
    return [column == owner for column, owner in pairs if owner is not None]


def conditions(
    search: NominationSearch, at: datetime, dated: ColumnElement[datetime]
) -> Iterator[ColumnElement[bool]]:
    """Conditions on nominations; each narrows, none widens."""
    for name in ("enterprise", "product_id", "category", "division"):
        if (wanted := getattr(search, name)) is not None:
            yield nomination.c[name] == wanted
    if search.states:
        yield or_(*(_in_state(state) for state in search.states))
    if search.batch:
        yield exists().where(_OF_THIS, nomination_act.c.batch == search.batch)
    if search.since:
        yield dated >= search.since
    if search.until:
        yield dated < search.until
    if search.updated_since:
        yield _changed_since(search.updated_since, at)
    if words := (search.words or "").strip():
        yield or_(*(nomination.c[name].icontains(words, autoescape=True) for name in _NAMES))


def _in_state(state: NominationState) -> ColumnElement[bool]:
    if state is NominationState.OPEN:
        return _DECIDED.is_(None)
    return _DECIDED.in_([kind for kind, after in STATE_AFTER.items() if after is state])


def _changed_since(since: datetime, at: datetime) -> ColumnElement[bool]:
    """Nominated, acted on, or silent since its deadline passed."""
    until = nomination.c.opinions_until
    last = select(func.max(nomination_act.c.at)).where(_OF_THIS).scalar_subquery()
    silent = and_(until >= since, until <= at)
    return or_(nomination.c.nominated_at >= since, last >= since, silent)
