"""What is wrong with a backup or a target, said so that the reader knows what to do next."""

from tools.local.errors import LocalError


class BackupUnusable(LocalError):
    """A backup that is not whole, was altered, or is of another release."""


class TargetInUse(LocalError):
    """Restoring would overwrite what is there."""


class NoCommonPoint(LocalError):
    """The databases could not be held still together for a moment."""
