"""Whether what is public is still what it was: asked of the database for each request.

Requests that come at the same time share one question. Each is answered by a question that began
after it came, so that no process shows what was superseded before it was asked.
"""

import asyncio
from dataclasses import dataclass, field

from sqlalchemy import select

from chassis.database import Database
from registry.identities.usecases.documents import NEWEST as NEWEST_DOCUMENT
from registry.proofs.usecases.anchors import Anchors
from registry.representations.domain.kept import Shelf
from registry.status.usecases.lists import NEWEST as NEWEST_LIST

_ROOM = 64 * 1024 * 1024
_LONGEST_S = 2
_STATE = select(NEWEST_LIST.scalar_subquery(), NEWEST_DOCUMENT.scalar_subquery())
State = tuple[int | None, int | None, bool]
"""The leaves of the newest edition and of the newest document, and whether the register holds."""


@dataclass
class Epoch:
    """All that was made while what is public stayed the same."""

    state: State
    anchors: Anchors = field(default_factory=Anchors)
    shelf: Shelf = field(default_factory=lambda: Shelf(_ROOM))


class Newest:
    """The present epoch of one process."""

    def __init__(self, database: Database) -> None:
        # Connections of its own: the question waits behind no look-up that is made anew.
        self._apart = database.apart(1, longest_s=_LONGEST_S)
        self._memory = database.memory
        self._epoch = Epoch((None, None, False))
        self._under_way: asyncio.Task[Epoch] | None = None
        self._next: asyncio.Task[Epoch] | None = None

    async def now(self) -> Epoch:
        """The epoch of this moment; raises what the database raises."""
        if self._next is None:
            self._next = asyncio.create_task(self._after(self._under_way))
        # One caller who goes away takes the answer from no other.
        return await asyncio.shield(self._next)

    async def _after(self, earlier: asyncio.Task[Epoch] | None) -> Epoch:
        """Ask once the earlier question is answered: it began before these callers came."""
        if earlier:
            await asyncio.wait([earlier])
        self._under_way, self._next = self._next, None
        state = await self._read()
        if state != self._epoch.state:
            self._epoch = Epoch(state)
        return self._epoch

    async def _read(self) -> State:
        async with self._apart.transaction() as tx:
            lists, documents = (await tx.execute(_STATE)).one()
            held = self._memory is not None and await self._memory.was_older(tx)
            return lists, documents, held
