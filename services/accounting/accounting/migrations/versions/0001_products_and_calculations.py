"""Packs, enterprises, products, systems, activity data, calculations and seals.

All but an enterprise's own description is insert-only by grant: the runtime role can neither
change nor delete what a calculation rests on.
"""

from alembic import op

from chassis.migrations import create_tables, grant

revision = "0001"
down_revision = None

_PACKS = """
create table category (
    code text not null,
    version text not null,
    position integer generated always as identity,
    sha256 text not null,
    document jsonb not null,
    primary key (code, version)
);
create table factor_library (
    code text not null,
    version text not null,
    position integer generated always as identity,
    sha256 text not null,
    primary key (code, version)
);
create table factor (
    library text not null,
    version text not null,
    id text not null,
    category text not null,
    region text not null,
    usable boolean not null,
    names text not null,
    document jsonb not null,
    primary key (library, version, id),
    foreign key (library, version) references factor_library (code, version)
);
create table gwp_set (
    name text not null,
    version text not null,
    position integer generated always as identity,
    sha256 text not null,
    document jsonb not null,
    primary key (name, version)
);
"""
_PRODUCTS = """
create table enterprise (
    uscc text primary key,
    name_zh text not null,
    name_en text not null,
    division text not null,
    updated_at timestamptz not null
);
create table product (
    id uuid primary key,
    enterprise text not null references enterprise (uscc),
    model text not null,
    created_at timestamptz not null,
    document jsonb not null,
    constraint product_model_once unique (enterprise, model)
);
create index product_newest on product (enterprise, created_at, id);
create table product_system (
    id uuid primary key,
    product uuid not null references product (id),
    enterprise text not null,
    created_at timestamptz not null,
    document jsonb not null
);
create index product_system_newest on product_system (product, created_at, id);
create table activity_data (
    id uuid primary key,
    system uuid not null references product_system (id),
    enterprise text not null,
    created_at timestamptz not null,
    document jsonb not null
);
create index activity_data_newest on activity_data (system, created_at, id);
"""
_CALCULATIONS = """
create table calculation (
    id uuid primary key,
    enterprise text not null,
    product uuid not null references product (id),
    system uuid not null references product_system (id),
    activity uuid not null references activity_data (id),
    created_at timestamptz not null,
    document text not null
);
create index calculation_newest on calculation (enterprise, created_at, id);
create table seal (
    calculation uuid primary key references calculation (id),
    sha256 text not null unique,
    sealed_at timestamptz not null,
    sealed_by text not null
);
create table reader (
    calculation uuid not null references calculation (id),
    body text not null,
    application uuid not null,
    admitted_at timestamptz not null,
    primary key (calculation, body, application)
);
create index reader_body on reader (body, calculation);
"""
_INSERT_ONLY = (
    "category",
    "factor_library",
    "factor",
    "gwp_set",
    "product",
    "product_system",
    "activity_data",
    "calculation",
    "seal",
    "reader",
)


def upgrade() -> None:
    create_tables(op)
    for block in (_PACKS, _PRODUCTS, _CALCULATIONS):
        for statement in filter(str.strip, block.split(";")):
            op.execute(statement)
    grant(op, "enterprise")
    for table in _INSERT_ONLY:
        grant(op, table, insert_only=True)
