"""The tables of losses and of what settled them; insert-only."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, Table, Text, Uuid

from accounting.custody.store.secrets import Holder, owner_of
from accounting.values.store.tables import MOMENT, metadata

import_loss = Table(
    "import_loss",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("system", Uuid, ForeignKey("product_system.id"), nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("material", Boolean, nullable=False),
    Column("place", Text),
    Column("zh", Text),
    Column("en", Text),
    Column("secret", LargeBinary, nullable=False),
    Index("import_loss_newest", "system", "created_at", "id"),
)
"""Place and words quote the recipe, so they are in `secret` and their columns are empty."""
import_loss_settlement = Table(
    "import_loss_settlement",
    metadata,
    Column("loss", Uuid, ForeignKey("import_loss.id"), primary_key=True),
    Column("reason", Text),
    Column("secret", LargeBinary, nullable=False),
    Column("settled_at", MOMENT, nullable=False),
    Column("settled_by", Text, nullable=False),
    Index("import_loss_settlement_changed", "settled_at"),
)
LOSSES = Holder(import_loss, plain=("place", "zh", "en"))
SETTLEMENTS = Holder(
    import_loss_settlement,
    plain=("reason",),
    key=("loss",),
    owner=owner_of(import_loss.c.enterprise, import_loss.c.id, import_loss_settlement.c.loss),
)
