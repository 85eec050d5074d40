"""A gateway that takes two operators for every decision, and the two."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.gateway.world import Program, World

ENTERPRISE = "91120116MA0000007N"


@dataclass
class Office:
    """A gateway that takes two, and its two operators."""

    world: World
    second: Program

    async def asks(self, who: Program, method: str, path: str, body: Any = None) -> Any:
        headers = await self.world.headers(who)
        return await self.world.http.request(method, path, json=body, headers=headers)

    async def first(self, method: str, path: str, body: Any = None) -> Any:
        return await self.asks(self.world.operator, method, path, body)

    async def other(self, method: str, path: str, body: Any = None) -> Any:
        return await self.asks(self.second, method, path, body)

    async def confirms(self, proposed: Any) -> Any:
        return await self.other("POST", f"{proposed.headers['location']}/confirmation")

    async def registered(self) -> Program:
        program = Program(f"two-{uuid4().hex[:8]}")
        proposed = await self.first("PUT", f"/v1/clients/{program.id}", registration(program))
        assert (await self.confirms(proposed)).status_code == 201
        return program


def registration(program: Program, **changes: Any) -> dict[str, Any]:
    body = {"org": ENTERPRISE, "scopes": ["products.read"], "jwks": program.jwks}
    return {**body, **changes}
