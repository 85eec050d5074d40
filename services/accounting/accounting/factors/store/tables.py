"""The tables of described factors, imports and reviews; all of them insert-only."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from accounting.custody.store.secrets import Holder, owner_of
from accounting.values.store.tables import MOMENT, metadata
from chassis.wake import WORK

factor_bounds = Table(
    "factor_bounds",
    metadata,
    Column("version", Text, primary_key=True),
    Column("position", Integer, Identity(always=True), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", JSONB, nullable=False),
)
factor_description = Table(
    "factor_description",
    metadata,
    Column("library", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    ForeignKeyConstraint(["library", "version"], ["factor_library.code", "factor_library.version"]),
)
factor_dataset = Table(
    "factor_dataset",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("library", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("dimension", Text),
    Column("region", Text, nullable=False),
    Column("year", Integer),
    Column("basis", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("supersedes", Text),
    Column("names", Text, nullable=False),
    Column("bigrams", ARRAY(Text), nullable=False),
    Column("factor", JSONB),
    Column("description", JSONB),
    Column("secret", LargeBinary),
    Column("loaded_at", MOMENT, server_default=func.now()),
    UniqueConstraint("owner", "library", "version", "id", name="factor_dataset_once"),
    Index("factor_dataset_words", "bigrams", postgresql_using="gin"),
    Index("factor_dataset_newest", "owner", "id", "position"),
    Index("factor_dataset_successor", "supersedes"),
)
"""`owner` is empty for what everyone may see; `bigrams` is what a search looks up first."""
factor_import = Table(
    "factor_import",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("submitted_by", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("columns", JSONB, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    UniqueConstraint("owner", "sha256", name="factor_import_once"),
    Index("factor_import_newest", "owner", "created_at", "id"),
)
factor_import_row = Table(
    "factor_import_row",
    metadata,
    Column("import", Uuid, ForeignKey("factor_import.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("factor", Text, nullable=False),
    Column("cells", JSONB),
    Column("secret", LargeBinary),
    Column("reason_zh", Text),
    Column("reason_en", Text),
    Column("dataset", JSONB),
)
"""`dataset` holds what a quarantined row would become if a person releases it."""
factor_review = Table(
    "factor_review",
    metadata,
    Column("import", Uuid, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("decision", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_at", MOMENT, nullable=False),
    Column("org", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("person", Text),
    ForeignKeyConstraint(
        ["import", "line"], ["factor_import_row.import", "factor_import_row.line"]
    ),
)
superseded_factors = Table(
    "superseded_factors",
    metadata,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("replaced_by", JSONB, nullable=False),
    Column("noted_at", MOMENT, nullable=False),
    info=WORK,
)
"""Notes for whoever wants to know what rests on an organisation's factors that were replaced."""
factor_library = Table(
    "factor_library",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("position", Integer, Identity(always=True), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("loaded_at", MOMENT, server_default=func.now()),
)
factor = Table(
    "factor",
    metadata,
    Column("library", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("category", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("usable", Boolean, nullable=False),
    Column("names", Text, nullable=False),
    Column("document", JSONB, nullable=False),
    ForeignKeyConstraint(["library", "version"], ["factor_library.code", "factor_library.version"]),
)
"""`names` is what a search looks at: identifier and both names, in lower case."""
gwp_set = Table(
    "gwp_set",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("position", Integer, Identity(always=True), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", JSONB, nullable=False),
    Column("loaded_at", MOMENT, server_default=func.now()),
)
FACTORS = Holder(
    factor_dataset,
    plain=("factor", "description"),
    key=("library", "version", "id"),
    owner=factor_dataset.c.owner,
)
IMPORT_ROWS = Holder(
    factor_import_row,
    plain=("cells", "reason_zh", "reason_en", "dataset"),
    key=("import", "line"),
    owner=owner_of(factor_import.c.owner, factor_import.c.id, factor_import_row.c["import"]),
)
