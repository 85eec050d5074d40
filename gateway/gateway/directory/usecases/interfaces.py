"""The directory of interfaces: every service's OpenAPI document in one, kept for a minute."""

import asyncio
import time
from collections.abc import Callable, Mapping

from pydantic import JsonValue

from gateway.directory.domain.catalog import linkset
from gateway.directory.domain.interfaces import Document, ScopeOf, aggregate
from gateway.directory.domain.operations import Operation, operations
from gateway.directory.domain.refusals import ServiceNotInDirectory
from gateway.directory.remote import openapi_documents

_OWN = "gateway"
_FRESH_S = 60.0
_INCOMPLETE_FRESH_S = 5.0
"""How soon to ask again when a service did not answer."""


class Directory:
    """Asks the services when the last answer is old; one that is down keeps its last document."""

    def __init__(
        self,
        addresses: Mapping[str, str],
        *,
        own: Callable[[], Document],
        scope_of: ScopeOf,
        public_url: str,
        version: str,
    ) -> None:
        self._addresses, self._own, self._scope_of = addresses, own, scope_of
        self._public_url, self._version = public_url, version
        self._known: dict[str, Document] = {}
        self._made: dict[str | None, dict[str, JsonValue]] = {}
        self._listed: dict[str | None, list[Operation]] = {}
        """What was made of the documents; both are forgotten when the services are asked again."""
        self._fresh_until = float("-inf")
        self._asking = asyncio.Lock()

    @property
    def services(self) -> list[str]:
        return sorted([*self._addresses, _OWN])

    def catalog(self) -> dict[str, list[dict[str, object]]]:
        return linkset(self.services, self._public_url)

    async def document(self, service: str | None = None) -> dict[str, JsonValue]:
        """Of one service, or of all. Raises `ServiceNotInDirectory`."""
        if service not in (None, *self.services):
            raise ServiceNotInDirectory(name=service)
        async with self._asking:
            if time.monotonic() >= self._fresh_until:
                found = await openapi_documents(self._addresses)
                self._known |= {**found, _OWN: self._own()}
                complete = found.keys() == self._addresses.keys()
                wait = _FRESH_S if complete else _INCOMPLETE_FRESH_S
                self._fresh_until = time.monotonic() + wait
                self._made, self._listed = {}, {}
        if service not in self._made:
            self._made[service] = aggregate(
                {name: of for name, of in self._known.items() if service in (None, name)},
                scope_of=self._scope_of,
                public_url=self._public_url,
                version=self._version,
            )
        return self._made[service]

    async def operations(self, service: str | None = None) -> list[Operation]:
        """Of one service, or of all, for people. Raises `ServiceNotInDirectory`."""
        document = await self.document(service)
        if service not in self._listed:
            self._listed[service] = operations(document, self._public_url)
        return self._listed[service]
