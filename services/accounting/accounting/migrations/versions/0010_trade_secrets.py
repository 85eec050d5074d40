"""Trade secrets encrypted, and who read them.

The first half of a change in two: new rows are written to `secret`, rows from before keep the
plain columns until `python -m accounting secrets encrypt` has moved them, and reading takes either.
"""

from alembic import op

from chassis.migrations import grant, runtime_role

revision = "0010"
down_revision = "0009"

_KEYS = """
create table master_key (
    id text primary key,
    proof bytea not null,
    noted_at timestamptz not null
);
create table master_key_retirement (
    master text primary key references master_key (id),
    retired_at timestamptz not null
);
create table data_key (
    id uuid primary key,
    position bigint generated always as identity unique,
    enterprise text not null,
    created_at timestamptz not null
);
create index data_key_newest on data_key (enterprise, position);
create table data_key_wrapping (
    data_key uuid not null references data_key (id) on delete cascade,
    master text not null references master_key (id),
    wrapped bytea not null,
    wrapped_at timestamptz not null,
    primary key (data_key, master)
);
"""
_AUDIT = """
create table audit_entry (
    position bigint generated always as identity primary key,
    partition text not null,
    at timestamptz not null,
    client text not null,
    org text not null,
    role text not null,
    person text,
    method text not null,
    route text not null,
    objects text[] not null,
    trace_id text
);
create index audit_entry_newest on audit_entry (partition, position);
create table audit_link (
    partition text not null,
    number integer not null,
    entry bigint not null unique references audit_entry (position),
    sha256 text not null,
    primary key (partition, number)
);
create table audit_waiting (
    entry bigint primary key references audit_entry (position)
);
"""
_SECRET = {
    "product_system": ("document",),
    "activity_data": ("document",),
    "calculation": ("document",),
    "supplier_footprint": ("document", "findings"),
    "published_footprint": ("document",),
    "exchange_delivery": ("content",),
    "factor_dataset": ("factor", "description"),
    "factor_import_row": ("cells",),
    "finding": ("place", "zh", "en"),
    "finding_resolution": ("reason",),
    "meter_description": ("document",),
}
"""The columns that are empty where a row has a secret."""
_BESIDE = """
alter table product_system add column rests_on text[];
create index product_system_rests_on on product_system using gin (rests_on);
alter table activity_data add column evidence text[];
alter table supplier_footprint add column preceding text[];
"""
_INSERT_ONLY = (
    "master_key",
    "master_key_retirement",
    "data_key",
    "data_key_wrapping",
    "audit_entry",
    "audit_link",
)


def upgrade() -> None:
    for statement in filter(str.strip, (_KEYS + _AUDIT + _BESIDE).split(";")):
        op.execute(statement)
    for table, columns in _SECRET.items():
        _add_secret(table, columns)
    for table in _INSERT_ONLY:
        grant(op, table, insert_only=True)
    op.execute(f'grant select, insert, delete on audit_waiting to "{runtime_role(op)}"')


def _add_secret(table: str, columns: tuple[str, ...]) -> None:
    """Not validated: every row from before has its plain columns, and looking costs a lock."""
    op.execute(f"alter table {table} add column secret bytea")
    for column in columns:
        op.execute(f"alter table {table} alter column {column} drop not null")
    # Ciphertext does not shrink: PostgreSQL need not try.
    op.execute(f"alter table {table} alter column secret set storage external")
    op.execute(
        f"alter table {table} add constraint {table}_once_only "
        f"check ((secret is null) <> ({columns[0]} is null)) not valid"
    )
