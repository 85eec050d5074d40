"""The order in which a product system is solved: users before their suppliers, loops together."""

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import chain, compress
from operator import attrgetter, not_
from typing import cast

import numpy as np

from accounting.engine.domain.loops import Numbers
from accounting.model.domain.system import FromProcess, ProductSystem, UnitProcess, WithBurden

Component = tuple[UnitProcess, ...]
"""One process, or all processes of a loop by identifier."""
_ID, _PROCESS = map(attrgetter, ("id", "process"))


def components(system: ProductSystem) -> tuple[Component, ...]:
    """Users before their suppliers, ties by identifier; the order of the input plays no part.

    Processes that supply one another form one component (strong components of the graph).
    """
    graph = Graph(system)
    return tuple(tuple(graph.processes[at] for at in places) for places in graph.components())


class Graph:
    """Processes by their places in the order of identifiers, and what they take of one another."""

    def __init__(self, system: ProductSystem) -> None:
        # Sorted by identifier: the order of the input may not move a digit of the result.
        self.processes: Sequence[UnitProcess] = sorted(system.processes, key=_ID)
        ordered = [sorted(process.exchanges, key=_ID) for process in self.processes]
        every = list(chain.from_iterable(ordered))
        owners = np.repeat(np.arange(len(ordered)), list(map(len, ordered)))
        inside = [type(exchange) is FromProcess for exchange in every]
        outside = list(map(not_, inside))
        self.supplies = cast(list[FromProcess], list(compress(every, inside)))
        """Process after process, each in the order of identifiers; so are the others."""
        self.users: Numbers = owners[inside]
        self.others = cast(list[WithBurden], list(compress(every, outside)))
        self.other_owners: Numbers = owners[outside]
        place = {process.id: at for at, process in enumerate(self.processes)}
        taken = list(map(place.__getitem__, map(_PROCESS, self.supplies)))
        self.suppliers: Numbers = np.array(taken, np.intp)
        self.first = self._first_of_component()

    def components(self) -> list[list[int]]:
        """The places of each component; Kahn's order, where the first place breaks ties."""
        users, suppliers = self.first[self.users], self.first[self.suppliers]
        apart = users != suppliers
        members: dict[int, list[int]] = {}
        for at, name in enumerate(self.first.tolist()):
            members.setdefault(name, []).append(at)
        # Sets, since a user that takes from a supplier twice waits for it once.
        behind: dict[int, set[int]] = {name: set() for name in members}
        for user, supplier in zip(users[apart].tolist(), suppliers[apart].tolist(), strict=True):
            behind[user].add(supplier)
        waiting = dict.fromkeys(members, 0)
        for name in chain.from_iterable(behind.values()):
            waiting[name] += 1
        ready = sorted(name for name, count in waiting.items() if count == 0)
        order: list[list[int]] = []
        while ready:
            name = heappop(ready)
            order.append(members[name])
            for supplier in behind[name]:
                waiting[supplier] -= 1
                if waiting[supplier] == 0:
                    # A heap gives the smallest of those that wait, where a queue would give the
                    # first that came.
                    heappush(ready, supplier)
        return order

    def _first_of_component(self) -> Numbers:
        """The smallest place in the component of each process."""
        # Imported late: systems without supplies between processes never need it, and it is slow
        # to load.
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        count = len(self.processes)
        links = (np.ones(len(self.users)), (self.users, self.suppliers))
        graph = csr_array(links, shape=(count, count))
        _, labels = connected_components(graph, connection="strong")
        # The library's labels depend on its walk; the smallest place in each component does not.
        _, first = np.unique(labels, return_index=True)
        found: Numbers = first[labels]
        return found
