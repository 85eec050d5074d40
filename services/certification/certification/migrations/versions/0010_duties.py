"""The calendar of duties: due dates, terms and working days."""

from alembic import op

from chassis.migrations import grant

revision = "0010"
down_revision = "0009"

_TABLES = """
create table calendar_day (
    day date primary key,
    is_working boolean not null
);
create table duty_rule (
    kind text primary key,
    document jsonb not null
);
create table duty (
    id uuid primary key,
    kind text not null,
    noun text not null,
    matter uuid not null,
    reference text not null,
    enterprise text not null,
    body text not null,
    division text not null,
    owed_by text not null,
    set_at timestamptz not null,
    due_at timestamptz not null,
    state text not null,
    settled_at timestamptz
);
create unique index duty_once on duty (matter, kind) where state = 'open';
create index duty_next on duty (due_at) where state = 'open';
create index duty_in_order on duty (due_at, id);
create index duty_of_enterprise on duty (enterprise, due_at, id);
create index duty_of_body on duty (body, due_at, id);
create index duty_of_division on duty (division, due_at, id);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _TABLES.split(";")):
        op.execute(statement)
    grant(op, "calendar_day", delete=True)
    grant(op, "duty_rule")
    grant(op, "duty")
