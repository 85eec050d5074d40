"""Certificates that take the place of others."""

from alembic import op

revision = "0012"
down_revision = "0011"

_STATEMENTS = """
alter table application add column replaces uuid;
alter table application add column replacement text;
create index application_replacing on application (replaces);
alter table certificate add column replaces uuid;
alter table certificate add column replacement text;
alter table certificate_act add column replaced_by text;
alter table certificate_act add column replacement text;
"""


def upgrade() -> None:
    for statement in filter(str.strip, _STATEMENTS.split(";")):
        op.execute(statement)
