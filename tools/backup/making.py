"""Make a backup while everything runs."""

import asyncio
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from chassis import clock
from chassis.canonical import rfc3339
from tools import fleet
from tools.backup import manifest, programs
from tools.backup.faults import BackupUnusable
from tools.backup.manifest import Manifest
from tools.backup.moment import Moment, one_moment
from tools.local.databases import connected, with_database

FOLDERS = ("keys", "evidence", "last_known")
"""Of a local installation, copied after the databases: a file is there before its row."""
PILOT = ("pilot.json", "sealed-calculation.json")
"""What `make run` left of the pilot."""
_FLEETING = "uploads/"
"""Parts of uploads are deleted once they were read."""
_NOTE = "insert into kept_backup (name, began_at, noted_at) values ($1, $2, now())"
_NOT_MADE = "insert into backup_gone (backup, gone_at, said_by) values ($1, now(), $2)"


async def make(
    admin_url: str, data: Path, into: Path, public_url: str, say: Callable[[str], None]
) -> Manifest:
    """Raises `BackupUnusable` when something is in the folder already, and `LocalError`."""
    _require_empty(into)
    began = clock.now()
    name = f"{into.name}-{began:%Y%m%dT%H%M%SZ}"
    urls = {s.package: with_database(admin_url, s.database) for s in fleet.SERVICES}
    async with connected(urls["accounting"]) as accounting:
        server = accounting.get_server_version().major
        # Before anything else: from now on no key is dropped that the backup needs.
        await accounting.execute(_NOTE, name, began)
        try:
            moment = await _dump(urls, into / "databases")
            say(f"databases: {len(urls)} of {moment.at}")
            _copy(data, into, say)
        except BaseException:
            shutil.rmtree(into, ignore_errors=True)
            await accounting.execute(_NOT_MADE, name, "tools.backup")
            raise
    files = {path: manifest.of(file) for path, file in manifest.paths(into)}
    made = Manifest(name, rfc3339(began), moment.at, server, public_url, moment.states, files)
    made.write(into)
    say(f"backup {name}: {len(files)} files, {sum(f.size for f in files.values())} bytes")
    return made


def _require_empty(into: Path) -> None:
    if into.exists() and any(into.iterdir()):
        raise BackupUnusable(f"{into} is not empty; name a folder of its own for each backup")
    into.mkdir(mode=0o700, parents=True, exist_ok=True)


async def _dump(urls: dict[str, str], into: Path) -> Moment:
    into.mkdir()
    async with one_moment(urls) as moment, asyncio.TaskGroup() as dumping:
        for name, url in urls.items():
            file = into / f"{name}.dump"
            dumping.create_task(programs.dump(url, moment.snapshots[name], file))
    return moment


def _copy(data: Path, into: Path, say: Callable[[str], None]) -> None:
    for folder in FOLDERS:
        count = 0
        for path, file in manifest.paths(data / folder):
            try:
                manifest.copy(file, into / folder / path)
                count += 1
            except FileNotFoundError:
                if not path.startswith(_FLEETING):
                    raise
        say(f"{folder.replace('_', ' ')}: {count} files")
    for file in _there(data / name for name in PILOT):
        manifest.copy(file, into / file.name)


def _there(files: Iterable[Path]) -> list[Path]:
    return [file for file in files if file.is_file()]
