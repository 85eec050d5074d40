"""When labels became public and when they changed, so that lists can tell what is new."""

from alembic import op

revision = "0007"
down_revision = "0006"

_STATEMENTS = """
alter table label_search
    add column published_at timestamptz not null default now(),
    add column updated_at timestamptz not null default now();
update label_search set published_at = label_publication.published_at
    from label_publication where label_publication.label_number = label_search.label_number;
create index label_search_published on label_search (published_at);
create index label_search_changed on label_search (updated_at);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _STATEMENTS.split(";")):
        op.execute(statement)
