"""An authorization server for tests: publishes keys over HTTP and signs access tokens with them."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from packs import PACKS_DIR
from packs.region import load_region

ISSUER = "http://127.0.0.1:8080"


class Issuer:
    """Signs tokens with the scopes that the region gives a role, unless told otherwise."""

    def __init__(self) -> None:
        self.key = ECKey.generate_key("P-256", {"kid": "test-1", "use": "sig", "alg": "ES256"})
        self.jwks_url = ""
        self._region = load_region(PACKS_DIR, "tianjin")

    def token(
        self,
        org: str,
        role: str,
        *,
        person: str | None = None,
        scopes: str | None = None,
        key: ECKey | None = None,
        header: dict[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        granted = " ".join(sorted(self._region.scopes(role))) if scopes is None else scopes
        now = int(time.time())
        body = {
            "iss": ISSUER,
            "aud": "tanbiao",
            "sub": f"client-{org}-{person or 'system'}",
            "org": org,
            "role": role,
            "scope": granted,
            "iat": now,
            "exp": now + 600,
            **({"person": person} if person else {}),
            **claims,
        }
        signer = key or self.key
        head = {"alg": "ES256", "typ": "at+jwt", "kid": signer.kid or "test-1", **(header or {})}
        return str(jwt.encode(head, body, signer))

    def headers(self, org: str, role: str, **options: Any) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(org, role, **options)}"}


@contextmanager
def serve_issuer() -> Iterator[Issuer]:
    """A running issuer; its keys are at `jwks_url`."""
    issuer = Issuer()
    keys = json.dumps({"keys": [issuer.key.as_dict(private=False)]}).encode()

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(keys)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    issuer.jwks_url = f"http://127.0.0.1:{server.server_port}/jwks"
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
