"""A real gateway on a free port before real services on free ports, and clients with their keys."""

import os
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from gateway import main
from gateway.proxy.api.entrance import Gateway
from gateway.tokens.domain.keys import DEVELOPMENT_KID, generated_token_keys
from packs import PACKS_DIR
from packs.region import load_region
from tests.support.listening import listening
from tests.support.postgres import ServiceUrls

ISSUER = "https://gateway.test"
TOKEN_ENDPOINT = f"{ISSUER}/oauth/token"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def closed_port() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


class Program:
    """A client's side of OAuth: its key, its assertions."""

    def __init__(self, id: str, **facts: Any) -> None:
        self.id, self.facts = id, facts
        self.key = ECKey.generate_key("P-256", {"kid": f"{id}-1"})

    @property
    def jwks(self) -> dict[str, Any]:
        return {"keys": [{**self.key.as_dict(private=False), "kid": self.key.kid}]}

    def assertion(self, *, key: Any = None, header: Any = None, **claims: Any) -> str:
        now = int(time.time())
        body = {
            "iss": self.id,
            "sub": self.id,
            "aud": TOKEN_ENDPOINT,
            "exp": now + 60,
            "jti": str(uuid4()),
            **claims,
        }
        head = {"alg": "ES256", "kid": self.key.kid, **(header or {})}
        kept = {name: value for name, value in body.items() if value is not None}
        return str(jwt.encode(head, kept, key or self.key, algorithms=[head["alg"]]))

    def form(self, assertion: str | None = None, **more: str) -> dict[str, str]:
        return {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion or self.assertion(),
            **more,
        }


class World:
    """The gateway under test and who talks to it."""

    def __init__(self, app: Gateway, address: str, operator: Program, inside: str) -> None:
        self.app, self.address, self.operator, self.inside = app, address, operator, inside
        self.http = httpx.AsyncClient(base_url=address, trust_env=False, timeout=10)

    async def ask_token(self, program: Program, **form: str) -> httpx.Response:
        return await self.http.post("/oauth/token", data=program.form(**form))

    async def token(self, program: Program, **form: str) -> str:
        answer = await self.ask_token(program, **form)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def headers(self, program: Program, **form: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {await self.token(program, **form)}"}

    async def as_operator(self, method: str, path: str, body: object = None) -> httpx.Response:
        headers = await self.headers(self.operator)
        return await self.http.request(method, path, json=body, headers=headers)

    async def registered(
        self, org: str, *, scopes: list[str], person: dict[str, str] | None = None
    ) -> Program:
        """A new client of an organisation."""
        program = Program(f"client-{uuid4().hex[:12]}")
        body = {"org": org, "scopes": scopes, "person": person, "jwks": program.jwks}
        answer = await self.as_operator("PUT", f"/v1/clients/{program.id}", body)
        assert answer.status_code == 200, answer.text
        return program

    async def names_operator(self, person: str) -> None:
        """Bind the operator's client to a person, as the console does."""
        body = {
            "org": "operator",
            "scopes": sorted(load_region(PACKS_DIR, "tianjin").scopes("operator")),
            "person": {"id": person, "name": person},
            "jwks": self.operator.jwks,
        }
        answer = await self.as_operator("PUT", f"/v1/clients/{self.operator.id}", body)
        assert answer.status_code == 200, answer.text

    async def published_keys(self) -> KeySet:
        return KeySet.import_key_set((await self.http.get("/oauth/jwks")).json())


def variables(database_url: str, **more: str) -> dict[str, str]:
    """The gateway's environment in these tests: no rate limits, short times."""
    nowhere = closed_port()
    return {
        "ENVIRONMENT": "development",
        "DATABASE_URL": database_url,
        "PUBLIC_URL": ISSUER,
        "TOKEN_KEYS": generated_token_keys(DEVELOPMENT_KID),
        "ACCOUNTING_URL": nowhere,
        "CERTIFICATION_URL": nowhere,
        "REGISTRY_URL": nowhere,
        "MUTUAL_RECOGNITION_URL": nowhere,
        "CLIENT_RATE": "0",
        "ADDRESS_RATE": "0",
        "REVOCATION_POLL_S": "0.1",
        "AT_ONCE_PER_ORG": "200",
        "AT_ONCE_PER_CLIENT": "200",
        **more,
    }


@asynccontextmanager
async def running_gateway(
    urls: ServiceUrls, operator: Program, **more: str
) -> AsyncIterator[World]:
    with patch.dict(os.environ, variables(urls.url, **more)):
        app = main.api()
    async with (
        listening(app, app.state.connections) as address,
        listening(app.state.internal, lifespan="off") as inside,
    ):
        world = World(app, address, operator, inside)
        async with world.http:
            yield world
