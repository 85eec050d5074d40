"""Connections of a process: how many there may be, and who goes first when there are too many."""

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Protocol


@dataclass(frozen=True)
class ConnectionLimits:
    """What strangers may do with a connection before an application hears of them."""

    head_bytes: int = 32 * 1024
    fields: int = 100
    head_s: float = 10
    """How long the head of a request may take, and a new connection be silent."""
    overhead_bytes: int = 64 * 1024
    """What chunks may add to a body beside eight times its bytes."""
    pipelined: int = 16
    """Requests that wait behind the one that is being answered."""
    requests: int = 10_000
    """Requests that one connection serves."""
    refusal_s: float = 0.1
    """How long a refusal is held back."""
    linger_s: float = 3
    """How long bytes are thrown away that nobody waits for, so that the answer arrives."""
    stall_s: float = 30
    """How long a caller may take nothing of an answer."""
    connections: int = 4_000
    per_address: int | None = None
    """Connections of one address; None where all come from one proxy."""


@lru_cache(10_000)
def household(address: str) -> str:
    """What one sender has: an IPv4 address, or the 64 bits of IPv6 that a provider gives to one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(IPv6Network((int(found) >> 64 << 64, 64)))
    return str(found)


class Connection(Protocol):
    """What the crowd knows of a connection."""

    address: str

    @property
    def waits_since(self) -> float | None:
        """Since when it has waited for its sender; None while it is being answered."""

    def make_room(self) -> None: ...


class Crowd:
    """The connections of one server, by address.

    Over the limit, the connection that has waited longest for its sender makes room: of the address
    that has too many, or of the one that has most. Whoever sends whole requests is not sent away.
    """

    def __init__(self, limits: ConnectionLimits) -> None:
        self.limits = limits
        self._by_address: dict[str, set[Connection]] = {}
        self._count = 0

    def join(self, new: Connection) -> None:
        mine = self._by_address.setdefault(new.address, set())
        mine.add(new)
        self._count += 1
        if self.limits.per_address and len(mine) > self.limits.per_address:
            _longest_waiting(mine, new).make_room()
        elif self._count > self.limits.connections:
            most = max(self._by_address.values(), key=len)
            _longest_waiting(most, new).make_room()

    def leave(self, connection: Connection) -> None:
        mine = self._by_address.get(connection.address, set())
        if connection in mine:
            mine.remove(connection)
            self._count -= 1
        if not mine:
            self._by_address.pop(connection.address, None)


def _longest_waiting(connections: set[Connection], otherwise: Connection) -> Connection:
    waiting = [(c.waits_since, id(c), c) for c in connections if c.waits_since is not None]
    return min(waiting)[2] if waiting else otherwise
