"""Put a backup back: databases, evidence and keys; then each service is told with `restored`.

What is last known is never put over what is there. Where nothing is, the copy of the backup comes
with one act more than anybody counted: more may have been said since, so services hold until they
were told.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from chassis.generations import STATE
from chassis.lastknown import LastKnown
from tools import copied, fleet, settings
from tools.backup import manifest, programs
from tools.backup.faults import BackupUnusable, TargetInUse
from tools.backup.making import PILOT
from tools.backup.manifest import Manifest
from tools.fleet import Service
from tools.local import ServiceDatabase, databases
from tools.local.databases import connected, with_database
from tools.local.passwords import write_private
from tools.local.private import keep_private
from tools.stack import UNFINISHED, Stack, wanted

SERVER = 18
"""The newest PostgreSQL whose dumps the programs here read."""
_LEFT_ALONE = {"packages", "log"}
_HAS_TABLES = "select exists (select from pg_tables where schemaname = 'public')"
_SAID = "select exists (select from outbox)"
_WAITING = "select exists (select from outbox where published_at is null)"
_DRAINED_S = 120.0


def verified(backup: Path) -> Manifest:
    """The manifest, once every file is as it says. Raises `BackupUnusable` naming what is not."""
    made = manifest.read(backup)
    if faults := manifest.faults(backup, made):
        raise BackupUnusable("\n".join([f"{backup} is not what was backed up:", *faults]))
    if made.server > SERVER:
        raise BackupUnusable(f"{backup} is of PostgreSQL {made.server}; this release has {SERVER}")
    for service in fleet.SERVICES:
        _require_known(service, made)
    return made


def _require_known(service: Service, made: Manifest) -> None:
    if service.package not in made.databases:
        raise BackupUnusable(f"the backup has no database of {service.name}")
    config = Config()
    config.set_main_option("script_location", f"{service.package}:migrations")
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    if (revision := made.databases[service.package].revision) not in known:
        raise BackupUnusable(
            f"{service.name} is of revision {revision}, which this release does not know: "
            "restore it with the release that made it, or a newer one"
        )


def require_free(data: Path) -> None:
    """Raises `TargetInUse` unless the folder holds nothing that restoring could overwrite."""
    there = {path.name for path in data.iterdir()} - _LEFT_ALONE if data.exists() else set()
    if there:
        raise TargetInUse(
            f"{data} holds {', '.join(sorted(there))}: restore into an empty folder, or say "
            "--replace to put the backup in place of its databases"
        )


async def restore(
    backup: Path, made: Manifest, stack: Stack, say: Callable[[str], None], *, over: bool
) -> bool:
    """Whether what the bus had is lost too. The servers run afterwards.

    Raises `TargetInUse` for databases with tables, unless they are to be replaced.
    """
    data, local = stack.layout.data, stack.local
    bus_lost = not local.has_bus()
    keep_private(data)
    write_private(data / UNFINISHED, made.name)
    _copy(backup, made, data)
    await local.start(wanted(local, stack.layout))
    for service in fleet.SERVICES:
        await _fill(service, stack, backup / "databases" / f"{service.package}.dump", over)
    await databases.prepare(
        local.admin_url, [ServiceDatabase(s.database) for s in fleet.SERVICES], local.password
    )
    if bus_lost:
        await say_again(stack)
    copied.settle(data)
    (data / UNFINISHED).unlink()
    say(f"restored {made.name} of {made.at}; services hold until `restored` has run for each")
    return bus_lost


async def _fill(service: Service, stack: Stack, dumped: Path, over: bool) -> None:
    admin_url, database = stack.local.admin_url, service.database
    url = with_database(admin_url, database)
    async with connected(url) as session:
        has_tables = await session.fetchval(_HAS_TABLES)
    if has_tables and not over:
        raise TargetInUse(f"the database {database} has tables; say --replace to replace it")
    if has_tables:
        await databases.drop_database(admin_url, database)
        await databases.create_database(admin_url, database)
    await programs.load(url, dumped)


async def say_again(stack: Stack) -> None:
    """Have everything that the outboxes keep said once more; who handled it does nothing."""
    for service in fleet.SERVICES:
        async with connected(with_database(stack.local.admin_url, service.database)) as session:
            await session.execute("update outbox set published_at = null")


def _copy(backup: Path, made: Manifest, data: Path) -> None:
    """What is there already is kept: evidence is what its name says, keys may be newer."""
    known = {path.parent.name for path in (data / "last_known").glob(f"*/{STATE}")}
    for path in made.files:
        folder, _, inside = path.partition("/")
        if folder == "databases" or (data / path).exists():
            continue
        if folder == "last_known":
            if (package := inside.partition("/")[0]) in known:
                continue
            if inside == f"{package}/{STATE}":
                _write_doubted(backup / path, data / path)
                continue
        if folder in ("keys", "evidence", "last_known") or path in PILOT:
            manifest.copy(backup / path, data / path)


def _write_doubted(state: Path, target: Path) -> None:
    known = LastKnown.decode(state.read_bytes())
    write_private(target, replace(known, acts=known.acts + 1).encode().decode())


async def tell(stack: Stack, say: Callable[[str], None], *, bus_lost: bool) -> None:
    """Run `restored` for each service, those first whose events others hear."""
    told: list[str] = []
    for service in fleet.SERVICES:
        await stack.prepare(service)
        beside = [] if bus_lost else await _speaking(stack, service, told)
        for line in await restored(stack, service, beside):
            say(line)
        told.append(service.name)
        if not bus_lost and service.produces_topics:
            await _speak(stack, service)
    await stack.stop_processes()


async def restored(stack: Stack, service: Service, beside: Sequence[str]) -> list[str]:
    """Run the command for one service; what it said, in lines."""
    process = [p for p in fleet.PROCESSES if p.service is service][-1]
    environment = settings.of(process, stack.layout, stack.local) | {
        "DATABASE_URL": stack.local.owner_url(ServiceDatabase(service.database))
    }
    named = ("--with", ",".join(beside)) if beside else ()
    return await stack.once(service, "restored", environment, *named)


async def _speaking(stack: Stack, service: Service, told: list[str]) -> list[str]:
    """Those whose events the service hears and that have ever said one, among the told."""
    sources = {event.publisher() for event in service.consumes} & set(told)
    return [name for name in sorted(sources) if await _has(stack, name, _SAID)]


async def _speak(stack: Stack, service: Service) -> None:
    """Start the service's worker, and wait until it has said what it has to say."""
    worker = fleet.process(f"{service.name}-worker")
    await stack.start_processes([worker])
    deadline = asyncio.get_running_loop().time() + _DRAINED_S
    while await _has(stack, service.name, _WAITING):
        if asyncio.get_running_loop().time() > deadline:
            raise TargetInUse(f"{service.name} does not get rid of its events; see its log")
        await asyncio.sleep(0.1)


async def _has(stack: Stack, name: str, which: str) -> bool:
    database = next(s.database for s in fleet.SERVICES if s.name == name)
    async with connected(with_database(stack.local.admin_url, database)) as session:
        return bool(await session.fetchval(which))
