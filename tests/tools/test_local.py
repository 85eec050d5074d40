"""Both servers together, and what becomes of them when programs end badly."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.support.kafka import Bus
from tests.support.postgres import Databases
from tools.local import Local, Passwords, PortInUse, Postgres, ServiceDatabase, Topic, Wanted
from tools.local.databases import connected
from tools.local.errors import AlreadyRunning, DidNotStart
from tools.local.process import ServerProcess, free_port

HOLDER = """
import asyncio, sys
from pathlib import Path
from tools.local import Passwords, Postgres

async def hold():
    folder = Path(sys.argv[1])
    await Postgres(folder / "postgres", Passwords(folder / "passwords.json"), durable=False).start()
    print("up", flush=True)
    await asyncio.Event().wait()

asyncio.run(hold())
"""


def postgres_in(folder: Path) -> Postgres:
    return Postgres(folder / "postgres", Passwords(folder / "passwords.json"), durable=False)


@pytest.fixture
def holder(servers_folder: Path):
    """Another program that runs a PostgreSQL."""
    folder = servers_folder / "held"
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        # Before it, the server may say that it opened its folder to the user that runs it.
        assert b"up\n" in iter(process.stdout.readline, b"")
        yield process, folder
        process.kill()


async def test_a_server_ends_with_the_program_that_started_it(holder):
    process, folder = holder
    server = ServerProcess("PostgreSQL", folder / "postgres").running()
    assert server

    with pytest.raises(AlreadyRunning, match="Stop that program first"):
        await postgres_in(folder).start()
    process.send_signal(signal.SIGKILL)

    _, left = await asyncio.to_thread(psutil.wait_procs, [server], timeout=10)
    assert left == []
    again = postgres_in(folder)
    await again.start()
    await again.stop()
    assert not again.running()


async def test_a_port_in_use_is_named_with_its_variable(servers_folder: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        local = Local(servers_folder / "taken", kafka_port=port, postgres_port=port, environ={})

        for server, variable in ((local.broker, "KAFKA_PORT"), (local.postgres, "POSTGRES_PORT")):
            with pytest.raises(PortInUse, match=f"port {port} is in use.*{variable}"):
                await server.start()


async def test_existing_servers_are_used_and_left_running(
    broker: Bus, postgres: Databases, tmp_path: Path
):
    database, topic = ServiceDatabase("tools_sample"), Topic(f"{tmp_path.name}.made", 1)
    local = Local(
        tmp_path,
        environ={
            "KAFKA_BOOTSTRAP": broker.bootstrap,
            "KAFKA_ADMIN_USERNAME": broker.admin.username or "",
            "KAFKA_ADMIN_PASSWORD": broker.admin.password or "",
            "DATABASE_URL": postgres.admin_url,
        },
    )

    for _ in range(2):
        await local.start(Wanted([topic], [], [database]))
    await local.stop()

    for url in (local.url(database), local.owner_url(database)):
        async with connected(url) as connection:
            assert await connection.fetchval("SELECT 1") == 1
    assert not (tmp_path / "kafka").exists()


async def test_a_server_that_ends_at_once_says_why(servers_folder: Path):
    server = postgres_in(servers_folder / "broken")
    await server.start()
    await server.stop()
    (server.folder / "data" / "postgresql.conf").write_text("nonsense = 1\n")

    with pytest.raises(DidNotStart, match="nonsense"):
        await server.start()


async def test_a_lost_password_file_is_said_at_once(servers_folder: Path):
    server = postgres_in(servers_folder / "lost")
    await server.start()
    await server.stop()
    (servers_folder / "lost" / "passwords.json").unlink()

    with pytest.raises(DidNotStart, match="password authentication failed"):
        await postgres_in(servers_folder / "lost").start()


def test_passwords_stay_the_same_and_private(tmp_path: Path):
    path = tmp_path / "passwords.json"

    drawn = Passwords(path).get("registry")

    assert Passwords(path).get("registry") == drawn
    assert Passwords(path).get("accounting") != drawn
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_command_reports_starts_and_stops(servers_folder: Path):
    folder = servers_folder / "command"
    base = [sys.executable, "-m", "tools.local", "--data", str(folder)]
    ports = ["--kafka-port", str(free_port()), "--postgres-port", str(free_port())]
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("KAFKA_", "DATABASE_"))}

    def run(*words: str) -> str:
        done = subprocess.run([*base, *words], capture_output=True, text=True, env=environ)
        return done.stdout + done.stderr

    started = run("up", "--detach", *ports)
    running = run("status")
    stopped = run("down")

    assert "TANBIAO_TEST_KAFKA=kafka://admin:" in started
    assert running.count("running") == 2
    assert stopped == "down\n"
    assert run("status").count("stopped") == 2
