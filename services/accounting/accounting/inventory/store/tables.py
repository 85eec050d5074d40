"""The tables of systems, activity data, findings and levels."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from accounting.custody.store.secrets import Content, Holder, owner_of, strings_in
from accounting.evidence.domain import named_in
from accounting.suppliers.domain.footprints import PREFIX
from accounting.values.store.tables import MOMENT, metadata

product_system = Table(
    "product_system",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("product", Uuid, ForeignKey("product.id"), nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("document", JSONB),
    Column("secret", LargeBinary),
    Column("rests_on", ARRAY(Text)),
    Column("exchanges", Integer),
    Index("product_system_newest", "product", "created_at", "id"),
)
activity_data = Table(
    "activity_data",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("system", Uuid, ForeignKey("product_system.id"), nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("document", JSONB),
    Column("secret", LargeBinary),
    Column("evidence", ARRAY(Text)),
    Index("activity_data_newest", "system", "created_at", "id"),
)
finding = Table(
    "finding",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("system", Uuid, ForeignKey("product_system.id"), nullable=False),
    Column("activity", Uuid, ForeignKey("activity_data.id"), nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("code", Text, nullable=False),
    Column("place", Text),
    Column("zh", Text),
    Column("en", Text),
    Column("secret", LargeBinary),
    Index("finding_newest", "enterprise", "created_at", "id"),
    Index("finding_activity", "activity"),
)
finding_resolution = Table(
    "finding_resolution",
    metadata,
    Column("finding", Uuid, ForeignKey("finding.id"), primary_key=True),
    Column("reason", Text),
    Column("secret", LargeBinary),
    Column("resolved_at", MOMENT, nullable=False),
    Column("resolved_by", Text, nullable=False),
    Index("finding_resolution_changed", "resolved_at"),
)
category_level = Table(
    "category_level",
    metadata,
    Column("activity", Uuid, ForeignKey("activity_data.id"), primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("per", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("levels", JSONB),
    Column("secret", LargeBinary),
    Index("category_level_newest", "category", "per", "enterprise", "created_at"),
)
LEVELS = Holder(category_level, plain=("levels",), key=("activity",))


def _of_system(content: Content) -> Content:
    """The suppliers' footprints that a product system rests on, and how large it is."""
    document = content["document"]
    named = {text for text in strings_in(document) if text.startswith(PREFIX)}
    processes = document["processes"] if isinstance(document, dict) else ()
    return {
        "rests_on": sorted(named),
        "exchanges": sum(len(each["exchanges"]) for each in processes),
    }


def _evidence(content: Content) -> Content:
    """The hashes of the evidence that activity data names."""
    return {"evidence": sorted(set(named_in(content["document"])))}


SYSTEMS = Holder(product_system, derived=_of_system)
ACTIVITY = Holder(activity_data, derived=_evidence)
FINDINGS = Holder(finding, plain=("place", "zh", "en"))
RESOLUTIONS = Holder(
    finding_resolution,
    plain=("reason",),
    key=("finding",),
    owner=owner_of(finding.c.enterprise, finding.c.id, finding_resolution.c.finding),
)
