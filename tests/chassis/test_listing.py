"""What a list is asked for becomes conditions that an index can answer."""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, ForeignKey, Index, MetaData, Table, Text, Uuid, select
from sqlalchemy.dialects import postgresql

from chassis.asking import AskedByTime
from chassis.listing import mentioning, newest

_metadata = MetaData()
thing = Table(
    "thing",
    _metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", Text),
    Column("created_at", DateTime(timezone=True)),
    Index("thing_newest", "owner", "created_at", "id"),
)
end = Table(
    "ending",
    _metadata,
    Column("thing", Uuid, ForeignKey("thing.id"), primary_key=True),
    Column("ended_at", DateTime(timezone=True), index=True),
)
MAY = datetime(2026, 5, 4, tzinfo=UTC)
MINE = (
    select(thing.c.id, end.c.ended_at)
    .outerjoin(end, end.c.thing == thing.c.id)
    .where(thing.c.owner == "me")
)


def written(asked: AskedByTime) -> str:
    return str(newest(MINE, thing, asked, end.c.ended_at).compile(dialect=postgresql.dialect()))


def test_each_moment_of_change_is_asked_for_by_itself():
    found = written(AskedByTime(updated_since=MAY))

    assert found.count("thing.created_at >=") == 1
    assert found.count("ending.ended_at >=") == 1
    assert found.count("thing.owner =") == 3  # Of the list, and of each of the two questions.
    assert "UNION" in found
    assert " OR " not in found


def test_what_nobody_asks_for_is_no_condition():
    found = written(AskedByTime())

    assert found.count("WHERE") == 1
    assert "created_at >=" not in found
    assert mentioning("  ", thing.c.owner) == []


def test_since_and_until_bound_the_moment_of_the_order():
    found = written(AskedByTime(since=MAY, until=MAY))

    assert "thing.created_at >=" in found
    assert "thing.created_at <" in found
    assert "ORDER BY thing.created_at DESC, thing.id DESC" in found
