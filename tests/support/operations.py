"""Every operation of every service, asked without a database, a bus or a token."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
from fastapi import FastAPI

from chassis.access import PUBLIC
from chassis.auth import Caller
from tools.fleet import GATEWAY, SERVICES, Service
from tools.generate.openapi import application

METHODS = ("get", "put", "post", "patch", "delete")


class AdmitsAll:
    """Verifies nothing: whoever comes holds every scope of the service."""

    def __init__(self, scopes: frozenset[str]) -> None:
        self._caller = Caller("walker", "walker", "operator", scopes)

    async def verify_after_rotation(self, _: str) -> Caller:
        return self._caller


@dataclass(frozen=True)
class Operation:
    """One method of one path, and what the OpenAPI document says of it."""

    service: str
    method: str
    path: str
    said: Mapping[str, Any] = field(hash=False, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def address(self) -> str:
        """Its path with something in the place of every parameter."""
        return re.sub(r"{[^}]*}", "x", self.path)

    @property
    def media_types(self) -> list[str]:
        return list(self.said.get("requestBody", {}).get("content", {}))

    def parameters(self, place: str) -> list[Mapping[str, Any]]:
        """What it declares itself, and the fields that all operations share."""
        found = [self.resolved(p) for p in self.said.get("parameters", ())]
        return [p for p in found if p["in"] == place]

    def answer(self, status: str) -> Mapping[str, Any]:
        """What is said of the answers of a status."""
        return self.resolved(self.said["responses"][status])

    def resolved(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        """A part of the document, or what it refers to."""
        if "$ref" not in part:
            return part
        kind, name = part["$ref"].split("/")[-2:]
        found: Mapping[str, Any] = app_of(self.service).openapi()["components"][kind][name]
        return found

    @property
    def standard(self) -> str | None:
        """What rules over the undeclared, if not the platform."""
        found: str | None = app_of(self.service).state.access.standard(self.method, self.path)
        return found

    async def ask(self, query: str = "", **options: Any) -> httpx.Response:
        """The answer of the real application to a caller who may do everything."""
        transport = httpx.ASGITransport(app_of(self.service), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://walk") as client:
            headers = {"Authorization": "Bearer walk", **options.pop("headers", {})}
            address = f"{self.address}?{query}" if query else self.address
            return await client.request(self.method, address, headers=headers, **options)


@cache
def app_of(service: str) -> FastAPI:
    """The application of a service, which admits everybody."""
    found = {each.name: each for each in SERVICES}[service]
    app = _own(found)
    scopes = frozenset(rule.scope for rule in app.state.access.rules.values()) - {PUBLIC}
    app.state.tokens = AdmitsAll(scopes)
    return app


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation of every service."""
    return tuple(found for service in SERVICES for found in _of(service))


def schemas_of(service: str) -> Mapping[str, Any]:
    """The named schemas of a service's document."""
    found: Mapping[str, Any] = app_of(service).openapi()["components"]["schemas"]
    return found


def _of(service: Service) -> Iterator[Operation]:
    for path, item in app_of(service.name).openapi()["paths"].items():
        for method in METHODS:
            if method in item:
                yield Operation(service.name, method.upper(), path, item[method])


def _own(service: Service) -> FastAPI:
    found: Any = application(service.package)
    app: FastAPI = found._own if service is GATEWAY else found
    return app
