"""Answers that need no person, in the version that was asked in; answers beside the question."""

from alembic import op

from chassis.migrations import grant

revision = "0016"
down_revision = "0015"

_RULE = """
create table exchange_rule (
    owner text primary key,
    unknown_products text not null,
    changed_at timestamptz not null,
    changed_by text not null
);
"""
_ASKED = """
alter table footprint_request add column version text not null default '3';
alter table exchange_delivery add column version text;
create table footprint_not_asked (
    request uuid not null references footprint_request (id),
    footprint uuid not null,
    noted_at timestamptz not null,
    primary key (request, footprint)
);
"""
# Of concealed documents nothing can be read here: those of them that begin later stay unnoticed.
_BEGINNING = """
alter table supplier_footprint add column valid_from timestamptz;
update supplier_footprint set valid_from = greatest(
    (document ->> 'created')::timestamptz,
    coalesce(
        (document ->> 'validityPeriodStart')::timestamptz,
        (document -> 'pcf' ->> 'referencePeriodEnd')::timestamptz
    )
);
"""


def upgrade() -> None:
    for block in (_RULE, _ASKED, _BEGINNING):
        for statement in filter(str.strip, block.split(";")):
            op.execute(statement)
    grant(op, "exchange_rule")
    grant(op, "footprint_not_asked", insert_only=True)
