"""The table of kept bundles."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text, Uuid, text

from certification.values.store.tables import MOMENT, metadata
from chassis.wake import WORK

kept_bundle = Table(
    "kept_bundle",
    metadata,
    Column("calculation_id", Uuid, ForeignKey("footprint.calculation_id"), primary_key=True),
    Column("file_ends_at", MOMENT, nullable=False),
    Column("key_id", Text),
    Column("content", LargeBinary),
    Column("kept_at", MOMENT),
    Index("kept_bundle_newest", "kept_at", "calculation_id"),
    Index("kept_bundle_ends", "file_ends_at"),
    Index("kept_bundle_wanted", "calculation_id", postgresql_where=text("content is null")),
    info=WORK,
)
"""What the archive keeps of a verified calculation: the sealed bundle, encrypted.

Without `content` it is still to be fetched. `file_ends_at` is when the last file that rests on it
ends, as far as is known: with its certificate's term, or with its last step.
"""
