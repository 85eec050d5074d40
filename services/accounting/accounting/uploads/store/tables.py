"""The tables of uploads: announced files, their parts, and rows that wait or were refused."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from accounting.custody.store.secrets import Holder, owner_of
from accounting.uploads.domain.uploads import ENDED_EARLY, OPEN
from accounting.values.store.tables import MOMENT, metadata
from chassis.listing import changed
from chassis.wake import WORK

_ENDED_EARLY = ", ".join(f"'{state}'" for state in ENDED_EARLY)
_OPEN = ", ".join(f"'{state}'" for state in OPEN)
upload = Table(
    "upload",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, ForeignKey("enterprise.uscc"), nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("system", Uuid, ForeignKey("product_system.id")),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("expires_at", MOMENT, nullable=False),
    Column("state", Text, nullable=False),
    Column("received", BigInteger, nullable=False, default=0),
    Column("read", BigInteger, nullable=False, default=0),
    Column("accepted", BigInteger, nullable=False, default=0),
    Column("rejected", BigInteger, nullable=False, default=0),
    Column("known", BigInteger, nullable=False, default=0),
    Column("percent", Integer, nullable=False, default=0),
    Column("line", BigInteger, nullable=False, default=0),
    Column("staged", Boolean, nullable=False, default=False),
    Column("dataset", Text(collation="C"), nullable=False, default=""),
    Column("columns", ARRAY(Text), nullable=False, default=[]),
    Column("attempts", Integer, nullable=False, default=0),
    Column("worked_at", MOMENT),
    Column("lane", Text),
    Column("started_at", MOMENT),
    Column("finished_at", MOMENT),
    Column("failure_type", Text),
    Column("failure_zh", Text),
    Column("failure_en", Text),
    Index(
        "upload_once",
        "enterprise",
        "what",
        "place",
        "sha256",
        unique=True,
        postgresql_where=text(f"state not in ({_ENDED_EARLY})"),
    ),
    changed(),
    Index("upload_newest", "enterprise", "created_at", "id"),
    Index("upload_changed", "enterprise", "updated_at"),
    Index("upload_turn", "enterprise", "worked_at"),
    Index("upload_open", "state", "worked_at", postgresql_where=text(f"state in ({_OPEN})")),
    info=WORK,
)
"""`line`, `staged` and `dataset` are the checkpoint; it moves with the rows, in one transaction.
`lane` names the job that is at the upload, or was when its worker ended."""
upload_part = Table(
    "upload_part",
    metadata,
    Column("upload", Uuid, ForeignKey("upload.id"), primary_key=True),
    Column("begins", BigInteger, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
)
upload_row = Table(
    "upload_row",
    metadata,
    Column("upload", Uuid, primary_key=True),
    Column("line", BigInteger, primary_key=True),
    Column("dataset", Text(collation="C"), nullable=False),
    Column("cells", ARRAY(Text)),
    Column("zh", Text),
    Column("en", Text),
    Column("secret", LargeBinary),
    Index("upload_row_dataset", "upload", "dataset", "line"),
)
UPLOADED = Holder(
    upload_row,
    plain=("cells", "zh", "en"),
    key=("upload", "line"),
    owner=owner_of(upload.c.enterprise, upload.c.id, upload_row.c.upload),
)
