"""Alembic's entry; the chassis knows how to run it."""

from chassis.migrations import run

run()
