"""When an organisation was registered or changed last, for those who keep a copy."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    moment = sa.Column(
        "updated_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
    )
    op.add_column("organisation", moment)
    op.create_index("organisation_updated_at", "organisation", ["updated_at"])
