"""`python -m tools.local up|down|status|lock`: the local servers by hand."""

import argparse
import asyncio
import os
import signal
from pathlib import Path

from tools import fleet
from tools.local.errors import LocalError
from tools.local.local import KAFKA_PORT, POSTGRES_PORT, Local, Wanted
from tools.local.lock import write_lock


def arguments() -> argparse.Namespace:
    environ = os.environ
    parser = argparse.ArgumentParser(prog="python -m tools.local", description=__doc__)
    parser.add_argument("command", choices=["up", "down", "status", "lock"])
    parser.add_argument("--data", type=Path, default=Path(environ.get("DATA", ".local")))
    parser.add_argument(
        "--kafka-port", type=int, default=int(environ.get("KAFKA_PORT", KAFKA_PORT))
    )
    parser.add_argument(
        "--postgres-port", type=int, default=int(environ.get("POSTGRES_PORT", POSTGRES_PORT))
    )
    parser.add_argument(
        "--detach", action="store_true", help="leave the servers running until `down`"
    )
    return parser.parse_args()


def main() -> None:
    chosen = arguments()
    if chosen.command == "lock":
        print(f"kafka.lock.toml: {write_lock()} artifacts")
        return
    local = Local(
        chosen.data,
        kafka_port=chosen.kafka_port,
        postgres_port=chosen.postgres_port,
        detach=chosen.detach,
    )
    try:
        asyncio.run({"up": up, "down": down, "status": status}[chosen.command](local, chosen))
    except LocalError as error:
        raise SystemExit(f"error: {error}") from error


async def up(local: Local, chosen: argparse.Namespace) -> None:
    """Start both servers and hold them until Ctrl-C, unless they are detached."""
    await local.start(Wanted(topics=fleet.topics()))
    print(f"TANBIAO_TEST_POSTGRES={local.admin_url}")
    print(f"TANBIAO_TEST_KAFKA={local.bus.url()}", flush=True)
    if chosen.detach:
        return
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    print("up; Ctrl-C stops both servers", flush=True)
    await ended.wait()
    await local.stop()


async def down(local: Local, _: argparse.Namespace) -> None:
    await asyncio.gather(local.broker.stop(), local.postgres.stop())
    print("down")


async def status(local: Local, _: argparse.Namespace) -> None:
    for server in (local.broker, local.postgres):
        print(f"{type(server).__name__}: {'running' if server.running() else 'stopped'}")


main()
