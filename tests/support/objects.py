"""A real object store for tests: it speaks S3, checks signatures, and keeps objects as files."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from nanio.app import build_app
from nanio.auth.credentials import StaticCredentialResolver
from nanio.config import Settings
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

ACCESS_KEY = "tanbiao"
SECRET_KEY = "secret-of-the-object-store"
BUCKET = "evidence-of-tests"


@dataclass
class ObjectStore:
    """One bucket; `stop` takes the store away, and nothing listens at its port any more."""

    folder: Path
    port: int
    server: uvicorn.Server
    running: asyncio.Task[None]
    refused: Callable[[Request], object] = field(default=lambda _: False)
    """Requests that the store answers with 503."""

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def variables(self) -> dict[str, str]:
        """What a process is told to keep evidence here."""
        return {
            "EVIDENCE_S3_ENDPOINT": self.endpoint,
            "EVIDENCE_S3_BUCKET": BUCKET,
            "EVIDENCE_S3_ACCESS_KEY": ACCESS_KEY,
            "EVIDENCE_S3_SECRET_KEY": SECRET_KEY,
        }

    @property
    def objects(self) -> list[Path]:
        """The files of the objects that anybody can see."""
        bucket = self.folder / BUCKET
        found = [path for path in bucket.rglob("*") if path.is_file()]
        return [path for path in found if ".nanio-meta" not in path.parts]

    async def stop(self) -> None:
        self.server.should_exit = True
        await self.running


class Refusing:
    """ASGI middleware: a store that is not well."""

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner
        self.store: ObjectStore

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self.store.refused(Request(scope))
        await (Response(status_code=503) if refused else self.inner)(scope, receive, send)


@asynccontextmanager
async def serving_objects(folder: Path) -> AsyncIterator[ObjectStore]:
    """A store with an empty bucket; it ends with the block."""
    (folder / BUCKET).mkdir(parents=True)
    keys = StaticCredentialResolver({ACCESS_KEY: SECRET_KEY})
    settings = Settings(data_dir=folder.resolve(), credentials=keys)
    listener = socket.create_server(("127.0.0.1", 0))
    app = Refusing(build_app(settings))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    running = asyncio.create_task(server.serve(sockets=[listener]))
    app.store = store = ObjectStore(folder, listener.getsockname()[1], server, running)
    try:
        yield store
    finally:
        await store.stop()
