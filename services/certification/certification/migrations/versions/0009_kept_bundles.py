"""The archive keeps the sealed bundles that bodies verified."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import grant

revision = "0009"
down_revision = "0008"
_MOMENT = sa.DateTime(timezone=True)
_VERIFIED = """
insert into kept_bundle (calculation_id, file_ends_at)
select application.calculation_id, max(coalesce(certificate.valid_until, step_record.at))
  from application
  join step_record on step_record.application_id = application.id
  left join certificate on certificate.application_id = application.id
 where step_record.step = 'footprint-verification' and step_record.outcome = 'passed'
 group by application.calculation_id
"""


def upgrade() -> None:
    op.create_table(
        "kept_bundle",
        sa.Column(
            "calculation_id",
            sa.Uuid,
            sa.ForeignKey("footprint.calculation_id"),
            primary_key=True,
        ),
        sa.Column("file_ends_at", _MOMENT, nullable=False),
        sa.Column("key_id", sa.Text),
        sa.Column("content", sa.LargeBinary),
        sa.Column("kept_at", _MOMENT),
    )
    op.create_index("kept_bundle_newest", "kept_bundle", ["kept_at", "calculation_id"])
    op.create_index("kept_bundle_ends", "kept_bundle", ["file_ends_at"])
    empty = sa.text("content is null")
    op.create_index("kept_bundle_wanted", "kept_bundle", ["calculation_id"], postgresql_where=empty)
    grant(op, "kept_bundle", delete=True)
    # What was verified before is fetched too.
    op.execute(_VERIFIED)
