"""Which backups are kept, so that no key is dropped that one of them needs."""

from alembic import op

from chassis.migrations import grant

revision = "0021"
down_revision = "0020"

_BACKUPS = """
create table kept_backup (
    name text primary key,
    began_at timestamptz not null,
    noted_at timestamptz not null
);
create table backup_gone (
    backup text primary key references kept_backup (name),
    gone_at timestamptz not null,
    said_by text not null
);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _BACKUPS.split(";")):
        op.execute(statement)
    grant(op, "kept_backup", insert_only=True)
    grant(op, "backup_gone", insert_only=True)
