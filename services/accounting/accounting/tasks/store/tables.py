"""The tables of tasks: requests that are carried out later, and their answers."""

from sqlalchemy import (
    BigInteger,
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

from accounting.custody.store.secrets import Holder, owner_of
from accounting.values.store.tables import MOMENT, metadata
from chassis.listing import changed
from chassis.wake import WORK

task = Table(
    "task",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("client", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("person", Text),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("method", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("body", Text),
    Column("secret", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False, default=0),
    Column("started_at", MOMENT),
    Column("seen_at", MOMENT),
    Column("ended_at", MOMENT),
    Column("status", Integer),
    Column("made", Uuid),
    Column("answer_bytes", BigInteger),
    Column("steps_done", Integer),
    Column("steps", Integer),
    changed(),
    Index("task_newest", "enterprise", "created_at", "id"),
    Index("task_changed", "enterprise", "updated_at"),
    Index("task_open", "state", "enterprise"),
    info=WORK,
)
"""`body` is secret, so it is always empty. `attempt` numbers who may end the task."""
task_answer = Table(
    "task_answer",
    metadata,
    Column("task", Uuid, ForeignKey("task.id"), primary_key=True),
    Column("body", Text),
    Column("secret", LargeBinary, nullable=False),
)
"""What a task was answered with; a problem document where it failed. `body` is always empty."""
TASKS = Holder(task, plain=("body",))
ANSWERS = Holder(
    task_answer,
    plain=("body",),
    key=("task",),
    owner=owner_of(task.c.enterprise, task.c.id, task_answer.c.task),
)
