"""Where the exact delivery of a loop lies just between two numbers of fifty digits.

Up to engine 1.1 elimination with a hundred digits decides there, and it can miss by a hair what is
exact. So the page says how it goes, and that is tried here.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from decimal import ROUND_HALF_EVEN, Context, Decimal
from random import Random
from typing import Any

import pytest

from accounting.engine.domain.loops import Loop
from accounting.engine.domain.solving import Unproductive, eliminated
from tests.sealed import first_engine, second_engine
from tests.sealed.drawing import inputs

HUNDRED, FIFTY = (Context(prec=digits, rounding=ROUND_HALF_EVEN) for digits in (100, 50))
Links = Mapping[tuple[int, int], Decimal]


def by_the_page(links: Links, wanted: list[Decimal]) -> list[Decimal]:
    """Elimination as the page describes it; links are from user to supplier."""
    m, b = {pair: amount for pair, amount in links.items() if amount}, list(wanted)
    steps: list[tuple[int, Decimal, dict[int, Decimal]]] = []
    left = list(range(len(wanted)))
    while left:
        node = min(left, key=lambda n: (sum(u == n for u, _ in m) * sum(s == n for _, s in m), n))
        pivot = HUNDRED.subtract(Decimal(1), m.pop((node, node), Decimal(0)))
        own = HUNDRED.divide(b[node], pivot)
        users = sorted(u for u, s in m if s == node)
        shares = {u: HUNDRED.divide(m.pop((u, node)), pivot) for u in users}
        for supplier in sorted(s for u, s in m if u == node):
            amount = m.pop((node, supplier))
            b[supplier] = HUNDRED.fma(amount, own, b[supplier])
            for user, share in shares.items():
                before = m.get((user, supplier), Decimal(0))
                m[user, supplier] = HUNDRED.fma(amount, share, before)
        steps.append((node, own, shares))
        left.remove(node)
    x = dict.fromkeys(range(len(wanted)), Decimal(0))
    for node, own, shares in reversed(steps):
        x[node] = own
        for user, share in shares.items():
            x[node] = HUNDRED.fma(share, x[user], x[node])
    return [FIFTY.plus(x[node]) for node in sorted(x)]


@pytest.mark.parametrize("seed", range(400))
def test_loops_are_eliminated_as_the_page_says(seed):
    chance = Random(seed)
    size = chance.randint(2, 5)
    links = {
        (user, supplier): Decimal(chance.randint(1, 9)) / 20
        for user in range(size)
        for supplier in range(size)
        if chance.random() < 0.5
    }
    wanted = [Decimal(chance.randint(10**49, 10**50)), *[Decimal(0)] * (size - 1)]
    users, suppliers = zip(*links, strict=True) if links else ((), ())
    try:
        found = eliminated(Loop.of(users, suppliers, list(links.values()), wanted))
    except Unproductive:
        return

    assert found == by_the_page(links, wanted)


def nested() -> dict[str, Any]:
    """13 kg for 3 pieces, of a process that takes 0.4 of itself and 0.4 of one that does too."""
    base = inputs(0)
    top, a, b = (_process(id) for id in ("top", "a", "b"))
    top["output"] = {"amount": "3", "unit": "piece"}
    top["exchanges"] = [_taken("a", "13")]
    a["exchanges"] = [_taken("a", "0.4"), _taken("b", "0.4")]
    b["exchanges"] = [_taken("a", "0.6"), _taken("b", "0.4")]
    base["engine"] = {"version": "1.1"}
    base["rule"]["declared_unit"] = {"amount": "1", "unit": "piece"}
    base["system"] = {"name": top["name"], "reference": "top", "processes": [top, a, b]}
    base["activity"]["processes"] = []
    return deepcopy(base)


def _process(id: str) -> dict[str, Any]:
    name = {"zh": "示例", "en": "sample"}
    output = {"amount": "1", "unit": "kg"}
    return {"id": id, "name": name, "stage": "production", "output": output}


def _taken(process: str, amount: str) -> dict[str, Any]:
    own = {"kind": "process", "id": f"from-{process}", "process": process}
    return {**own, "amount": amount, "unit": "kg"}


def test_of_two_equally_near_numbers_a_nested_loop_can_take_the_odd_one():
    document = json.loads(first_engine.sealed(nested()))["document"]

    rounded = {
        d["process"]: d["amount"]
        for d in second_engine.recomputed(document)["result"]["deliveries"]
    }
    sealed = {d["process"]: d["amount"] for d in document["result"]["deliveries"]}

    assert rounded["a"] == "21." + "6" * 48
    assert sealed["a"] == "21." + "6" * 47 + "7"
