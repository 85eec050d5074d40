"""Whether a partner region takes part, as the gateway told of it last."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("partner_region", sa.Column("is_active", sa.Boolean))
