"""Solves loops: what every node must deliver when nodes take from one another.

Larger loops are refined (`refining.py`), to the same digits, or proven to have no solution
(`consuming.py`). Small ones, and those that floats cannot get hold of, are eliminated here.

Sparse elimination on decimals in a fixed order. The matrix I - A of a loop that makes more than
it consumes is an M-matrix, so every pivot is above 0 whatever the order, no pivoting is needed,
and every delivery is 0 or more; a pivot that is not above 0 proves the loop has no solution.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from heapq import heapify, heappop, heappush

from accounting.engine.domain.consuming import consuming
from accounting.engine.domain.loops import Loop
from accounting.engine.domain.refining import refined
from accounting.values.domain.numbers import EXACT
from chassis.refusals import Invalid

Takes = Sequence[Mapping[int, Decimal]]
"""What one unit of each node takes of others."""

_WORKING = Context(
    prec=100, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow]
)
"""Twice the digits of a result, so that rounding within the elimination cannot reach it."""
_FEW = 32
"""Up to so many nodes, elimination is quicker than to begin with refinement."""
_SMALLEST_PIVOT = Decimal("1e-30")
_MOST_STEPS = 4_000_000
"""Some four seconds: as many as some 230 products take that all take from one another."""


class LoopTooEntangled(Invalid):
    """A loop that nearly consumes all that it makes, of more links than can be eliminated."""

    zh = (
        "环内 {nodes} 个产品以 {links} 条联系相互供应,且消耗几乎等于产出,求解步数超过上限 {limit}。"
        "请核对环内各项数量与损耗率,或将相互供应的过程合并后重新提交。"
    )
    en = (
        "{nodes} products supply one another by {links} links and consume nearly all that they "
        "make; solving that takes more than {limit} steps. Check the amounts and losses inside "
        "the loop, or describe processes that supply one another as one."
    )


class Unproductive(Exception):
    """The loop consumes all that it makes; `path` is one circle of it."""

    def __init__(self, path: tuple[int, ...]) -> None:
        super().__init__(path)
        self.path = path


def solve(loop: Loop) -> list[Decimal]:
    """What each node delivers, to itself and its loop included, for what is wanted outside.

    Raises `Unproductive`, `LoopTooEntangled`.
    """
    if len(loop.wanted) <= _FEW:
        return eliminated(loop)
    found = refined(loop)
    # The proof is tried only after refinement, since most loops that floats cannot solve are
    # neither.
    if found is None and (users := consuming(loop)):
        raise Unproductive(_circle_among(users, _takes(loop)))
    return eliminated(loop, most_steps=_MOST_STEPS) if found is None else found


def eliminated(loop: Loop, *, most_steps: int | None = None) -> list[Decimal]:
    """The same by elimination, which names the circle of a loop without a solution.

    Raises `Unproductive`, and `LoopTooEntangled` when it takes more than so many steps.
    """
    return _Elimination(loop, most_steps).run()


class _Elimination:
    """Removes one node after the other, the least connected first, and substitutes back."""

    def __init__(self, loop: Loop, most_steps: int | None) -> None:
        nodes = range(len(loop.wanted))
        self.links, self.most, self.steps = len(loop.amounts), most_steps, 0
        self.original, self.takes = _takes(loop), _takes(loop)
        self.users: list[set[int]] = [set() for _ in nodes]
        for user, row in enumerate(self.takes):
            for supplier in row:
                self.users[supplier].add(user)
        self.wanted = list(loop.wanted)
        self.queue = [(self.cost(node), node) for node in nodes]
        heapify(self.queue)

    def cost(self, node: int) -> int:
        """Links that removing the node could add (Markowitz)."""
        return len(self.takes[node]) * len(self.users[node])

    def run(self) -> list[Decimal]:
        steps: list[tuple[int, Decimal, dict[int, Decimal]]] = []
        gone: set[int] = set()
        while self.queue:
            cost, node = heappop(self.queue)
            if node in gone:
                continue
            # The costs of neighbours change as nodes go; an old entry is put back instead of
            # being searched for.
            if (now := self.cost(node)) > cost:
                heappush(self.queue, (now, node))
                continue
            gone.add(node)
            steps.append((node, *self.remove(node, gone)))
        solved = [Decimal(0)] * len(self.wanted)
        for node, own, shares in reversed(steps):
            value = own
            for user, share in shares.items():
                value = _WORKING.fma(share, solved[user], value)
            solved[node] = value
        return [EXACT.plus(value) for value in solved]

    def count(self, steps: int) -> None:
        """The steps are those of the loop, not of a clock: every machine refuses the same loops."""
        self.steps += steps
        if self.most is not None and self.steps > self.most:
            raise LoopTooEntangled(nodes=len(self.wanted), links=self.links, limit=self.most)

    def remove(self, node: int, gone: set[int]) -> tuple[Decimal, dict[int, Decimal]]:
        """The node's delivery as a constant plus a share of each remaining user's delivery."""
        row = self.takes[node]
        pivot = _WORKING.subtract(Decimal(1), row.pop(node, Decimal(0)))
        self.users[node].discard(node)
        # Exactly 0 is what the proof needs; below 1e-30 a typing error is likelier than such a
        # process.
        if pivot <= _SMALLEST_PIVOT:
            raise Unproductive(circle(node, self.original, within=gone))
        own = _WORKING.divide(self.wanted[node], pivot)
        shares = {
            user: _WORKING.divide(self.takes[user].pop(node), pivot)
            for user in sorted(self.users[node])
        }
        # Sorted, because sets have no order and rounding depends on it.
        self.count(len(row) * len(shares))
        for supplier in sorted(row):
            amount = row[supplier]
            self.users[supplier].discard(node)
            self.wanted[supplier] = _WORKING.fma(amount, own, self.wanted[supplier])
            for user, share in shares.items():
                before = self.takes[user].get(supplier, Decimal(0))
                self.takes[user][supplier] = _WORKING.fma(amount, share, before)
                self.users[supplier].add(user)
        for near in sorted({*row, *shares}):
            heappush(self.queue, (self.cost(near), near))
        return own, shares


def _takes(loop: Loop) -> list[dict[int, Decimal]]:
    """What one unit of each node takes of others."""
    takes: list[dict[int, Decimal]] = [{} for _ in loop.wanted]
    links = zip(loop.users.tolist(), loop.suppliers.tolist(), loop.amounts, strict=True)
    for user, supplier, amount in links:
        if amount:
            takes[user][supplier] = amount
    return takes


def _circle_among(users: Mapping[int, int], takes: Takes) -> tuple[int, ...]:
    """A circle of nodes that take all of one another: from user to user, until one comes again."""
    node, seen = min(users), set[int]()
    while node not in seen:
        seen.add(node)
        node = users[node]
    return circle(node, takes, within=users)


def circle(start: int, takes: Takes, *, within: Iterable[int]) -> tuple[int, ...]:
    """The shortest way from a node back to itself, written from its first name."""
    allowed = set(within)
    came_from: dict[int, int] = {}
    # Breadth first gives the shortest circle, which is the one that a person can check.
    edge = [start]
    while edge and start not in came_from:
        ahead: list[int] = []
        for user in edge:
            for supplier in sorted(takes[user]):
                if supplier in allowed and supplier not in came_from:
                    came_from[supplier] = user
                    ahead.append(supplier)
        edge = ahead
    path = [start]
    while (before := came_from[path[-1]]) != start:
        path.append(before)
    path.reverse()
    # From its smallest name, so that the same circle reads the same wherever the search began.
    first = path.index(min(path))
    turned = [*path[first:], *path[:first]]
    return (*turned, turned[0])
