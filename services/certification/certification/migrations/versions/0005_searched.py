"""Indexes for what lists are asked for."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEXES = """
create index footprint_category on footprint ((event -> 'product' ->> 'category'));
create index footprint_product on footprint ((event -> 'product' ->> 'id'));
create index certificate_of_division on certificate (division, decided_at, id);
create index certificate_of_footprint on certificate (calculation_id);
create index certificate_expiry on certificate (valid_until);
create index certificate_act_at on certificate_act (at);
create index signature_at on signature (signed_at);
create index application_of_division on application (division, submitted_at, id);
create index step_record_at on step_record (at);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _INDEXES.split(";")):
        op.execute(statement)
