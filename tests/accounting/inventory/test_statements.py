"""A request about a product system asks the database for each thing once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.accounting.samples import ENTERPRISE, body

MOST = 16
"""Statements of a report: what is decided with, what is recorded, and the audit entry."""

SIZE = "octet_length"
"""Of what reads how large a system is, by which the request is weighed before it is opened."""


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is executed inside the block."""
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_reporting_and_calculating_read_nothing_twice(accounting):
    product = await accounting.has_product(ENTERPRISE)
    system = await accounting.makes(f"/v1/products/{product}/systems", body("system"))
    # The first secret of an enterprise makes its key.
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", body("activity-data"))
    later = {**body("activity-data"), "period_start": "2024-01-01", "period_end": "2025-01-01"}

    with statements() as reporting:
        await accounting.makes(f"/v1/systems/{system}/activity-data", later)
    with statements() as calculating:
        order = {"system_id": system, "activity_data_id": activity}
        await accounting.makes("/v1/calculations", order)

    for seen in (reporting, calculating):
        assert [text for text, count in Counter(seen).items() if count > 1] == []
        assert sum("FROM product_system" in text and SIZE not in text for text in seen) == 1
    assert len(reporting) <= MOST
