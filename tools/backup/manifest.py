"""The manifest of a backup: every file with its hash. It is written last; without it there is none.

A backup is a folder. What it holds is named by paths inside it.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tools.backup.faults import BackupUnusable

NAME = "manifest.json"
FORMAT = 1
_PIECE = 1 << 20


@dataclass(frozen=True)
class File:
    """A file by its content."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Database:
    """What was dumped of one service."""

    generation: str
    acts: int
    revision: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, of which moment and release."""

    name: str
    began_at: str
    at: str
    """The moment that all databases show, RFC 3339."""
    server: int
    """Major version of PostgreSQL."""
    public_url: str
    databases: Mapping[str, Database]
    files: Mapping[str, File]

    def write(self, folder: Path) -> None:
        """In one step: a backup that was broken off has no manifest."""
        content = {"format": FORMAT, **asdict(self)}
        text = json.dumps(content, indent=1, sort_keys=True)
        sealed = {"sha256": hashlib.sha256(text.encode()).hexdigest(), "manifest": text}
        draft = folder / f".{NAME}"
        with draft.open("w") as file:
            file.write(json.dumps(sealed, indent=1))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / NAME)


def read(folder: Path) -> Manifest:
    """Raises `BackupUnusable` for what is no whole manifest of this format."""
    try:
        sealed = json.loads((folder / NAME).read_text("utf-8"))
        text = sealed["manifest"]
        if hashlib.sha256(text.encode()).hexdigest() != sealed["sha256"]:
            raise BackupUnusable(f"{folder / NAME} was altered; take another backup")
        content: dict[str, Any] = json.loads(text)
    except FileNotFoundError as absent:
        raise BackupUnusable(
            f"{folder} has no {NAME}: it is no backup, or one that was broken off; take another"
        ) from absent
    except (ValueError, KeyError, TypeError, AttributeError) as cut:
        raise BackupUnusable(f"{folder / NAME} is cut or altered; take another backup") from cut
    if (format := content.pop("format")) != FORMAT:
        raise BackupUnusable(f"{folder} has the format {format}; this release reads {FORMAT}")
    databases = {name: Database(**each) for name, each in content.pop("databases").items()}
    files = {path: File(**each) for path, each in content.pop("files").items()}
    return Manifest(**content, databases=databases, files=files)


def faults(folder: Path, manifest: Manifest) -> list[str]:
    """Every file that is missing, altered or too many, by name."""
    found = [
        fault for path, file in manifest.files.items() if (fault := _fault(folder, path, file))
    ]
    more = {path for path, _ in paths(folder)} - manifest.files.keys() - {NAME}
    return [*found, *(f"{path} is not in the manifest" for path in sorted(more))]


def _fault(folder: Path, path: str, file: File) -> str | None:
    try:
        found = of(folder / path)
    except FileNotFoundError:
        return f"{path} is missing"
    except OSError as failure:
        return f"{path} cannot be read ({failure.strerror})"
    return None if found == file else f"{path} was altered (its SHA-256 is not the manifest's)"


def of(path: Path) -> File:
    """A file by its content, read once."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
        return File(content.tell(), digest.hexdigest())


def copy(source: Path, target: Path) -> None:
    """A copy that its owner alone may read and that outlives a power cut."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.draft")
    with source.open("rb") as given, os.fdopen(os.open(draft, _NEW, 0o600), "wb") as made:
        while piece := given.read(_PIECE):
            made.write(piece)
        made.flush()
        os.fsync(made.fileno())
    draft.replace(target)


_NEW = os.O_CREAT | os.O_TRUNC | os.O_WRONLY


def paths(folder: Path) -> Iterable[tuple[str, Path]]:
    """Every file below a folder, by its path inside it, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path
