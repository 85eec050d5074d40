"""The order in which a product system is solved: users before their suppliers."""

from collections.abc import Mapping
from heapq import heappop, heappush

from accounting.domain.system import ProductSystem, UnitProcess
from chassis.refusals import Invalid


class ProcessesFormCycle(Invalid):
    """Processes supply one another in a circle, so their order cannot be found."""

    zh = "单元过程互相供应形成环:{cycle}。请断开其中一条供应关系。"
    en = "The processes supply one another in a circle: {cycle}. Break one of these links."


def solving_order(system: ProductSystem) -> tuple[UnitProcess, ...]:
    """Users before their suppliers, ties by identifier; the order of the input plays no part.

    Raises `ProcessesFormCycle` naming the circle.
    """
    users = _user_counts(system)
    ready = sorted(id for id, count in users.items() if count == 0)
    order: list[UnitProcess] = []
    while ready:
        process = system.by_id[heappop(ready)]
        order.append(process)
        for supply in process.supplies():
            users[supply.process] -= 1
            if users[supply.process] == 0:
                heappush(ready, supply.process)
    if len(order) < len(users):
        raise ProcessesFormCycle(cycle=" → ".join(_cycle(system, users)))
    return tuple(order)


def _user_counts(system: ProductSystem) -> dict[str, int]:
    counts = {process.id: 0 for process in system.processes}
    for process in system.processes:
        for supply in process.supplies():
            counts[supply.process] += 1
    return counts


def _cycle(system: ProductSystem, users: Mapping[str, int]) -> list[str]:
    """One circle among the processes that could not be ordered, written from its first name.

    Each of them still has a user that could not be ordered either, so walking from user to user
    must come back to a process already passed.
    """
    stuck = sorted((id for id, count in users.items() if count > 0), reverse=True)
    user_of = {supply.process: user for user in stuck for supply in system.by_id[user].supplies()}
    passed: dict[str, None] = {}
    at = stuck[-1]
    while at not in passed:
        passed[at] = None
        at = user_of[at]
    path = list(passed)
    circle = path[path.index(at) :][::-1]
    start = circle.index(min(circle))
    return [*circle[start:], *circle[:start], circle[start]]
