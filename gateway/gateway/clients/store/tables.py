"""The tables of organisations, clients, changes and enrolments."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Table,
    Text,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.listing import changed
from chassis.wake import WORK
from gateway.values.store.tables import metadata

organisation = Table(
    "organisation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("division", Text),
    Column("sample", Boolean, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)


client = Table(
    "client",
    metadata,
    Column("id", Text, primary_key=True),
    Column("org", Text, ForeignKey("organisation.id"), nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("person_id", Text),
    Column("person_name", Text),
    Column("jwks", JSONB(none_as_null=True)),
    Column("secret_hash", Text),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
    Column("revocation_reason", Text),
    Column("suspended_at", DateTime(timezone=True)),
    Column("suspension_reason", Text),
    changed(),
    Index("client_changed", "updated_at"),
    Index("client_of_organisation", "org", "id"),
)


keys_address = Table(
    "keys_address",
    metadata,
    Column("client_id", Text, ForeignKey("client.id"), primary_key=True),
    Column("jwks_uri", Text, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("read_at", DateTime(timezone=True)),
    Column("fault", Text),
    Index("keys_address_due_at", "due_at"),
    info=WORK,
)


change = Table(
    "change",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("wanted", JSONB, nullable=False),
    Column("reason", Text),
    Column("base", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposing_person", Text),
    Column("proposed_at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Text),
    Column("deciding_person", Text),
    Column("decided_at", DateTime(timezone=True)),
    Column("decision_reason", Text),
    Index("change_newest", "proposed_at", "id"),
    Index("change_decided", "decided_at"),
)


enrolment = Table(
    "enrolment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("receipt_sha256", Text, nullable=False),
    Column("applicant", JSONB, nullable=False),
    Column("credit_code", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("jwks", JSONB, nullable=False),
    Column("proposed_at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("change", Uuid, ForeignKey("change.id")),
    Column("client_id", Text),
    Column("reason", Text),
    Column("decided_at", DateTime(timezone=True)),
    Index("enrolment_newest", "proposed_at", "id"),
    Index("enrolment_decided", "decided_at"),
)
