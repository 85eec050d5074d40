"""The tables of organisations and clients."""

from sqlalchemy import ARRAY, Boolean, Column, DateTime, ForeignKey, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

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
)
