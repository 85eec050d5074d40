"""Access and publications that end, findings that a person settles, deliveries sent once more.

What ends is a row beside what began: nothing of it is taken out of the records.
"""

from alembic import op

from chassis.migrations import grant

revision = "0009"
down_revision = "0008"

_ENDS = """
create table footprint_grant_change (
    position bigint generated always as identity primary key,
    footprint uuid not null references published_footprint (id),
    recipient text not null,
    granted boolean not null,
    changed_at timestamptz not null,
    changed_by text not null,
    reason text
);
create index footprint_grant_change_last
    on footprint_grant_change (footprint, recipient, position);
alter table footprint_deprecation alter column replaced_by drop not null;
alter table footprint_deprecation add column ended_by text;
alter table footprint_deprecation add column reason text;
"""
_SUPPLIED = """
alter table supplier_footprint add column valid_to timestamptz;
update supplier_footprint set valid_to = coalesce(
    (document ->> 'validityPeriodEnd')::timestamptz,
    (document -> 'pcf' ->> 'referencePeriodEnd')::timestamptz + interval '3 years'
);
create table supplier_finding_resolution (
    owner text not null,
    footprint uuid not null,
    system uuid not null references product_system (id),
    cause text not null,
    reason text,
    secret bytea,
    resolved_at timestamptz not null,
    resolved_by text not null,
    primary key (owner, footprint, system, cause),
    constraint supplier_finding_resolution_once_only check ((secret is null) <> (reason is null))
);
"""
_EXCHANGED = """
alter table exchange_partner add column version text not null default '3';
alter table exchange_delivery add column replayed_at timestamptz;
alter table exchange_delivery add column replayed_by text;
"""
_INSERT_ONLY = (
    "footprint_grant_change",
    "supplier_finding_resolution",
)


def upgrade() -> None:
    for block in (_ENDS, _SUPPLIED, _EXCHANGED):
        for statement in filter(str.strip, block.split(";")):
            op.execute(statement)
    for table in _INSERT_ONLY:
        grant(op, table, insert_only=True)
