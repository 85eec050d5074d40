"""What is held otherwise than at its source."""

from alembic import op
from sqlalchemy import text

from chassis.migrations import create_differences

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    create_differences(op)
    certificate = text("(((data ->> 'certificate_id'::text))::uuid)")
    op.create_index("feed_certificate", "feed", [certificate])
