"""As many pairs of status lists as certificates need."""

from alembic import op

revision = "0003"
down_revision = "0002"

# What ran before knows of the first pair only, and registers labels while this is put in; the
# round of a sequencer that sets bits by the old key fails, and is done by its successor.
_STATEMENTS = """
alter table label add column status_list integer not null default 1;
alter table label drop constraint label_status_index_key;
alter table label add constraint label_status_place unique (status_list, status_index);
alter table status_bit add column list_number integer not null default 1;
alter table status_bit drop constraint status_bit_pkey;
alter table status_bit add primary key (purpose, list_number, status_index);
alter table status_list_issue add column list_number integer not null default 1;
alter table status_list_issue drop constraint status_list_issue_pkey;
alter table status_list_issue add primary key (purpose, list_number, number);
drop index status_list_issue_time;
create index status_list_issue_time on status_list_issue (purpose, list_number, valid_from);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _STATEMENTS.split(";")):
        op.execute(statement)
