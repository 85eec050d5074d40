"""A partner that tries a PACT host from outside: over TLS, with a client of its own, and with an
address at which it takes what the host sends back."""

import asyncio
import base64
import json
import ssl
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tools.pilot.scenario import NotYet, eventually

CLIENT, SECRET = "tester", "a-secret-of-16-characters"
CREATED = {
    "3": "org.wbcsd.pact.ProductFootprint.RequestCreatedEvent.3",
    "2": "org.wbcsd.pathfinder.ProductFootprintRequest.Created.v1",
}
PUBLISHED = {
    "3": "org.wbcsd.pact.ProductFootprint.PublishedEvent.3",
    "2": "org.wbcsd.pathfinder.ProductFootprint.Published.v1",
}
_HERE = "127.0.0.1"


@dataclass
class Callbacks:
    """What the host sent to the partner: the path, and the event."""

    url: str
    received: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def answer_to(self, request: str) -> tuple[str, dict[str, Any]]:
        """The answer to the event of this id, once it is here."""

        async def attempt() -> tuple[str, dict[str, Any]]:
            for path, event in list(self.received):
                if event["data"].get("requestEventId") == request:
                    return path, event
            raise NotYet(f"no answer to {request}")

        found: tuple[str, dict[str, Any]] = await eventually(attempt)
        return found


@contextmanager
def callbacks() -> Iterator[Callbacks]:
    """A server that takes every event and knows no footprint."""
    taken = Callbacks("")

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.received.append((self.path, json.loads(body)))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((_HERE, 0), Receiver)
    taken.url = f"http://{_HERE}:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield taken
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Front:
    """What stands before the gateway in the world: it ends TLS, and passes everything on."""

    url: str
    trusts: ssl.SSLContext


@asynccontextmanager
async def front(folder: Path, gateway_port: int) -> AsyncIterator[Front]:
    files, trusts = _certificate(folder)
    ends = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ends.load_cert_chain(*files)

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            inner, outer = await asyncio.open_connection(_HERE, gateway_port)
            await asyncio.gather(_pump(reader, outer), _pump(inner, writer))

    server = await asyncio.start_server(passed_on, _HERE, 0, ssl=ends)
    async with server:
        yield Front(f"https://{_HERE}:{server.sockets[0].getsockname()[1]}", trusts)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(65_536):
            writer.write(piece)
            await writer.drain()
    writer.close()


def _certificate(folder: Path) -> tuple[tuple[Path, Path], ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _HERE)])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(_HERE))]), False)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "front.pem", folder / "front.key"
    chain.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return (chain, secret), ssl.create_default_context(cadata=chain.read_text("ascii"))


@dataclass
class Outsider:
    """The partner with what it learnt when it began, as the conformance service does."""

    url: str
    callbacks: Callbacks
    http: httpx.AsyncClient
    token_url: str = ""
    token: str = ""
    footprints: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    async def begin(self) -> None:
        """Find the token endpoint, obtain a token, list what there is in both versions."""
        known = await self.http.get(f"{self.url}/.well-known/openid-configuration")
        self.token_url = known.json()["token_endpoint"]
        self.token = (await self.asks_for_token(SECRET)).json()["access_token"]
        for version in ("2", "3"):
            listed = await self.get(f"/{version}/footprints")
            self.footprints[version] = listed.json()["data"]

    async def asks_for_token(
        self, secret: str, *, at: str | None = None, client: str = CLIENT
    ) -> httpx.Response:
        """With the host alone in `Host`, without its port, as the service sends it."""
        basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
        headers = {"Authorization": f"Basic {basic}", "Host": _HERE}
        form = {"grant_type": "client_credentials"}
        return await self.http.post(at or self.token_url, data=form, headers=headers)

    async def get(
        self, path: str, *, token: str | None = None, at: str | None = None
    ) -> httpx.Response:
        headers = {**self._bearer(token), "Content-Type": "application/json"}
        return await self.http.get(f"{at or self.url}{path}", headers=headers)

    async def sends(
        self,
        version: str,
        type: str,
        data: object,
        *,
        id: str | None = None,
        token: str | None = None,
        at: str | None = None,
    ) -> httpx.Response:
        event = {
            "type": type,
            "specversion": "1.0",
            "id": id or str(uuid4()),
            "source": self.callbacks.url,
            "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "data": data,
        }
        media = {"Content-Type": "application/cloudevents+json; charset=UTF-8"}
        url = f"{at or self.url}/{version}/events"
        return await self.http.post(url, json=event, headers={**self._bearer(token), **media})

    async def asks_for(self, version: str, products: list[str], id: str) -> httpx.Response:
        comment = "Please send PCF data for this year."
        v3 = {"productId": products, "comment": comment}
        data = v3 if version == "3" else {"pf": {"productIds": products}, "comment": comment}
        return await self.sends(version, CREATED[version], data, id=id)

    def _bearer(self, token: str | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {token or self.token}"}
