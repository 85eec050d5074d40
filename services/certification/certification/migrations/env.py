"""Alembic's entry; the chassis runs the upgrade."""

from chassis.migrations import run

run()
