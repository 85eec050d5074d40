"""Bring the platform up, play the pilot once, stay up until Ctrl-C, stop everything."""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path

from tools.layout import Layout
from tools.local import LocalError
from tools.pilot.party import Outage, Refused
from tools.pilot.scenario import ACTS, NotYet, Pilot
from tools.run import exchange, tokens
from tools.run.exchange import Guest, GuestUnclear
from tools.run.receiver import Receiver
from tools.stack import Stack


def main() -> int:
    arguments = _arguments()
    folder, public_url = Path(arguments.data), os.environ.get("PUBLIC_URL") or None
    layout = Layout(
        folder,
        arguments.port,
        arguments.processes,
        public_url=public_url,
        sample=arguments.sample,
    )
    try:
        return asyncio.run(_run(layout, arguments, exchange.guest_of(os.environ)))
    except (LocalError, Refused, NotYet, Outage, GuestUnclear) as failure:
        print(f"stopped: {failure}", file=sys.stderr)
        return 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make run")
    parser.add_argument("--port", type=int, default=8080, help="of the gateway (PORT)")
    parser.add_argument("--data", default=".local", help="folder that keeps everything (DATA)")
    parser.add_argument("--processes", type=int, default=1, help="of each API (PROCESSES)")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="of the progress lines")
    parser.add_argument("--sample", action="store_true", help="with a test tenant (SAMPLE=1)")
    parser.add_argument("--once", action="store_true", help="stop when ready, for a trial")
    return parser.parse_args()


async def _run(layout: Layout, arguments: argparse.Namespace, guest: Guest | None) -> int:
    interrupted = _interruption()
    stack = Stack(layout)
    receiver = Receiver(stack.layout)
    stack.told |= exchange.told(os.environ)
    work = asyncio.create_task(_work(stack, receiver, arguments, guest))
    try:
        await asyncio.wait({work, interrupted}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
        return 0
    finally:
        print("stopping", flush=True)
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await work
        await receiver.stop()
        await stack.stop()


def _interruption() -> asyncio.Future[None]:
    """Done when the user or the system asks to stop."""
    loop = asyncio.get_running_loop()
    interrupted: asyncio.Future[None] = loop.create_future()

    def interrupt() -> None:
        if not interrupted.done():
            interrupted.set_result(None)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, interrupt)
    return interrupted


async def _work(
    stack: Stack, receiver: Receiver, arguments: argparse.Namespace, guest: Guest | None
) -> None:
    began, layout = time.monotonic(), stack.layout
    await stack.start()
    await receiver.start()
    label = await _first_label(layout, receiver, arguments.lang)
    if guest is not None:
        await exchange.open_host(layout, guest)
        print(f"exchange: {layout.public} for client {guest.client} of {exchange.PARTNER}")
    await tokens.admit_guests(layout)
    print(*tokens.first_tokens(layout, arguments.lang), sep="\n")
    seconds = time.monotonic() - began
    print(f"ready: {layout.public} label: {layout.public}/label/{label} ({seconds:.0f} s)")
    sys.stdout.flush()
    if not arguments.once:
        await stack.watch()


async def _first_label(layout: Layout, receiver: Receiver, lang: str) -> str:
    """Play the pilot, or return the label that it left when it was played before."""
    played = layout.data / "pilot.json"
    if played.exists():
        return str(json.loads(played.read_text("utf-8"))["label"])
    pilot = Pilot(layout.url, layout.data, receiver.url, issuer=layout.public)
    try:
        for number, act in enumerate(ACTS, 1):
            began = time.monotonic()
            await act.play(pilot)
            what = act.zh if lang == "zh" else act.en
            print(f"[{number:2}/{len(ACTS)}] {what} {time.monotonic() - began:.1f} s", flush=True)
    finally:
        await pilot.close()
    played.write_text(json.dumps(pilot.facts, ensure_ascii=False, indent=1), "utf-8")
    return str(pilot.facts["label"])


if __name__ == "__main__":
    sys.exit(main())
