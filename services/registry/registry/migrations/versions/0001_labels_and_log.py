"""Labels, the transparency log, status lists and DID documents.

Everything public is insert-only by grant: the runtime role can neither change nor delete it.
"""

from alembic import op

from chassis.migrations import create_tables, grant

revision = "0001"
down_revision = None

_TABLES = """
create table label_series (
    prefix text primary key,
    last_sequence integer not null
);
create table label (
    number text primary key,
    certificate_id uuid not null unique,
    certificate_number text not null unique,
    status_index integer not null unique,
    certificate jsonb not null,
    registered_at timestamptz not null
);
create table log_leaf (
    log_index bigint primary key,
    kind text not null,
    identity text not null,
    hash bytea not null unique,
    entry bytea not null check (length(entry) <= 1024),
    appended_at timestamptz not null,
    unique (kind, identity)
);
create table log_node (
    level smallint not null,
    place bigint not null,
    hash bytea not null check (length(hash) = 32),
    primary key (level, place)
);
create table checkpoint (
    tree_size bigint not null,
    key text not null,
    note text not null,
    signed_at timestamptz not null,
    primary key (tree_size, key)
);
create table label_publication (
    label_number text primary key references label (number),
    log_index bigint not null references log_leaf (log_index),
    published_at timestamptz not null
);
create table status_change (
    id bigint generated always as identity primary key,
    label_number text not null references label (number),
    purpose text not null,
    is_set boolean not null,
    reason_code text,
    changed_at timestamptz not null
);
create index ix_status_change_label_number on status_change (label_number);
create table status_publication (
    change_id bigint primary key references status_change (id),
    log_index bigint not null references log_leaf (log_index),
    published_at timestamptz not null
);
create table status_bit (
    purpose text not null,
    status_index integer not null,
    is_set boolean not null,
    primary key (purpose, status_index)
);
create table status_list_issue (
    purpose text not null,
    number integer not null,
    url text not null,
    issuer text not null,
    key text not null,
    credential text not null,
    valid_from timestamptz not null,
    log_index bigint not null references log_leaf (log_index),
    primary key (purpose, number)
);
create index status_list_issue_time on status_list_issue (purpose, valid_from);
create table did_document (
    did text not null,
    version integer not null,
    document text not null,
    changed_at timestamptz not null,
    primary key (did, version)
);
create table pending (
    position bigint generated always as identity primary key,
    kind text not null,
    subject text not null,
    due_at timestamptz not null,
    held_because text,
    traceparent text
);
create index ix_pending_due_at on pending (due_at);
"""
_INSERT_ONLY = (
    "label",
    "log_leaf",
    "log_node",
    "checkpoint",
    "label_publication",
    "status_change",
    "status_publication",
    "status_list_issue",
    "did_document",
)


def upgrade() -> None:
    """Create the tables and say who may do what with them."""
    create_tables(op)
    for statement in filter(str.strip, _TABLES.split(";")):
        op.execute(statement)
    for table in _INSERT_ONLY:
        grant(op, table, insert_only=True)
    grant(op, "label_series")
    grant(op, "status_bit")
    grant(op, "pending", delete=True)
