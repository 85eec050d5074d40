"""When clients changed, so that a list can tell what is new."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute("alter table client add column updated_at timestamptz not null default now()")
    op.execute("create index client_changed on client (updated_at)")
    op.execute("create index client_of_organisation on client (org, id)")
