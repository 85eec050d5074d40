"""The order in which a product system is solved: users before their suppliers, loops together."""

from collections.abc import Mapping
from heapq import heappop, heappush

from accounting.domain.system import FromProcess, ProductSystem, UnitProcess

Component = tuple[UnitProcess, ...]
"""One process, or all processes of a loop by identifier."""


def solving_order(system: ProductSystem) -> tuple[UnitProcess, ...]:
    """Every process, users before their suppliers but where they supply one another."""
    return tuple(process for component in components(system) for process in component)


def components(system: ProductSystem) -> tuple[Component, ...]:
    """Users before their suppliers, ties by identifier; the order of the input plays no part.

    Processes that supply one another form one component (Tarjan's strong components).
    """
    suppliers = {
        process.id: sorted({e.process for e in process.exchanges if isinstance(e, FromProcess)})
        for process in sorted(system.processes, key=lambda process: process.id)
    }
    member_of = _strong_components(suppliers)
    groups: dict[str, list[str]] = {}
    for id in suppliers:
        groups.setdefault(member_of[id], []).append(id)
    ordered = _sorted_groups(groups, suppliers, member_of)
    return tuple(tuple(system.by_id[id] for id in groups[name]) for name in ordered)


def is_loop(component: Component) -> bool:
    """Several processes, or one that takes from itself."""
    first = component[0]
    return len(component) > 1 or any(supply.process == first.id for supply in first.supplies())


def _sorted_groups(
    groups: Mapping[str, list[str]],
    suppliers: Mapping[str, list[str]],
    member_of: Mapping[str, str],
) -> list[str]:
    """Kahn's order over the components; the first identifier of each breaks ties."""
    behind = {
        name: {member_of[s] for id in ids for s in suppliers[id]} - {name}
        for name, ids in groups.items()
    }
    users = dict.fromkeys(groups, 0)
    for names in behind.values():
        for name in names:
            users[name] += 1
    ready = sorted(name for name, count in users.items() if count == 0)
    order: list[str] = []
    while ready:
        order.append(name := heappop(ready))
        for supplier in sorted(behind[name]):
            users[supplier] -= 1
            if users[supplier] == 0:
                heappush(ready, supplier)
    return order


def _strong_components(suppliers: Mapping[str, list[str]]) -> dict[str, str]:
    """The smallest identifier of the component that each process belongs to.

    Tarjan (1972), with a stack of its own because a supply chain can be thousands deep.
    """
    found: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_ids: list[str] = []
    named: dict[str, str] = {}
    for root in suppliers:
        if root in found:
            continue
        path = [(root, iter(suppliers[root]))]
        found[root] = lowest[root] = len(found)
        open_ids.append(root)
        while path:
            id, rest = path[-1]
            step = next(rest, None)
            if step is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[id])
                if lowest[id] == found[id]:
                    _close(id, open_ids, named)
            elif step not in found:
                found[step] = lowest[step] = len(found)
                open_ids.append(step)
                path.append((step, iter(suppliers[step])))
            elif step not in named:
                lowest[id] = min(lowest[id], found[step])
    return named


def _close(id: str, open_ids: list[str], named: dict[str, str]) -> None:
    """Everything opened since `id` belongs to its component."""
    members = open_ids[open_ids.index(id) :] if open_ids[-1] != id else [id]
    del open_ids[-len(members) :]
    named.update(dict.fromkeys(members, min(members)))
