"""The table of partner regions."""

from sqlalchemy import (
    Boolean,
    Column,
    Table,
    Text,
    false,
)

from mutual_recognition.values.store.tables import metadata

partner_region = Table(
    "partner_region",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("is_listed", Boolean, nullable=False),
    Column("is_enrolled", Boolean, nullable=False, server_default=false()),
    Column("is_active", Boolean),
)
"""`is_active`: whether it takes part, as the gateway told last; nothing where it never did."""
