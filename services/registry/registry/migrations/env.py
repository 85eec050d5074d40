"""Alembic entry point; the chassis knows how revisions run."""

from chassis.migrations import run

run()
