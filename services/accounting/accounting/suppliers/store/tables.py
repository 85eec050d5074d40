"""The tables of suppliers' footprints, of their ends, and of what was settled about these."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from accounting.custody.store.secrets import Content, Holder
from accounting.values.store.tables import MOMENT, metadata

supplier_footprint = Table(
    "supplier_footprint",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("supplier", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("document", JSONB),
    Column("findings", JSONB),
    Column("secret", LargeBinary),
    Column("preceding", ARRAY(Text)),
    Column("valid_from", MOMENT),
    Column("valid_to", MOMENT),
    Index("supplier_footprint_newest", "owner", "created_at", "id"),
)
"""Versions of footprints as suppliers gave them, with what the linter said on that day."""
supplier_deprecation = Table(
    "supplier_deprecation",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("footprint", Uuid, primary_key=True),
    Column("replaced_by", Uuid),
    Column("noticed_at", MOMENT, nullable=False),
    ForeignKeyConstraint(
        ["owner", "footprint"], ["supplier_footprint.owner", "supplier_footprint.id"]
    ),
    Index("supplier_deprecation_changed", "owner", "noticed_at"),
)
supplier_finding_resolution = Table(
    "supplier_finding_resolution",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("footprint", Uuid, primary_key=True),
    Column("system", Uuid, ForeignKey("product_system.id"), primary_key=True),
    Column("cause", Text, primary_key=True),
    Column("reason", Text),
    Column("secret", LargeBinary),
    Column("resolved_at", MOMENT, nullable=False),
    Column("resolved_by", Text, nullable=False),
)


def _preceding(content: Content) -> Content:
    """The footprints that a supplier's footprint takes the place of."""
    document = cast(Mapping[str, list[str] | None], content["document"])
    return {"preceding": document.get("precedingPfIds") or []}


SUPPLIED = Holder(
    supplier_footprint,
    plain=("document", "findings"),
    owner=supplier_footprint.c.owner,
    derived=_preceding,
)
SUPPLIER_RESOLUTIONS = Holder(
    supplier_finding_resolution,
    plain=("reason",),
    key=("owner", "footprint", "system", "cause"),
    owner=supplier_finding_resolution.c.owner,
)
