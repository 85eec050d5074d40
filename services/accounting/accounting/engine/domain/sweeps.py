"""Solves loops in floats: sweeps from users to suppliers, repeated for what goes back.

Ordered so that nearly every user stands before its suppliers, the matrix I - M of a loop is lower
triangular but for the few links that close circles. The triangle is solved at once; what the
closing links want then is the right side of the next sweep. As M >= 0, each sweep gets nearer by
at least as much as a term of the series I + M + M^2 + ... would (Varga, regular splittings).
"""

from typing import Self

import numpy as np
from numpy.typing import NDArray

from accounting.engine.domain.loops import Numbers

Floats = NDArray[np.float64]

_FEW = 500
"""Up to so many nodes, what goes back fills in little and is solved with the triangle."""
_MOST = 1_000
"""Sweeps after which a loop is left to other means."""


class Sweeps:
    """(I - M)^-1 for M of which users stand before suppliers, nearly always."""

    def __init__(self, users: Numbers, suppliers: Numbers, weights: Floats, nodes: int) -> None:
        from scipy.sparse import csc_array
        from scipy.sparse.linalg import splu

        # In a small loop the links that go back fill in little, and one solution needs no sweeps.
        back = (users > suppliers) & (nodes > _FEW)
        on, one = ~back, np.arange(nodes)
        triangle = csc_array(
            (
                np.concatenate([np.ones(nodes), -weights[on]]),
                (np.concatenate([one, suppliers[on]]), np.concatenate([one, users[on]])),
            ),
            shape=(nodes, nodes),
        )
        self._solve = splu(
            # The order is chosen already; another permutation would undo it and fill the factors
            # in.
            triangle,
            permc_spec="NATURAL",
            diag_pivot_thresh=0.0,
            options={"SymmetricMode": True},
        ).solve
        self._users, self._suppliers, self._weights = users[back], suppliers[back], weights[back]

    @classmethod
    def of(cls, users: Numbers, suppliers: Numbers, weights: Floats, nodes: int) -> Self | None:
        """None where a node takes exactly all that it makes."""
        try:
            return cls(users, suppliers, weights, nodes)
        # A singular triangle: a node takes all it makes, and whether the loop may is settled
        # elsewhere.
        except RuntimeError:
            return None

    def __call__(self, right: Floats, *, enough: float) -> Floats | None:
        """The solution, until a sweep adds less than a share of `enough`; None where none does."""
        term = self._solve(right)
        found: Floats = term.copy()
        for _ in range(_MOST):
            wanted = self._weights * term[self._users]
            term = self._solve(np.bincount(self._suppliers, wanted, len(right)))
            found += term
            # Written so that a comparison with a NaN ends the sweeps as well.
            if not (np.abs(term) > enough * np.abs(found)).any():
                return found if np.isfinite(found).all() else None
        return None


def users_first(users: Numbers, suppliers: Numbers, nodes: int) -> Numbers:
    """The nodes in an order in which only links that close a circle go back.

    That is the reverse of the order in which a depth-first walk leaves them; it starts from one
    more node that takes from all.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import depth_first_order

    every = np.arange(nodes)
    # A node that takes from all, or the walk would see only what the first one reaches.
    links = (np.append(users, np.full(nodes, nodes)), np.append(suppliers, every))
    graph = csr_array((np.ones(len(links[0])), links), shape=(nodes + 1, nodes + 1))
    entered, came_from = depth_first_order(graph, nodes)
    order, before = entered.tolist(), came_from.tolist()
    depth, below = [0] * (nodes + 1), [1] * (nodes + 1)
    for node in order[1:]:
        depth[node] = depth[before[node]] + 1
    for node in order[:0:-1]:
        below[before[node]] += below[node]
    # Leaving times by arithmetic: the library tells only in which order the walk entered.
    left = np.arange(nodes + 1) - np.array(depth)[entered] + np.array(below)[entered]
    found: Numbers = entered[np.argsort(-left)]
    return found[1:]
