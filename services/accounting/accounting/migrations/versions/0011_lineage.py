"""Who recorded what, and since when published data are known.

Rows from before keep no author, and no day on which a library, a rule or a pack was loaded: neither
was written down then, and a day that somebody made up would be worse than none.
"""

from alembic import op

from chassis.migrations import grant

revision = "0011"
down_revision = "0010"

_AUTHORSHIP = """
create table authorship (
    record uuid primary key,
    org text not null,
    client text not null,
    person text,
    noted_at timestamptz not null
)
"""
_LOADED = ("factor_library", "factor_dataset", "category", "gwp_set", "analysis_pack")


def upgrade() -> None:
    op.execute(_AUTHORSHIP)
    grant(op, "authorship", insert_only=True)
    for table in _LOADED:
        op.execute(f"alter table {table} add column loaded_at timestamptz")
        op.execute(f"alter table {table} alter column loaded_at set default now()")
