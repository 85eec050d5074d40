"""Becomes a server after dropping rights and asking the kernel to end it with its parent.

Run as a program on the standard library alone: `child.py SIGNAL PARENT UID GID COMMAND…`.
A small program instead of a hook between fork and exec, because such hooks can deadlock in a
program with threads.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def drop_rights(uid: int, gid: int) -> None:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def end_with_parent(signal_number: int, parent: int) -> None:
    """Linux only; elsewhere the next start ends what a dead parent left behind."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit("the program that started this server is gone")


if __name__ == "__main__":
    signal_number, parent, uid, gid = (int(word) for word in sys.argv[1:5])
    if uid >= 0:
        drop_rights(uid, gid)
    if signal_number:
        end_with_parent(signal_number, parent)
    os.execv(sys.argv[5], sys.argv[5:])  # noqa: S606 - the caller gives a fixed command.
