"""As many pairs of status lists as certificates need."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_PLACE = ["status_list", "status_index"]


def upgrade() -> None:
    # What ran before knows of one pair only, and must go on while this is put in.
    first = sa.Column("status_list", sa.Integer, nullable=False, server_default="1")
    op.add_column("certificate", first)
    op.drop_constraint("certificate_status_index_key", "certificate")
    op.create_unique_constraint("certificate_status_place", "certificate", _PLACE)
