"""Moments of change, so that lists can tell what is new since a moment."""

from alembic import op

revision = "0022"
down_revision = "0021"

_MOVING = {
    "upload": "enterprise",
    "task": "enterprise",
    "exchange_delivery": "owner",
}
"""Tables whose rows are changed in place, and whose list each row is in."""
_ADDED = {
    "impact_progress": "updated_at",
    "seal": "sealed_at",
    "finding_resolution": "resolved_at",
    "import_loss_settlement": "settled_at",
    "footprint_request_answer": "answered_at",
    "supplier_deprecation": "owner, noticed_at",
    "audit_entry": "partition, at",
}
_MOMENT = "timestamptz not null default now()"


def upgrade() -> None:
    for table in (*_MOVING, "impact_progress"):
        op.execute(f"alter table {table} add column updated_at {_MOMENT}")
    for table, owner in _MOVING.items():
        op.execute(f"create index {table}_changed on {table} ({owner}, updated_at)")
    for table, columns in _ADDED.items():
        op.execute(f"create index {table}_changed on {table} ({columns})")
