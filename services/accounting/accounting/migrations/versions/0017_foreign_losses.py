"""What imports of foreign models could not carry, and who settled what can change a footprint."""

from alembic import op

from chassis.migrations import grant

revision = "0017"
down_revision = "0016"

_LOSSES = """
create table import_loss (
    id uuid primary key,
    system uuid not null references product_system (id),
    enterprise text not null,
    created_at timestamptz not null,
    material boolean not null,
    place text,
    zh text,
    en text,
    secret bytea not null
);
create index import_loss_newest on import_loss (system, created_at, id);
create table import_loss_settlement (
    loss uuid primary key references import_loss (id),
    reason text,
    secret bytea not null,
    settled_at timestamptz not null,
    settled_by text not null
);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _LOSSES.split(";")):
        op.execute(statement)
    for table in ("import_loss", "import_loss_settlement"):
        grant(op, table, insert_only=True)
