"""The tables of product categories and of the list of pilot products."""

from sqlalchemy import ARRAY, Column, ForeignKey, Index, Integer, Table, Text, Uuid

from certification.values.store.tables import MOMENT, metadata

category = Table(
    "category",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("catalogue_item", Integer),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("catalogue_name_zh", Text),
    Column("catalogue_edition", Text),
)
"""`catalogue_item` is the number in the national pilot catalogue, or null."""

nomination = Table(
    "nomination",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("enterprise_name_zh", Text, nullable=False),
    Column("enterprise_name_en", Text, nullable=False),
    Column("product_id", Uuid, nullable=False),
    Column("category", Text, ForeignKey("category.code"), nullable=False),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("division", Text, nullable=False),
    Column("reasons_zh", Text, nullable=False),
    Column("org", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("person", Text),
    Column("asked", ARRAY(Text), nullable=False),
    Column("nominated_at", MOMENT, nullable=False),
    Column("opinions_until", MOMENT, nullable=False),
    Index("nomination_newest", "nominated_at", "id"),
    Index("nomination_of_product", "enterprise", "product_id"),
)

nomination_act = Table(
    "nomination_act",
    metadata,
    Column("nomination_id", Uuid, ForeignKey("nomination.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("org", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("person", Text),
    Column("position", Text),
    Column("reasons_zh", Text, nullable=False),
    Column("silent", ARRAY(Text), nullable=False),
    Column("batch", Integer, ForeignKey("catalogue_batch.number")),
    Column("item", Integer),
    Column("item_name_zh", Text),
    Column("edition", Text),
    Column("at", MOMENT, nullable=False),
    Index("nomination_act_at", "at"),
    Index("nomination_act_of_batch", "batch"),
)
"""What became of nominations, one row for each act, numbered within its nomination."""

catalogue_batch = Table(
    "catalogue_batch",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title_zh", Text, nullable=False),
    Column("org", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("published_at", MOMENT, nullable=False),
)
"""The batches that were published, numbered without a gap."""
