"""How applications and certificates end: who reviewed, what was said, words of reasons."""

from alembic import op

from chassis.migrations import grant

revision = "0011"
down_revision = "0010"

_STATEMENTS = """
create table certificate_reviewer (
    certificate_id uuid not null references certificate (id),
    person text not null,
    primary key (certificate_id, person)
);
insert into certificate_reviewer (certificate_id, person)
select distinct certificate.id, step_record.person
from certificate join step_record using (application_id)
where step_record.step not in ('application', 'decision');
create table certificate_proceeding (
    certificate_id uuid not null references certificate (id),
    position integer not null,
    kind text not null,
    person text not null,
    note_zh text not null,
    at timestamptz not null,
    primary key (certificate_id, position)
);
create table application_retreat (
    application_id uuid primary key references application (id),
    client text not null,
    note_zh text not null,
    at timestamptz not null
);
create index application_retreat_at on application_retreat (at);
create table reason_word (
    act text not null,
    code text not null,
    zh text not null,
    en text not null,
    is_stand_in boolean not null,
    primary key (act, code)
);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _STATEMENTS.split(";")):
        op.execute(statement)
    grant(op, "certificate_reviewer", insert_only=True)
    grant(op, "certificate_proceeding", insert_only=True)
    grant(op, "application_retreat", insert_only=True)
    grant(op, "reason_word")
