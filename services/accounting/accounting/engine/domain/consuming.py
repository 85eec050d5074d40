"""Proves of large loops that they consume all that they make.

For M >= 0, some w >= 0 that is not 0 with Mw >= w means that M has an eigenvalue of 1 or more, so
that I - M has no inverse that is nowhere negative (Collatz and Wielandt). Floats look for w, and
integers check it: a proof, or nothing.
"""

import numpy as np

from accounting.engine.domain.loops import Loop
from accounting.engine.domain.refining import Integers, integers, places_of
from accounting.engine.domain.sweeps import Floats

_ROUNDS = 200
_FINE = 2.0**40


def consuming(loop: Loop) -> dict[int, int] | None:
    """Nodes that take all that they make of one another, each with the one that takes most of it.

    None where that is not proven: the loop may be productive, or very nearly so.
    """
    weights = np.array([float(amount) for amount in loop.amounts])
    found = np.ones(len(loop.wanted))
    for _ in range(_ROUNDS):
        # Floored to a grid, so that the integers of the proof stay small.
        whole = _closed(loop, weights, np.floor(found * _FINE))
        if whole.any() and _proven(loop, whole):
            return _users(loop, weights, whole)
        # The identity is added to M: on loops of even length its powers alone would swing for
        # ever.
        found = found + _taken(loop, weights, found)
        found /= found.max()
    return None


def _taken(loop: Loop, weights: Floats, made: Floats) -> Floats:
    """Mw."""
    taken = weights * made[loop.users]
    return np.asarray(np.bincount(loop.suppliers, taken, len(made)), np.float64)


def _closed(loop: Loop, weights: Floats, made: Floats) -> Floats:
    """Without the nodes of which the others take less than is made, until there is none."""
    while (short := (made > 0) & (_taken(loop, weights, made) < made)).any():
        made = np.where(short, 0.0, made)
    return made


def _proven(loop: Loop, made: Floats) -> bool:
    """Mw >= w, exactly."""
    whole: Integers = np.array(list(map(int, made.tolist())), object)
    places = places_of(loop.amounts)
    # Floats may flatter; what is told to the user as a fact is computed in integers.
    taken: Integers = np.zeros(len(whole), object)
    np.add.at(taken, loop.suppliers, integers(loop.amounts, places) * whole[loop.users])
    return bool((taken >= whole * 10**places).all())


def _users(loop: Loop, weights: Floats, made: Floats) -> dict[int, int]:
    """Of every node that makes something, the one that takes the most of it."""
    taken = weights * made[loop.users]
    most = np.lexsort((taken, loop.suppliers))
    users = dict(zip(loop.suppliers[most].tolist(), loop.users[most].tolist(), strict=True))
    return {node: users[node] for node in np.flatnonzero(made).tolist()}
