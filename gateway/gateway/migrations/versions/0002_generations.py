"""Generations of the database, and of those whose events it hears."""

from alembic import op

from chassis.migrations import create_generations

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    create_generations(op)
