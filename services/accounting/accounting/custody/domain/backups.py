"""How long a master key must stay, as the backups from before its retirement open under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounting.custody.domain.master_keys import MasterKeysUnusable


class BackupUnknown(ValueError):
    """No kept backup has this name, or one has it already."""


@dataclass(frozen=True)
class Backup:
    """A kept backup, and when its making began."""

    name: str
    began_at: datetime


def require_droppable(
    master: str, retired_at: datetime, backups: Sequence[Backup], kept: timedelta, at: datetime
) -> None:
    """Raises `MasterKeysUnusable` while a backup may need the key.

    `backups` are those that are known of; others, such as archives of the log of changes, are
    deleted once they are as old as `kept`.
    """
    if needing := [backup for backup in backups if backup.began_at <= retired_at]:
        named = ", ".join(f"{backup.name} of {backup.began_at:%Y-%m-%d}" for backup in needing)
        raise MasterKeysUnusable(
            f"backups need {master}, which was retired on {retired_at:%Y-%m-%d}: {named}; "
            "when one of them is deleted, run `backups gone` with its name"
        )
    if (until := retired_at + kept) > at:
        raise MasterKeysUnusable(
            f"{master} was retired on {retired_at:%Y-%m-%d}, and backups from before are kept for "
            f"{kept.days} days (BACKUPS_KEPT_DAYS): drop it after {until:%Y-%m-%d %H:%M} UTC"
        )
