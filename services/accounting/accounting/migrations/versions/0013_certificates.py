"""Certificates of sealed calculations, and editions of one publication that differ in them.

A published footprint never changes, so one that gains or loses its verification is followed by
another of the same calculation. Grants stay with the first edition and hold for all of them.
"""

from alembic import op

from chassis.migrations import grant

revision = "0013"
down_revision = "0012"

_CERTIFICATES = """
create table certificate (
    id uuid primary key,
    calculation uuid not null,
    seal text not null,
    number text not null,
    scheme text not null,
    body text not null,
    body_name_zh text not null,
    body_name_en text not null,
    issuer text not null,
    rule text not null,
    standard text not null,
    valid_from timestamptz not null,
    valid_until timestamptz not null
);
create index certificate_of_calculation on certificate (calculation);
create table certificate_act (
    certificate uuid not null,
    kind text not null,
    at timestamptz not null,
    primary key (certificate, kind, at)
);
create table verification_due (
    certificate uuid not null,
    due_at timestamptz not null,
    primary key (certificate, due_at)
);
create index verification_due_next on verification_due (due_at);
"""
_EDITIONS = """
alter table published_footprint add column edition_of uuid references published_footprint (id);
alter table published_footprint add column certificate uuid;
alter table published_footprint drop constraint published_footprint_calculation_key;
create index published_footprint_calculation on published_footprint (calculation, position);
"""


def upgrade() -> None:
    for block in (_CERTIFICATES, _EDITIONS):
        for statement in filter(str.strip, block.split(";")):
            op.execute(statement)
    grant(op, "certificate", insert_only=True)
    grant(op, "certificate_act", insert_only=True)
    grant(op, "verification_due", delete=True)
