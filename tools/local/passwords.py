"""Random passwords of one installation, kept in one file that only its owner can read."""

import json
import os
import secrets
from pathlib import Path


class Passwords:
    """Gives each name one password, the same at every start."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> str:
        """The password of `name`; drawn when it is first asked for."""
        known = self._read()
        if name not in known:
            known[name] = secrets.token_urlsafe(24)
            write_private(self._path, json.dumps(known, indent=1))
        return known[name]

    def _read(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        stored: dict[str, str] = json.loads(self._path.read_text())
        return stored


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; nobody but its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)
