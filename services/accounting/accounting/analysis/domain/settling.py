"""What products come to in samples, suppliers before users, all samples of a block at once.

A loop is gone round until the products that are taken before they are known move no more.
"""

import math
from collections.abc import Sequence

import numpy as np

from accounting.analysis.domain.layout import Floats, Indices, Stretch
from chassis.refusals import Invalid

Turn = tuple[Floats, Indices, Floats, Floats]
"""Of a product its values, their sources, their weights, and room for the terms."""

_ROUNDS = 1_000
_SETTLED = 1e-10
"""What may be left to move, as a share of the footprint."""


class LoopUnsettled(Invalid):
    """A sample drew a loop that consumes more than it makes."""

    zh = "抽样中环路消耗不少于产出,分布没有意义;请收窄环内各项的不确定度评分。"
    en = (
        "In a sample a loop consumes all that it makes, so there is no distribution; narrow the "
        "scores of the exchanges in the loop."
    )


def settle(stretch: Stretch, weights: Floats, values: Floats) -> None:
    """Fill in the products of a stretch. Raises `LoopUnsettled`.

    Changes, as shares of where the loop began, go from no product to another with more than they
    were. So a round leaves out the products that carry so little of the footprint that what still
    moves is nothing to it.
    """
    turns = _turns(stretch, weights, values)
    now, before, moved = turns, values[stretch.early], math.inf
    # Changes are measured against where the loop began; 0 has no share, so it counts as 1.
    start = np.where(before == 0, 1.0, np.abs(before))
    for _ in range(_ROUNDS):
        _go_round(now, values)
        after = values[stretch.early]
        # A sample that drew more than it makes grows without end, and no number may come of it.
        if not np.isfinite(after).all():
            break
        last, moved = moved, float(np.max(np.abs(after - before) / start, initial=0.0))
        moves = stretch.shares * _to_come(moved, last) > _SETTLED
        if not moves.any():
            return
        # Rounds get shorter: what no longer moves the footprint is left out of the next one.
        now = [turns[at] for at in np.flatnonzero(moves)]
        before = after
    raise LoopUnsettled


def _turns(stretch: Stretch, weights: Floats, values: Floats) -> list[Turn]:
    space = np.empty((stretch.widest, values.shape[1]))
    return [
        (values[step.target], step.sources, weights[step.span], space[: len(step.sources)])
        for step in stretch.steps
    ]


def _go_round(turns: Sequence[Turn], values: Floats) -> None:
    """Fill in one product after the other; what has no end comes to infinity."""
    with np.errstate(over="ignore", invalid="ignore"):
        for own, sources, weights, terms in turns:
            values.take(sources, 0, terms, "clip")  # Any other mode copies once more.
            np.multiply(weights, terms, terms)
            np.add.reduce(terms, axis=0, out=own)


def _to_come(moved: float, last: float) -> float:
    """What products may move yet, if every round moves less than the one before, as now."""
    if moved == 0:
        return 0.0
    # A geometric series: if every round moves q times the one before, 1 / (1 - q) is still to
    # come.
    return moved / (1 - moved / last) if moved < last < math.inf else math.inf
