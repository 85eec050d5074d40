"""Finding the newest DID document of the log at once: it tells whether what is public changed."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute(
        "create index log_leaf_documents on log_leaf (log_index) where kind = 'did-document'"
    )
