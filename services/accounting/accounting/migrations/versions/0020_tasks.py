"""Heavy requests as tasks, and how large what is recorded is."""

from alembic import op

from chassis.migrations import grant

revision = "0020"
down_revision = "0019"

_TASKS = """
create table task (
    id uuid primary key,
    enterprise text not null,
    created_at timestamptz not null,
    client text not null,
    role text not null,
    person text,
    scopes text[] not null,
    method text not null,
    target text not null,
    headers jsonb not null,
    body text check (body is null),
    secret bytea not null,
    state text not null,
    attempt integer not null,
    started_at timestamptz,
    seen_at timestamptz,
    ended_at timestamptz,
    status integer,
    made uuid,
    answer_bytes bigint
);
create index task_newest on task (enterprise, created_at, id);
create index task_open on task (state, enterprise);
create table task_answer (
    task uuid primary key references task (id),
    body text check (body is null),
    secret bytea not null
);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _TASKS.split(";")):
        op.execute(statement)
    grant(op, "task", delete=True)
    grant(op, "task_answer", delete=True)
    op.execute("alter table product_system add column exchanges integer")
    op.execute("alter table calculation add column length bigint")
