"""When subscriptions and deliveries changed, and feed by time and type, so that lists can tell."""

from alembic import op

revision = "0007"
down_revision = "0006"

_STATEMENTS = """
alter table subscription add column updated_at timestamptz not null default now();
alter table delivery add column updated_at timestamptz not null default now();
create index subscription_changed on subscription (region, updated_at);
create index delivery_changed on delivery (subscription_id, updated_at);
create index feed_type on feed (type, position);
create index feed_time on feed (occurred_at);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _STATEMENTS.split(";")):
        op.execute(statement)
