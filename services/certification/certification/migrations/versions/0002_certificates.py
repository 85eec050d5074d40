"""Certificates, acts on them, signatures and the issuers' DID documents."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import grant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_certificate()
    _create_certificate_act()
    _create_signature()
    _create_issuer_document()
    grant(op, "certificate_series")
    grant(op, "signature_due", delete=True)
    for growing in ("certificate", "certificate_act", "signature", "issuer_document"):
        grant(op, growing, insert_only=True)


def _create_certificate() -> None:
    op.create_table(
        "certificate_series",
        sa.Column("body", sa.Text, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("number", sa.Text, nullable=False, unique=True),
        sa.Column(
            "application_id",
            sa.Uuid,
            sa.ForeignKey("application.id"),
            nullable=False,
            unique=True,
        ),
        sa.Column("calculation_id", sa.Uuid, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("enterprise", sa.Text, nullable=False),
        sa.Column("division", sa.Text, nullable=False),
        sa.Column("scheme", sa.Text, nullable=False),
        sa.Column("rule_code", sa.Text, nullable=False),
        sa.Column("rule_version", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("payload_sha256", sa.Text, nullable=False),
        sa.Column("status_index", sa.Integer, nullable=False, unique=True),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.CheckConstraint("status_index between 0 and 131071", name="status_index_in_list"),
    )
    newest = ["decided_at", "id"]
    op.create_index("certificate_newest", "certificate", newest)
    op.create_index("certificate_of_enterprise", "certificate", ["enterprise", *newest])
    op.create_index("certificate_of_body", "certificate", ["body", *newest])


def _create_certificate_act() -> None:
    op.create_table(
        "certificate_act",
        sa.Column("certificate_id", sa.Uuid, sa.ForeignKey("certificate.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("reason_code", sa.Text),
        sa.Column("until", MOMENT),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("note_zh", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )


def _create_signature() -> None:
    op.create_table(
        "signature",
        sa.Column("certificate_id", sa.Uuid, sa.ForeignKey("certificate.id"), primary_key=True),
        sa.Column("credential", sa.Text, nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
    )
    op.create_table(
        "signature_due",
        sa.Column("certificate_id", sa.Uuid, sa.ForeignKey("certificate.id"), primary_key=True),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("traceparent", sa.Text),
    )
    op.create_index("signature_due_next", "signature_due", ["due_at"])


def _create_issuer_document() -> None:
    op.create_table(
        "issuer_document",
        sa.Column("issuer", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
