"""Backup of the whole platform, its restore, and a check that reads everything.

python -m tools.backup make INTO
python -m tools.backup restore FROM
python -m tools.backup check
"""
