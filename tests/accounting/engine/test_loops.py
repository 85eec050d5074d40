"""Loops are solved exactly; a second method, rational elimination, finds the same numbers."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.engine.domain.deliveries import LoopUnproductive
from accounting.engine.domain.order import components
from accounting.engine.domain.solving import LoopTooEntangled, Unproductive
from accounting.values.domain.numbers import EXACT, rounded
from tests.accounting import samples
from tests.accounting.building import (
    EVIDENCE,
    GRID,
    evaluated,
    footprint,
    power,
    process,
    quantity,
    supply,
    system,
)
from tests.accounting.loops import solve

N = 6


def test_a_process_that_takes_a_fifth_of_its_own_output_makes_a_quarter_more():
    own = system(process("top", power("4"), supply("top", "0.2")))

    assert footprint(own) == 5 * GRID


def test_scrap_that_goes_back_is_counted_until_it_is_used_up():
    """Sheet x needs melt; a fifth of each sheet returns as scrap that the melt takes again."""
    looped = system(
        process("top", power("1"), supply("melt", "1.25")),
        process("melt", power("2"), supply("scrap", "0.2")),
        process("scrap", power("0.5"), supply("melt", "0.1")),
    )

    melt = Decimal("1.25") / Decimal("0.98")
    expected = GRID * (1 + 2 * melt + Decimal("0.1") * melt)

    assert rounded(footprint(looped), 25) == rounded(expected, 25)
    assert evaluated(looped).loops == (("melt", "scrap"),)


def test_what_a_loop_delivers_covers_its_own_use():
    looped = system(
        process("top", supply("a", "1")),
        process("a", power("1"), supply("b", "0.5")),
        process("b", power("1"), supply("a", "0.5")),
    )

    deliveries = evaluated(looped).deliveries

    assert abs(deliveries["a"].amount * 3 - 4) < Decimal("1e-45")
    assert abs(deliveries["b"].amount * 3 - 2) < Decimal("1e-45")


@pytest.mark.parametrize("share", ["1", "1.5", "0.5"])
def test_a_loop_that_consumes_all_it_makes_is_refused_by_name(share):
    looped = system(
        process("top", power("1"), supply("b", "1")),
        process("a", power("1"), supply("b", "2")),
        process("b", power("1"), supply("a", share)),
    )

    with pytest.raises(LoopUnproductive) as refused:
        footprint(looped)

    assert refused.value.facts["cycle"] == "a → b → a"


def entangled(count: int, short: str) -> dict[int, dict[int, Decimal]]:
    """Each takes as much of each other one, all together so much less than they make."""
    taken = (1 - Decimal(short)) / (count - 1)
    return {
        user: {supplier: taken for supplier in range(count) if supplier != user}
        for user in range(count)
    }


def test_an_entangled_loop_that_nearly_consumes_all_it_makes_is_refused_by_its_size():
    """Eliminating 300 that all take from one another takes 300^3 / 3 steps."""
    with pytest.raises(LoopTooEntangled) as refused:
        solve(entangled(300, "1e-18"), {0: Decimal(1)})

    assert refused.value.facts == {"nodes": 300, "links": 300 * 299, "limit": 4_000_000}


def test_a_smaller_entangled_loop_is_solved_to_the_last_digit():
    """By symmetry all but the first make y and the first makes x: x = 1 + (n-1) a y and
    y = a x + (n-2) a y, so y = a x / (1 - (n-2) a)."""
    count, short = 60, Decimal("1e-18")

    found = solve(entangled(count, "1e-18"), {0: Decimal(1)})

    a = Fraction(*((1 - short) / (count - 1)).as_integer_ratio())
    share = a / (1 - (count - 2) * a)
    first = 1 / (1 - (count - 1) * a * share)
    assert found[0] == rounded_fraction(first)
    assert found[1] == rounded_fraction(first * share)


def rounded_fraction(value: Fraction) -> Decimal:
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def test_a_large_entangled_loop_with_something_left_over_is_solved_as_ever():
    """All 300 together make what one wants: x - 0.9 x = 1 in sum."""
    found = solve(entangled(300, "0.1"), {0: Decimal(1)})

    assert abs(sum(found.values()) - 10) < Decimal("1e-20")  # The amounts have 28 digits.


def test_losses_inside_a_loop_can_make_it_unproductive():
    lossy = system(process("top", power("1"), supply("top", "0.5", loss="0.5")))

    with pytest.raises(LoopUnproductive) as refused:
        footprint(lossy)

    assert refused.value.facts["cycle"] == "top → top"


def test_the_order_of_processes_without_loops_is_users_first_then_by_name():
    chain = system(
        process("top", supply("zinc", "1"), supply("base", "1")),
        process("zinc", supply("ore", "1")),
        process("base", supply("ore", "1")),
        process("ore", power("1")),
    )

    assert [c[0].id for c in components(chain)] == ["top", "base", "zinc", "ore"]


def test_a_very_deep_chain_needs_no_deep_stack():
    depth = 5000
    links = [process(f"p{n}", supply(f"p{n + 1}", "1")) for n in range(1, depth)]
    deep = system(process("top", supply("p1", "1")), *links, process(f"p{depth}", power("1")))

    assert len(components(deep)) == depth + 1


pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_processes_that_reach_one_another_are_solved_together_after_all_their_users(links):
    taken = {user: {s for u, s in links if u == user} for user in range(10)}
    ahead = {user: reached(user, taken) for user in taken}
    graph = system(
        *(
            process(f"p{user}", power("1"), *(supply(f"p{s}", "0.01") for s in sorted(taken[user])))
            for user in taken
        )
    )

    order = [[int(each.id[1:]) for each in component] for component in components(graph)]

    together = {frozenset(o for o in ahead[u] | {u} if o == u or u in ahead[o]) for u in taken}
    assert set(map(frozenset, order)) == together
    position = {user: at for at, component in enumerate(order) for user in component}
    assert all(position[user] <= position[supplier] for user, supplier in links)


def reached(start: int, taken: dict[int, set[int]]) -> set[int]:
    """Everything that a process takes, directly or behind others: the second method."""
    found: set[int] = set()
    edge = set(taken[start])
    while edge:
        found |= edge
        edge = {supplier for user in edge for supplier in taken[user]} - found
    return found


shares = st.integers(0, 30).map(lambda n: Decimal(n) / 100)
matrices = st.lists(st.lists(shares, min_size=N, max_size=N), min_size=N, max_size=N)


@settings(max_examples=40, deadline=None)
@given(matrices, st.lists(st.integers(0, 9), min_size=N, max_size=N))
def test_solving_agrees_with_rational_elimination(matrix, wanted):
    nodes = [(f"n{i}", f"n{i}") for i in range(N)]
    takes = {nodes[i]: {nodes[j]: matrix[i][j] for j in range(N)} for i in range(N)}
    demand = {node: Decimal(amount) for node, amount in zip(nodes, wanted, strict=True)}
    exact = rational(matrix, wanted)

    try:
        found = solve(takes, demand)
    except Unproductive:
        assert exact is None
        return

    assert exact is not None
    for node, value in zip(nodes, exact, strict=True):
        assert abs(Fraction(found[node]) - value) <= abs(value) * Fraction(1, 10**48)


def rational(matrix: list[list[Decimal]], wanted: list[int]) -> list[Fraction] | None:
    """Dense elimination in fractions, with pivots in the order of the rows; None if a pivot is
    not above 0, which is the test of an M-matrix.
    """
    rows = [
        [Fraction(int(i == j)) - Fraction(matrix[j][i]) for j in range(N)] + [Fraction(wanted[i])]
        for i in range(N)
    ]
    for i in range(N):
        if rows[i][i] <= 0:
            return None
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(N):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] for row in rows]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_plays_no_part_in_a_loop(shuffler: random.Random):
    processes = [
        process("top", power("1"), supply("a", "1"), supply("b", "0.3")),
        process("a", power("0.7"), supply("b", "0.2"), supply("c", "0.1")),
        process("b", power("1.3"), supply("c", "0.4"), supply("a", "0.15")),
        process("c", power("2"), supply("a", "0.25")),
    ]
    shuffled = shuffler.sample(processes, len(processes))
    turned = [
        {**p, "exchanges": shuffler.sample(p["exchanges"], len(p["exchanges"]))} for p in shuffled
    ]

    one, other = evaluated(system(*turned)), evaluated(system(*processes))
    assert list(one.contributions) == list(other.contributions)
    assert (one.deliveries, one.loops) == (other.deliveries, other.loops)


def test_measured_totals_replace_the_template_inside_a_loop():
    """Of 200 kg made, 100 kg went back in, and 900 kWh were used: 9 kWh for each kg left."""
    looped = system(process("top", power("1"), supply("top", "0.1")))
    totals = {"power": quantity("900", "kWh"), "from-top": quantity("100", "kg")}
    year = samples.activity(
        {
            "period_start": "2025-01-01",
            "period_end": "2026-01-01",
            "processes": [
                {
                    "process": "top",
                    "output": quantity("200", "kg"),
                    "evidence": EVIDENCE,
                    "consumption": [
                        {"exchange": id, **total, "evidence": EVIDENCE}
                        for id, total in totals.items()
                    ],
                }
            ],
        }
    )

    assert footprint(looped, activity=year) == 9 * GRID
