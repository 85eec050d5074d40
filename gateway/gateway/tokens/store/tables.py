"""The table of client assertions already used."""

from sqlalchemy import Column, DateTime, Table, Text

from gateway.values.store.tables import metadata

used_assertion = Table(
    "used_assertion",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("jti", Text, primary_key=True),
    Column("expires_at", DateTime(timezone=True), nullable=False, index=True),
)
