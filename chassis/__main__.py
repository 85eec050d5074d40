"""Start one process of a service: `python -m chassis <package> api|worker|migrate|load|…`."""

import argparse
import asyncio
import contextlib
import getpass
import importlib.util
import json
import os
import sys
from datetime import datetime
from types import ModuleType

import structlog
import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import aside, deadletters, origins, reconciling, resending, telemetry
from chassis.consumer import Consumer
from chassis.database import Database
from chassis.service import freeze_start_up_objects, internal_app, open_database
from chassis.serving import Served, allow_many_connections, options
from chassis.settings import ServiceSettings, WorkerSettings
from chassis.worker import Worker
from contracts.catalogue import events
from contracts.event import SAMPLE_TOPICS, Event

_PACKAGE = "TANBIAO_PACKAGE"
log = structlog.get_logger()


def main() -> int:
    """Run the process that the arguments name. Exit status 2: it refused to start."""
    arguments = _arguments()
    package = importlib.import_module(f"{arguments.package}.main")
    try:
        return int(_ROLES[arguments.role](package, arguments) or 0)
    except ValidationError as failure:
        sys.stderr.write(f"refusing to start {arguments.package} {arguments.role}:\n")
        for error in failure.errors():
            place = ".".join(str(part) for part in error["loc"]).upper()
            sys.stderr.write(f"  {place or 'settings'}: {error['msg']}\n")
        return 2


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m chassis")
    parser.add_argument("package", help="accounting, certification, registry, …")
    parser.add_argument("role", choices=sorted(_ROLES))
    parser.add_argument(
        "action", nargs="?", choices=["list", "show", "replay", "drop"], default="list"
    )
    parser.add_argument("id", nargs="?", help="event or item; all without")
    parser.add_argument(
        "--with",
        dest="beside",
        default="",
        help="restored: services that were put back too and have run it already, by comma",
    )
    parser.add_argument("--because", default="", help="dead-letters drop: the reason")
    parser.add_argument("--by", default=getpass.getuser(), help="dead-letters, resend: who acts")
    parser.add_argument(
        "--since", type=moment, help="resend: what happened from here on (RFC 3339)"
    )
    parser.add_argument("--subject", help="resend: of one subject only, such as a certificate's id")
    return parser.parse_args()


def moment(text: str) -> datetime:
    """A moment with its offset. Raises `ValueError`."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


def api(package: ModuleType, _: argparse.Namespace) -> None:
    os.environ[_PACKAGE] = package.__name__
    allow_many_connections()
    app = served_api()
    settings = app.settings
    if settings.processes == 1:
        uvicorn.Server(uvicorn.Config(app, **options(settings))).run()
    else:
        shared = {**options(settings), "workers": settings.processes, "factory": True}
        uvicorn.run("chassis.__main__:served_api", **shared)


def served_api() -> Served:
    """The API of this process's package: what uvicorn calls in each process it starts."""
    package = importlib.import_module(os.environ[_PACKAGE])
    app: FastAPI = package.api()
    _configure(package, app.state.settings, "api")
    state = app.state
    return Served(app, limits=state.connections, internal=state.internal, settings=state.settings)


def worker(package: ModuleType, _: argparse.Namespace) -> None:
    process: Worker = package.worker()
    _configure(package, process.settings, "worker")
    asyncio.run(_work(process))


def migrate(package: ModuleType, _: argparse.Namespace) -> None:
    """Upgrade the database to the newest revision, as the owner role."""
    from chassis import migrations  # What migrates is a tenth of a small process.

    url = ServiceSettings().database_url.get_secret_value()
    asyncio.run(migrations.upgrade(url, package.__name__.split(".")[0]))


def load(package: ModuleType, _: argparse.Namespace) -> None:
    """Load the packs, where the service keeps any; doing it again changes nothing."""
    if hasattr(package, "load"):
        asyncio.run(_load(package, ServiceSettings()))


def set_aside(_: ModuleType, arguments: argparse.Namespace) -> int:
    """List what jobs failed at, or let one item, or all, be tried again."""
    return asyncio.run(_set_aside(ServiceSettings(), arguments))


def dead_letters(_: ModuleType, arguments: argparse.Namespace) -> int:
    """List the events that keep failing, or let one be tried again."""
    return asyncio.run(_dead_letters(ServiceSettings(), arguments))


def restored(package: ModuleType, arguments: argparse.Namespace) -> int:
    """Bring back what a database that was put back has lost, and let the service go on."""
    return asyncio.run(_restored(package, arguments))


def resend(_: ModuleType, arguments: argparse.Namespace) -> int:
    """Send events again that others may have missed; those who handled them do nothing."""
    if arguments.since is None:
        sys.stderr.write("resend needs --since\n")
        return 2
    return asyncio.run(_resend(ServiceSettings(), arguments))


def differences(_: ModuleType, arguments: argparse.Namespace) -> int:
    """List what is held here otherwise than at its source, or have all of it looked at anew."""
    return asyncio.run(_differences(ServiceSettings(), arguments))


_ROLES = {
    "api": api,
    "worker": worker,
    "migrate": migrate,
    "load": load,
    "dead-letters": dead_letters,
    "set-aside": set_aside,
    "restored": restored,
    "resend": resend,
    "differences": differences,
}


def _serve_tenant(settings: ServiceSettings) -> None:
    """Once, before anything is said or heard: topics of the test tenant are its own."""
    Event.topics_begin = SAMPLE_TOPICS if settings.sample else ""


def _configure(package: ModuleType, settings: ServiceSettings, role: str) -> None:
    _serve_tenant(settings)
    telemetry.configure(
        f"{settings.called(package.__name__.split('.')[0].replace('_', '-'))}-{role}",
        log_level=settings.log_level,
        otlp_endpoint=settings.otlp_endpoint,
        trace_ratio=settings.trace_ratio,
    )
    if not (settings.last_known_dir or settings.last_known_s3_endpoint):
        log.warning("LAST_KNOWN_DIR is not set: a database that comes back older is not noticed")


async def _work(process: Worker) -> None:
    """Run the worker beside its health endpoints until either is told to stop."""
    app = Served(internal_app({"worker": process.check}))
    inside = {**options(process.settings), "port": process.settings.internal_port}
    freeze_start_up_objects()
    working = asyncio.create_task(process.run())
    serving = asyncio.create_task(uvicorn.Server(uvicorn.Config(app, **inside)).serve())
    done, pending = await asyncio.wait({working, serving}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()


async def _load(package: ModuleType, settings: ServiceSettings) -> None:
    _serve_tenant(settings)
    database = Database(settings.database_url.get_secret_value())
    async with database.transaction() as tx:
        await package.load(tx, settings.packs_dir, settings.region, settings.environment)
    await database.close()


async def _dead_letters(settings: ServiceSettings, arguments: argparse.Namespace) -> int:
    database = Database(settings.database_url.get_secret_value())
    try:
        async with database.transaction() as tx:
            if arguments.action != "list":
                return await _about_dead_letters(tx, arguments)
            for row in await deadletters.dead_letters(tx):
                print(f"{row['id']}  {row['type']}  {row['subject']}  {row['error']}")
            for row in await origins.orphans(tx):
                print(f"{row['id']}  {row['type']}  {row['subject']}  orphan: {row['source']}")
    finally:
        await database.close()
    return 0


async def _about_dead_letters(tx: AsyncConnection, arguments: argparse.Namespace) -> int:
    match arguments.action, arguments.id, arguments.because:
        case "show", str(id), _:
            rows = await deadletters.look_at(tx, id)
            count = len(rows)
            for row in rows:
                print(json.dumps(dict(row), ensure_ascii=False, indent=1, default=str))
        case "replay", id, _:
            count = await deadletters.replay(tx, id, arguments.by)
            print(f"{count} will be tried again" if count else "no such event")
        case "drop", str(id), str(reason) if reason:
            count = await deadletters.drop(tx, id, arguments.by, reason)
            print("dropped" if count else "no such event")
        case _:
            sys.stderr.write("show needs the event, drop needs it and --because\n")
            return 2
    return 0 if count else 1


def _consumer_of(package: ModuleType) -> Consumer | None:
    """What a service hears: its `main` says so, or its `work`, where that is much to import."""
    work = f"{package.__name__.split('.')[0]}.work"
    if importlib.util.find_spec(work) is not None:
        package = importlib.import_module(work)
    found: Consumer | None = getattr(package, "consumer", None)
    return found


async def _restored(package: ModuleType, arguments: argparse.Namespace) -> int:
    from chassis import restoring

    name = package.__name__.split(".")[0]
    consumer = _consumer_of(package)
    settings = WorkerSettings() if consumer else ServiceSettings()
    _serve_tenant(settings)
    listener = None
    if consumer and isinstance(settings, WorkerSettings):
        beside = [each for each in arguments.beside.split(",") if each]
        service = name.replace("_", "-")
        own = sorted({e.topic() for e in events().values() if e.publisher() == service})
        group = settings.called(service)
        listener = restoring.BusListener(settings, consumer, group, own, beside)
    database = open_database(name.replace("_", "-"), settings)
    try:
        restore = getattr(package, "restore", None)
        for line in await restoring.restored(database, name, restore, listener):
            print(line)
    except restoring.StillHolds as failure:
        sys.stderr.write(f"{name} still holds: {type(failure).__name__}: {failure}\n")
        return 1
    finally:
        await database.close()
    return 0


async def _resend(settings: ServiceSettings, arguments: argparse.Namespace) -> int:
    database = Database(settings.database_url.get_secret_value())
    try:
        async with database.transaction() as tx:
            by, since, subject = arguments.by, arguments.since, arguments.subject
            print(f"{await resending.resend(tx, by, since, subject)} events are sent again")
    except resending.NotRememberedSoLong as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    finally:
        await database.close()
    return 0


async def _differences(settings: ServiceSettings, arguments: argparse.Namespace) -> int:
    database = Database(settings.database_url.get_secret_value())
    try:
        async with database.transaction() as tx:
            if arguments.action == "replay":
                await reconciling.look_again(tx)
            for row in await reconciling.differences(tx):
                here, there = row["here"] or "nothing", row["there"] or "nothing"
                print(f"{row['kind']} {row['subject']}  here: {here}  {row['source']}: {there}")
                print(f"  {reconciling.what_to_do(row)}")
    finally:
        await database.close()
    return 0


async def _set_aside(settings: ServiceSettings, arguments: argparse.Namespace) -> int:
    database = Database(settings.database_url.get_secret_value())
    try:
        async with database.transaction() as tx:
            if arguments.action == "replay":
                count = await aside.replay(tx, arguments.id)
                print(f"{count} will be tried again")
                return 0 if count else 1
            for row in await aside.shown(tx):
                until = row["next_attempt_at"] or "an operator has it tried again"
                print(f"{row['item']}  {row['job']}  waits until {until}  {row['error']}")
    finally:
        await database.close()
    return 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
