"""A partner region's webhook receiver: `python -m tools.partner --key whpk_… --store FILE`.

It does what every subscriber should: verify the signature over the raw bytes, tell repetitions by
`webhook-id`, and answer 2xx only after the event is on disk.
"""

import argparse
import json
import os
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chassis.refusals import Refusal
from mutual_recognition.subscriptions.domain import webhooks

PATH = "/webhooks"
_LARGEST_BODY = 1_048_576


@dataclass
class Received:
    """One event, and how often its webhook came."""

    id: str
    type: str
    subject: str
    event: dict[str, object]
    first_at: str
    count: int = 1


class Line(TypedDict):
    """One webhook as the file holds it."""

    id: str
    at: str
    event: dict[str, object]


class Inbox:
    """Received events by webhook id, in a file of JSON lines that survives a restart."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self.events: dict[str, Received] = {}
        store.parent.mkdir(parents=True, exist_ok=True)
        for line in store.read_text("utf-8").splitlines() if store.exists() else ():
            if line.endswith("}"):  # Otherwise the receiver died while writing, unanswered.
                self._count(json.loads(line))

    def add(self, id: str, event: dict[str, object]) -> Received:
        """Remember an event, or that it came again."""
        line: Line = {"id": id, "at": datetime.now(UTC).isoformat(), "event": event}
        with self._store.open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps(line, ensure_ascii=False))
            file.flush()
            os.fsync(file.fileno())
        return self._count(line)

    def _count(self, line: Line) -> Received:
        id, event = line["id"], line["event"]
        if known := self.events.get(id):
            known.count += 1
            return known
        type, subject = str(event.get("type")), str(event.get("subject"))
        self.events[id] = Received(id, type, subject, event, line["at"])
        return self.events[id]


def application(
    keys: Sequence[Ed25519PublicKey], inbox: Inbox, answers: Sequence[int] = ()
) -> Starlette:
    """The receiver. Its first answers are `answers`, whatever came; a failing one keeps nothing."""
    planned = deque(answers)

    async def receive(request: Request) -> JSONResponse:
        body = await request.body()
        if len(body) > _LARGEST_BODY:
            return JSONResponse({"detail": "too large"}, 413)
        try:
            id = webhooks.verify(request.headers, body, keys, datetime.now(UTC))
        except Refusal as refusal:
            return JSONResponse({"detail": str(refusal)}, refusal.status)
        status = planned.popleft() if planned else 200
        if not 200 <= status < 300:
            return JSONResponse({"detail": "as planned"}, status)
        received = inbox.add(id, json.loads(body))
        times = "" if received.count == 1 else f" for the {received.count}th time"
        print(f"received {received.type} {received.subject}{times}", flush=True)
        return JSONResponse({"id": id, "count": received.count}, status)

    async def consent(request: Request) -> Response:
        """The address wants the webhooks of whoever asks (CloudEvents, HTTP 1.1 Web Hooks)."""
        origin = request.headers.get("webhook-request-origin", "")
        return Response(status_code=200, headers={"WebHook-Allowed-Origin": origin})

    async def received(_: Request) -> JSONResponse:
        return JSONResponse({"events": [asdict(event) for event in inbox.events.values()]})

    async def healthz(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    return Starlette(
        routes=[
            Route(PATH, receive, methods=["POST"]),
            Route(PATH, consent, methods=["OPTIONS"]),
            Route("/received", received),
            Route("/healthz", healthz),
        ]
    )


def main() -> int:
    """Serve until stopped. Exit status 2: a key is malformed."""
    arguments = _arguments()
    try:
        keys = [webhooks.parse_public(text) for text in arguments.key]
    except ValueError as failure:
        print(f"--key: {failure}", file=sys.stderr)
        return 2
    app = application(keys, Inbox(arguments.store), arguments.answers)
    uvicorn.run(
        app, host=arguments.host, port=arguments.port, log_level="warning", access_log=False
    )
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.partner", description=__doc__)
    parser.add_argument("--key", action="append", required=True, help="whpk_… (repeatable)")
    parser.add_argument("--store", type=Path, required=True, help="file of received events")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument(
        "--answers",
        type=lambda text: [int(status) for status in text.split(",")],
        default=[],
        help="statuses of the first answers, such as 503,503,200; then 200",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
