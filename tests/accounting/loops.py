"""Loops whose nodes have names, for the functions that know them by numbers."""

from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

from accounting.engine.domain import refining, solving
from accounting.engine.domain.loops import Loop

Node = TypeVar("Node", bound=Hashable)
Takes = Mapping[Node, Mapping[Node, Decimal]]
"""What one unit of each node takes of others."""


def refined(takes: Takes[Node], wanted: Mapping[Node, Decimal]) -> dict[Node, Decimal] | None:
    return _named(refining.refined, takes, wanted)


def eliminated(takes: Takes[Node], wanted: Mapping[Node, Decimal]) -> dict[Node, Decimal] | None:
    return _named(solving.eliminated, takes, wanted)


def solve(takes: Takes[Node], wanted: Mapping[Node, Decimal]) -> dict[Node, Decimal] | None:
    return _named(solving.solve, takes, wanted)


def numbered(takes: Takes[Node], wanted: Mapping[Node, Decimal]) -> Loop:
    """Numbers follow the order of `takes`."""
    number = {node: at for at, node in enumerate(takes)}
    links = [
        (number[user], number[supplier], amount)
        for user, row in takes.items()
        for supplier, amount in row.items()
    ]
    users, suppliers, amounts = zip(*links, strict=True)
    return Loop.of(users, suppliers, amounts, [wanted.get(node, Decimal(0)) for node in takes])


def _named(
    way: Callable[[Loop], list[Decimal] | None],
    takes: Takes[Node],
    wanted: Mapping[Node, Decimal],
) -> dict[Node, Decimal] | None:
    found = way(numbered(takes, wanted))
    return None if found is None else dict(zip(takes, found, strict=True))
