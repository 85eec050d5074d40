"""Partner regions that were enrolled at the gateway and stand in no pack."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    enrolled = sa.Column("is_enrolled", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("partner_region", enrolled)
