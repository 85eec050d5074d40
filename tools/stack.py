"""The whole platform on one machine: servers, migrations, packs and every process of the fleet."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import httpx

from tools import collectors, copied, fleet, keys, settings
from tools.child import Child
from tools.fleet import Process, Role, Service
from tools.layout import Layout
from tools.local import Local, LocalError, ServiceDatabase, Wanted
from tools.local.databases import with_database
from tools.local.private import keep_private
from tools.local.process import require_free
from tools.reading import unreadable

READY_TIMEOUT_S = 180.0
UNFINISHED = "restore-unfinished"
"""A file that lies in the data folder while a backup is put back into it."""
Say = Callable[[str], None]


class NotReady(LocalError):
    """A process ended, or did not become ready in time."""


class RestoreUnfinished(LocalError):
    """A restore into the folder was broken off; what is there is neither old nor new."""

    def __init__(self, folder: str, backup: str) -> None:
        super().__init__(
            f"restoring {backup} into {folder} was broken off; "
            "run it again with --replace, nothing starts before"
        )


class Stack:
    """Starts everything, keeps it running, stops it again; tests kill parts of it on purpose."""

    def __init__(
        self, layout: Layout, say: Say = print, environ: Mapping[str, str] = os.environ
    ) -> None:
        self.layout = replace(layout, data=layout.data.absolute())
        self.say = say
        self.local = Local(
            self.layout.data,
            kafka_port=layout.port + 30,
            postgres_port=layout.port + 31,
            port_variables=("PORT", "PORT"),
            durable=layout.durable,
            say=say,
            environ=environ,
        )
        self.children: dict[str, Child] = {}
        self.told: dict[str, dict[str, str]] = {}
        """By the name of a process: variables that it gets beside its settings."""

    async def start(self, processes: Sequence[Process] | None = None) -> None:
        """Bring up the servers and these processes, else all; returns when every one is ready."""
        processes = self.layout.running if processes is None else processes
        for process in processes:
            if process.role is Role.API:
                require_free(process.name, self.layout.port + process.port, "PORT")
            require_free(process.name, self.layout.inside(process.port), "PORT")
        self._require_finished()
        keep_private(self.layout.data)
        keys.create(self.layout.data)
        if self.layout.sample:
            keys.create_samples(self.layout.data / "sample")
        self.say("starting PostgreSQL and Kafka")
        was_copied = copied.was_copied(self.layout.data)
        await self.local.start(wanted(self.local, self.layout))
        if was_copied:
            await self._require_whole()
        copied.settle(self.layout.data)
        self.say("migrating databases and loading packs")
        services = dict.fromkeys(process.service for process in processes)
        await asyncio.gather(*(self.prepare(service) for service in services))
        self.say("starting the services")
        await self.start_processes(processes)

    def kill(self, name: str) -> None:
        """End a process at once, as a power cut would."""
        self.children[name].kill()

    async def start_processes(self, processes: Sequence[Process]) -> None:
        for process in processes:
            self.launch(process)
        await self.ready(processes)

    def launch(self, process: Process) -> Child:
        """Start one process without waiting for it."""
        child = Child(
            process.name,
            process.command[1:],
            settings.of(process, self.layout, self.local) | self.told.get(process.name, {}),
            self.layout.data / "log" / f"{process.name}.log",
        )
        child.start()
        self.children[process.name] = child
        return child

    async def ready(self, processes: Sequence[Process] | None = None) -> None:
        """Wait until each process says that it and what it needs are there."""
        processes = self.layout.running if processes is None else processes
        async with httpx.AsyncClient(timeout=5) as client:
            await asyncio.gather(*(self._ready(client, process) for process in processes))

    async def stop(self) -> None:
        """Stop the processes, then the servers. Nothing is left running."""
        await self.stop_processes()
        await self.local.stop()

    async def stop_processes(self) -> None:
        """Stop the processes; the servers stay."""
        await asyncio.gather(*(child.stop() for child in self.children.values()))
        self.children.clear()

    async def watch(self) -> None:
        """Start again what ends by itself, servers and processes, until cancelled."""
        while True:
            await self._revive_servers()
            for name, child in list(self.children.items()):
                if not child.running():
                    self.say(f"{name} ended; starting it again (see {child.log})")
                    self.launch(fleet.process(name))
            await asyncio.sleep(1)

    async def _revive_servers(self) -> None:
        """Bring servers back that ended; what needs them waits, and goes on where it was."""
        for server in self.local.ended():
            self.say(f"{server.name} ended; starting it again (see {server.log})")
            try:
                await server.start()
            except LocalError as failure:
                self.say(f"{failure}; trying again")
            else:
                self.say(f"{server.name} is back")

    async def _ready(self, client: httpx.AsyncClient, process: Process) -> None:
        url = f"http://127.0.0.1:{self.layout.inside(process.port)}/readyz"
        deadline = asyncio.get_running_loop().time() + READY_TIMEOUT_S
        answer = "no answer"
        while asyncio.get_running_loop().time() < deadline:
            child = self.children[process.name]
            if not child.running():
                raise NotReady(f"{process.name} ended while starting:\n{child.last_words()}")
            try:
                response = await client.get(url)
                if response.status_code == 200:
                    return
                answer = response.text
            except httpx.HTTPError as failure:
                answer = type(failure).__name__
            await asyncio.sleep(0.1)
        raise NotReady(f"{process.name} is not ready ({answer}); see {child.log}")

    def _require_finished(self) -> None:
        unfinished = self.layout.data / UNFINISHED
        if unfinished.exists():
            raise RestoreUnfinished(str(self.layout.data), unfinished.read_text("utf-8"))

    async def _require_whole(self) -> None:
        """Raises `CopyBroken`, with the servers stopped, unless every row can be read."""
        self.say("the data folder was copied: reading all of it first")
        faults = []
        for service in self.layout.services:
            found = await unreadable(with_database(self.local.admin_url, service.database))
            faults += [f"{service.name}: {fault}" for fault in found]
        if faults:
            await self.local.stop()
            raise copied.CopyBroken(self.layout.data, faults)

    async def prepare(self, service: Service) -> None:
        """Migrate the service's database and load its packs."""
        for step, owner in (("migrate", True), ("load", False)):
            environment = settings.to_prepare(service, self.layout, self.local, owner=owner)
            await self.once(service, step, environment)

    async def once(
        self, service: Service, step: str, environment: dict[str, str], *more: str
    ) -> list[str]:
        """Run a command of the service to its end; what it said, in lines. Raises `NotReady`."""
        child = Child(
            f"{service.name}-{step}",
            ("-m", "chassis", service.package, step, *more),
            environment,
            self.layout.data / "log" / f"{service.name}-{step}.log",
        )
        before = child.log.stat().st_size if child.log.exists() else 0
        child.start()
        if await child.wait() != 0:
            raise NotReady(f"{child.name} failed:\n{child.last_words()}")
        with child.log.open("rb") as log:
            log.seek(before)
            return log.read().decode("utf-8", "replace").splitlines()


def wanted(local: Local, layout: Layout) -> Wanted:
    """What the servers hold for the fleet, and for a collector that one can try."""
    services = layout.services
    users = {service.name: local.passwords.get(f"kafka-{service.name}") for service in services}
    databases = [ServiceDatabase(service.database) for service in services]
    password = local.passwords.get(f"kafka-{collectors.SAMPLE}")
    sample = collectors.user(collectors.SAMPLE, [collectors.SAMPLE_ENTERPRISE], password)
    topics = [*fleet.topics(), collectors.topic(collectors.SAMPLE_ENTERPRISE)]
    if layout.sample:
        topics += fleet.sample_topics()
    return Wanted(topics, [*fleet.bus_users(users, services), sample], databases)
