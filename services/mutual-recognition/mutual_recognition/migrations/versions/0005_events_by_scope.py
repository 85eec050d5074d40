"""Whose label an event is about, and subscribers that are no partner regions."""

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS = """
alter table feed add column body text, add column division text;
update feed set body = issue.data ->> 'body', division = issue.data #>> '{product,site_division}'
    from feed as issue
    where issue.label = feed.label and issue.type = 'registry.label.issued.v1';
create index feed_body on feed (body, position);
create index feed_division on feed (division, position);
alter table subscription drop constraint subscription_region_fkey;
alter table subscription
    add column is_partner boolean not null default true,
    add column body text,
    add column division text;
"""


def upgrade() -> None:
    for statement in filter(str.strip, _STATEMENTS.split(";")):
        op.execute(statement)
