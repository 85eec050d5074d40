"""Evidence files, meters with their readings in monthly partitions, and findings.

Everything is insert-only by grant. Partitions belong to the owner; the runtime role may only ask
for the one of a month, through a function that runs with its rights. A reading's meter is no
foreign key: the check for each row costs three times what the row costs, and meters never go away.
"""

from alembic import op

from chassis.migrations import grant, runtime_role

revision = "0004"
down_revision = "0003"

_EVIDENCE = """
create table evidence (
    id uuid primary key,
    enterprise text not null references enterprise (uscc),
    sha256 text not null,
    name text not null,
    media_type text not null,
    size bigint not null,
    created_at timestamptz not null,
    added_by text not null,
    constraint evidence_once unique (enterprise, sha256)
);
create index evidence_newest on evidence (enterprise, created_at, id);
"""
_METERS = """
create table meter (
    number integer generated always as identity primary key,
    enterprise text not null references enterprise (uscc),
    id text not null,
    constraint meter_once unique (enterprise, id)
);
create table meter_description (
    number integer not null references meter (number),
    version integer not null,
    described_at timestamptz not null,
    document jsonb not null,
    primary key (number, version)
);
create table reading (
    meter integer not null,
    at timestamptz not null,
    value numeric(21, 6) not null,
    reset boolean not null,
    received_at timestamptz not null default now(),
    primary key (meter, at)
) partition by range (at);
"""
_PARTITION = """
create function provide_reading_partition(month date) returns void
language plpgsql security definer set search_path = public, pg_temp as $body$
declare
    first date := date_trunc('month', month);
    part text := 'reading_' || to_char(first, 'YYYY_MM');
begin
    if first < date '2000-01-01' or first > now() + interval '1 month' then
        raise exception 'no readings are kept for %', first;
    end if;
    perform pg_advisory_xact_lock(hashtext('provide_reading_partition'));
    if to_regclass(part) is null then
        -- Attaching a table, unlike creating it as a partition, lets others read and write.
        execute format('create table %I (like reading including all)', part);
        execute format(
            'alter table reading attach partition %I for values from (%L) to (%L)',
            part, first::timestamp at time zone 'UTC',
            (first + interval '1 month')::timestamp at time zone 'UTC'
        );
    end if;
end
$body$
"""
_FINDINGS = """
create table finding (
    id uuid primary key,
    enterprise text not null,
    system uuid not null references product_system (id),
    activity uuid not null references activity_data (id),
    created_at timestamptz not null,
    code text not null,
    place text not null,
    zh text not null,
    en text not null
);
create index finding_newest on finding (enterprise, created_at, id);
create index finding_activity on finding (activity);
create table finding_resolution (
    finding uuid primary key references finding (id),
    reason text not null,
    resolved_at timestamptz not null,
    resolved_by text not null
);
"""
_INSERT_ONLY = (
    "evidence",
    "meter",
    "meter_description",
    "reading",
    "finding",
    "finding_resolution",
)


def upgrade() -> None:
    for block in (_EVIDENCE, _METERS, _FINDINGS):
        for statement in filter(str.strip, block.split(";")):
            op.execute(statement)
    op.execute(_PARTITION)
    op.execute("revoke execute on function provide_reading_partition(date) from public")
    role = runtime_role(op)
    op.execute(f'grant execute on function provide_reading_partition(date) to "{role}"')
    for table in _INSERT_ONLY:
        grant(op, table, insert_only=True)
