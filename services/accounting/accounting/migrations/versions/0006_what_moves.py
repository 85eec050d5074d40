"""What moves when a factor set or a rule version changes.

The basis of a sealed calculation is written with its seal; seals made before get theirs here, from
their documents. Numbers in a document are plain text already, so the figures are the same. Their
traces hold amounts: those are made and encrypted by the worker, when it first needs one.
"""

from alembic import op

from chassis.migrations import grant

revision = "0006"
down_revision = "0005"

_TABLES = """
create table sealed_basis (
    calculation uuid primary key references calculation (id),
    enterprise text not null,
    product uuid not null,
    category text not null,
    rule_code text not null,
    rule_version text not null,
    gwp_set text not null,
    gwp_version text not null,
    library text not null,
    sealed_at timestamptz not null,
    factors text[] not null,
    figures text[] not null
);
create index sealed_basis_factors on sealed_basis using gin (factors);
create index sealed_basis_newest on sealed_basis (product, sealed_at);
create index sealed_basis_category on sealed_basis (category);
create table sealed_trace (
    calculation uuid primary key references calculation (id),
    enterprise text not null,
    trace text check (trace is null),
    secret bytea not null
);
alter table sealed_trace alter column secret set storage external;
create table impact_study (
    id uuid primary key,
    created_at timestamptz not null,
    origin text not null,
    subject jsonb not null,
    title text not null,
    every_seal boolean not null,
    owner text not null,
    org text,
    client text,
    person text
);
create index impact_study_newest on impact_study (created_at, id);
create table impact_progress (
    study uuid primary key references impact_study (id),
    state text not null,
    affected integer not null,
    done integer not null,
    finished_at timestamptz
);
create index impact_progress_open on impact_progress (study) where state <> 'completed';
create table impact_subject (
    study uuid not null references impact_study (id),
    number integer not null,
    calculation uuid not null,
    primary key (study, number)
);
create table impact_result (
    study uuid not null references impact_study (id),
    calculation uuid not null,
    enterprise text not null,
    product uuid not null,
    category text not null,
    outcome text not null,
    size numeric not null,
    old numeric not null,
    unit text not null,
    new numeric,
    new_unit text,
    change numeric,
    percent numeric,
    crossed jsonb not null,
    reason jsonb,
    primary key (study, calculation)
);
create index impact_result_size on impact_result (study, size, calculation);
"""
_EARLIER = """
insert into sealed_basis
select c.id, c.enterprise, c.product, d.document #>> '{product,category}',
    d.document #>> '{rule,code}', d.document #>> '{rule,version}', d.document #>> '{gwp,set}',
    d.document #>> '{gwp,version}', d.document #>> '{library,reference}', s.sealed_at,
    f.ids, f.figures
from calculation c
join seal s on s.calculation = c.id
cross join lateral (select c.document::jsonb as document) d
cross join lateral (
    select coalesce(array_agg(factor ->> 'id' order by at), '{}') as ids,
        coalesce(array_agg(case
            when factor ->> 'id' like 'own-%' or factor ->> 'id' like 'supplier:%' then 'hidden'
            else concat_ws(' ', factor ->> 'value', factor ->> 'unit', factor ->> 'basis',
                factor ->> 'category')
            end order by at), '{}') as figures
    from jsonb_array_elements(d.document -> 'factors') with ordinality as rows (factor, at)
) f
"""


def upgrade() -> None:
    for statement in filter(str.strip, _TABLES.split(";")):
        op.execute(statement)
    op.execute(_EARLIER)
    for table in ("sealed_basis", "sealed_trace", "impact_study", "impact_result"):
        grant(op, table, insert_only=True)
    grant(op, "impact_progress")
    grant(op, "impact_subject", delete=True)
