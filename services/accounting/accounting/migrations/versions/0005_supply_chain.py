"""Footprints exchanged along the supply chain: published ones, and those of suppliers.

Published versions are insert-only by grant: a footprint never changes, its end is a row of its own.
"""

from alembic import op

from chassis.migrations import grant, runtime_role

revision = "0005"
down_revision = "0004"

_PUBLISHED = """
create table published_footprint (
    id uuid primary key,
    position bigint generated always as identity unique,
    owner text not null,
    product uuid not null references product (id),
    calculation uuid not null unique references calculation (id),
    created_at timestamptz not null,
    document jsonb not null,
    product_ids text[] not null,
    company_ids text[] not null,
    classifications text[] not null,
    geographies text[] not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null
);
create index published_footprint_product on published_footprint (owner, product);
create index published_footprint_product_ids on published_footprint using gin (product_ids);
create index published_footprint_company_ids on published_footprint using gin (company_ids);
create index published_footprint_valid on published_footprint (valid_from, valid_to);
create table footprint_deprecation (
    footprint uuid primary key references published_footprint (id),
    replaced_by uuid not null unique references published_footprint (id),
    deprecated_at timestamptz not null
);
create table footprint_grant (
    footprint uuid not null references published_footprint (id),
    recipient text not null,
    granted_at timestamptz not null,
    primary key (footprint, recipient)
);
create index footprint_grant_recipient on footprint_grant (recipient, footprint);
create table footprint_read (
    position bigint generated always as identity primary key,
    footprint uuid not null references published_footprint (id),
    reader text not null,
    client text not null,
    way text not null,
    read_at timestamptz not null
);
create index footprint_read_newest on footprint_read (footprint, position);
"""
_SUPPLIED = """
create table supplier_footprint (
    owner text not null,
    id uuid not null,
    supplier text not null,
    sha256 text not null,
    way text not null,
    created_at timestamptz not null,
    document jsonb not null,
    findings jsonb not null,
    primary key (owner, id)
);
create index supplier_footprint_newest on supplier_footprint (owner, created_at, id);
create table supplier_deprecation (
    owner text not null,
    footprint uuid not null,
    replaced_by uuid,
    noticed_at timestamptz not null,
    primary key (owner, footprint),
    foreign key (owner, footprint) references supplier_footprint (owner, id)
);
"""
_EXCHANGED = """
create table exchange_partner (
    owner text not null,
    org text not null,
    base_url text not null,
    auth_base text,
    updated_at timestamptz not null,
    primary key (owner, org)
);
create index exchange_partner_org on exchange_partner (org);
create table exchange_event (
    sender text not null,
    source text not null,
    id text not null,
    type text not null,
    received_at timestamptz not null,
    primary key (sender, source, id)
);
create table footprint_request (
    id uuid primary key,
    direction text not null,
    owner text not null,
    partner text not null,
    event_id text not null,
    criteria jsonb not null,
    created_at timestamptz not null,
    deadline timestamptz not null,
    constraint footprint_request_once unique (owner, direction, partner, event_id)
);
create index footprint_request_newest on footprint_request (owner, created_at, id);
create table footprint_request_answer (
    request uuid primary key references footprint_request (id),
    outcome text not null,
    answered_at timestamptz not null,
    footprints uuid[] not null,
    code text,
    message text
);
create table exchange_delivery (
    id uuid primary key,
    owner text not null,
    partner text not null,
    errand text not null,
    content jsonb not null,
    created_at timestamptz not null,
    attempts integer not null,
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    error text
);
create index exchange_delivery_due on exchange_delivery (next_attempt_at)
    where next_attempt_at is not null;
create index exchange_delivery_newest on exchange_delivery (owner, created_at, id);
"""
_CURSOR_KEY = """
create table exchange_secret (
    name text primary key,
    secret text not null
);
insert into exchange_secret
values ('cursor', gen_random_uuid()::text || gen_random_uuid()::text);
"""
_INSERT_ONLY = (
    "published_footprint",
    "footprint_deprecation",
    "footprint_grant",
    "footprint_read",
    "supplier_footprint",
    "supplier_deprecation",
    "exchange_event",
    "footprint_request",
    "footprint_request_answer",
)


def upgrade() -> None:
    for block in (_PUBLISHED, _SUPPLIED, _EXCHANGED, _CURSOR_KEY):
        for statement in filter(str.strip, block.split(";")):
            op.execute(statement)
    for table in _INSERT_ONLY:
        grant(op, table, insert_only=True)
    grant(op, "exchange_partner")
    grant(op, "exchange_delivery")
    op.execute(f'grant select on exchange_secret to "{runtime_role(op)}"')
