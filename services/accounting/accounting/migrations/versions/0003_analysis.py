"""What the analysis of calculations keeps: its packs, and the level of every sealed footprint.

A level is what the category's distribution is made of. It is written with the seal, so that a
position among thousands needs no document; seals made before get theirs here.
"""

from alembic import op

from chassis.migrations import grant

revision = "0003"
down_revision = "0002"

_TABLES = """
create table analysis_pack (
    kind text not null,
    version text not null,
    position integer generated always as identity,
    sha256 text not null,
    document jsonb not null,
    primary key (kind, version)
);
create table sealed_level (
    calculation uuid primary key references calculation (id),
    enterprise text not null,
    product uuid not null,
    category text not null,
    rule_code text not null,
    boundary text not null,
    declared_unit text not null,
    gwp_set text not null,
    value numeric not null,
    sealed_at timestamptz not null
);
create index sealed_level_comparable on sealed_level
    (category, rule_code, boundary, declared_unit, gwp_set, product, sealed_at);
"""
_EARLIER = """
insert into sealed_level
select c.id, c.enterprise, c.product, d.document #>> '{product,category}',
    d.document #>> '{rule,code}', d.document #>> '{rule,boundary}',
    (d.document #>> '{rule,declared_unit,amount}') || ' '
        || (d.document #>> '{rule,declared_unit,unit}'),
    d.document #>> '{gwp,set}', (d.document #>> '{result,value}')::numeric, s.sealed_at
from calculation c
join seal s on s.calculation = c.id
cross join lateral (select c.document::jsonb as document) d
"""


def upgrade() -> None:
    for statement in filter(str.strip, _TABLES.split(";")):
        op.execute(statement)
    op.execute(_EARLIER)
    for table in ("analysis_pack", "sealed_level"):
        grant(op, table, insert_only=True)
