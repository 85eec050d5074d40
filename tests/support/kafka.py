"""A real Kafka broker for tests: one per run, with topics and users made per test."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from tests.support.ports import free_block
from tools.local import Access, Broker, BusUser, Passwords, Topic
from tools.local.kafka_admin import prepare
from tools.local.process import Options


class Bus:
    """A running broker; `restart` and `kill` work on a broker of our own only."""

    def __init__(self, admin: Access, own: Broker | None = None) -> None:
        self.admin = admin
        self._own = own

    @property
    def bootstrap(self) -> str:
        return self.admin.bootstrap

    async def topic(self, name: str | None = None, partitions: int = 3) -> str:
        """Create a topic, with a name that nobody else uses unless one is given."""
        topic = Topic(name or f"test.{uuid4().hex}", partitions)
        await prepare(self.admin, [topic], [])
        return topic.name

    async def topics(self, topics: Sequence[Topic]) -> None:
        """Create topics of known names, such as those of the contracts."""
        await prepare(self.admin, topics, [])

    async def user(
        self,
        produces: Sequence[str] = (),
        consumes: Sequence[str] = (),
        name: str | None = None,
        follows: Sequence[str] = (),
    ) -> Access:
        """Create a SCRAM user with just these rights; its group is its user name."""
        name = name or f"user-{uuid4().hex}"
        user = BusUser(
            name, f"password-of-{name}", tuple(produces), tuple(consumes), tuple(follows)
        )
        await prepare(self.admin, [], [user])
        return self.admin.as_user(user.name, user.password)

    async def start(self) -> None:
        await self._broker.start()

    async def stop(self) -> None:
        await self._broker.stop()

    async def restart(self) -> None:
        await self._broker.restart()

    async def kill(self) -> None:
        """End the broker as `kill -9` does; `start` brings it back on its port and data."""
        await self._broker.kill()

    @property
    def _broker(self) -> Broker:
        assert self._own, "this broker is shared with others; use the fixture own_broker"
        return self._own


@asynccontextmanager
async def running_broker(folder: Path) -> AsyncIterator[Bus]:
    """A broker of our own that ends with the block."""
    passwords = Passwords(folder / "kafka.passwords.json")
    broker = Broker(folder / "kafka", passwords, Options(free_block()))
    await broker.start()
    try:
        yield Bus(broker.admin, broker)
    finally:
        await broker.stop()


def shared_broker() -> Bus | None:
    """The running broker that TANBIAO_TEST_KAFKA names, as kafka://admin:password@host:port."""
    url = os.environ.get("TANBIAO_TEST_KAFKA")
    return Bus(Access.parse(url)) if url else None
