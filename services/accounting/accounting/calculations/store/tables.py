"""The tables of calculations: documents, seals, readers, and what each rests on; insert-only."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from accounting.custody.store.secrets import Holder
from accounting.values.store.tables import MOMENT, metadata
from chassis.wake import WORK

sealed_basis = Table(
    "sealed_basis",
    metadata,
    Column("calculation", Uuid, ForeignKey("calculation.id"), primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("product", Uuid, nullable=False),
    Column("category", Text, nullable=False),
    Column("rule_code", Text, nullable=False),
    Column("rule_version", Text, nullable=False),
    Column("gwp_set", Text, nullable=False),
    Column("gwp_version", Text, nullable=False),
    Column("library", Text, nullable=False),
    Column("sealed_at", MOMENT, nullable=False),
    Column("factors", ARRAY(Text), nullable=False),
    Column("figures", ARRAY(Text), nullable=False),
    Index("sealed_basis_factors", "factors", postgresql_using="gin"),
    Index("sealed_basis_newest", "product", "sealed_at"),
    Index("sealed_basis_category", "category"),
)
"""`figures` says of each of `factors` with which value, unit and kind it was sealed."""
sealed_trace = Table(
    "sealed_trace",
    metadata,
    Column("calculation", Uuid, ForeignKey("calculation.id"), primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("trace", Text),
    Column("secret", LargeBinary, nullable=False),
)
"""What it takes to add a footprint up again; its amounts are secret, so `trace` is always empty."""
calculation = Table(
    "calculation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("product", Uuid, ForeignKey("product.id"), nullable=False),
    Column("system", Uuid, ForeignKey("product_system.id"), nullable=False),
    Column("activity", Uuid, ForeignKey("activity_data.id"), nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("document", Text),
    Column("secret", LargeBinary),
    Column("length", BigInteger),
    Index("calculation_newest", "enterprise", "created_at", "id"),
)
"""`document` is canonical JSON, kept as the very text that a seal covers."""
seal = Table(
    "seal",
    metadata,
    Column("calculation", Uuid, ForeignKey("calculation.id"), primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("sealed_at", MOMENT, nullable=False),
    Column("sealed_by", Text, nullable=False),
    Index("seal_changed", "sealed_at"),
)
reader = Table(
    "reader",
    metadata,
    Column("calculation", Uuid, ForeignKey("calculation.id"), primary_key=True),
    Column("body", Text, primary_key=True),
    Column("application", Uuid, primary_key=True),
    Column("admitted_at", MOMENT, nullable=False),
    Index("reader_body", "body", "calculation"),
    Index("reader_application", "application"),
)
"""Bodies that an enterprise let read a sealed calculation, by applying to them."""
reader_end = Table(
    "reader_end",
    metadata,
    Column("application", Uuid, primary_key=True),
    Column("access_until", MOMENT, nullable=False),
)
"""Until when an application lets its body read. It may be told before the application is."""
sealed_level = Table(
    "sealed_level",
    metadata,
    Column("calculation", Uuid, ForeignKey("calculation.id"), primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("product", Uuid, nullable=False),
    Column("category", Text, nullable=False),
    Column("rule_code", Text, nullable=False),
    Column("boundary", Text, nullable=False),
    Column("declared_unit", Text, nullable=False),
    Column("gwp_set", Text, nullable=False),
    Column("value", Numeric, nullable=False),
    Column("sealed_at", MOMENT, nullable=False),
    Index(
        "sealed_level_comparable",
        "category",
        "rule_code",
        "boundary",
        "declared_unit",
        "gwp_set",
        "product",
        "sealed_at",
    ),
)
CALCULATIONS = Holder(calculation)
TRACES = Holder(sealed_trace, plain=("trace",), key=("calculation",))
lost_search = Table(
    "lost_search",
    metadata,
    Column("id", Integer, Identity(), primary_key=True),
    Column("since", MOMENT),
    Column("asked_at", MOMENT, nullable=False),
    Column("ended_at", MOMENT),
    info=WORK,
)
"""Each time the database was put back: certification is asked what it kept since that moment."""
lost_calculation = Table(
    "lost_calculation",
    metadata,
    Column("calculation", Uuid, primary_key=True),
    Column("seal", Text, nullable=False),
    Column("sealed_at", MOMENT, nullable=False),
    info=WORK,
)
"""What certification keeps the bundle of and this database lost, until it is put back."""
