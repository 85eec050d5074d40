"""Criteria as conditions on tables whose rows rest on a footprint."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Table, Text, cast, or_
from sqlalchemy.sql.elements import KeyedColumnElement

from certification.footprints.store.tables import CATEGORY, PRODUCT, PRODUCT_ID
from certification.values.domain.criteria import Criteria

_NAMES = ("name_zh", "name_en", "model", "gtin", "enterprise_name_zh", "enterprise_name_en")


def fitting(
    criteria: Criteria, table: Table, *, dated: KeyedColumnElement[object], number: str
) -> list[ColumnElement[bool]]:
    """Conditions on rows of `table` joined to their footprints; each narrows, none widens.

    `updated_since` is for the caller to add: what changes a row stands in other tables.
    """
    product_id = str(criteria.product_id) if criteria.product_id else None
    pairs = (
        (table.c.enterprise, criteria.enterprise),
        (table.c.body, criteria.body),
        (table.c.calculation_id, criteria.calculation_id),
        (table.c.scheme, criteria.scheme),
        (table.c.division, criteria.division),
        (CATEGORY, criteria.category),
        (PRODUCT_ID, product_id),
    )
    equal = [column == wanted for column, wanted in pairs if wanted is not None]
    return [*equal, *_within(criteria, dated), *_mentioning(criteria, table.c[number])]


def _within(criteria: Criteria, dated: KeyedColumnElement[object]) -> Iterator[ColumnElement[bool]]:
    if criteria.since:
        yield dated >= criteria.since
    if criteria.until:
        yield dated < criteria.until


def _mentioning(
    criteria: Criteria, number: KeyedColumnElement[object]
) -> Iterator[ColumnElement[bool]]:
    words = (criteria.words or "").strip()
    if words:
        columns = [cast(number, Text), *(PRODUCT[name].astext for name in _NAMES)]
        yield or_(*(column.icontains(words, autoescape=True) for column in columns))
