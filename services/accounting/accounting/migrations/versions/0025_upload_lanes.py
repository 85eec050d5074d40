"""Which job is at an upload, and when an enterprise had its last turn."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("upload", sa.Column("lane", sa.Text))
    op.create_index("upload_turn", "upload", ["enterprise", "worked_at"])
