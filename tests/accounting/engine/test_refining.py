"""Refinement and elimination are two ways to the same digits."""

import random
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.analysis.domain.network import network
from accounting.calculations.domain.calculation import calculate
from accounting.calculations.domain.sealing import recompute
from accounting.engine.domain import solving
from accounting.engine.domain.consuming import consuming
from accounting.engine.domain.solving import Unproductive
from accounting.model.domain.activity import NOTHING_MEASURED
from accounting.values.domain.numbers import EXACT
from tests.accounting import samples
from tests.accounting.building import evaluated, power, process, supply, system
from tests.accounting.loops import eliminated, numbered, refined, solve

Loop = dict[tuple[str, str], dict[tuple[str, str], Decimal]]


def node(number: int) -> tuple[str, str]:
    return f"p{number:04d}", f"p{number:04d}"


def loop(draw: random.Random, count: int, *, links: int, share: Decimal, digits: int) -> Loop:
    """Every node takes from the next and from some others; the last takes from the first."""
    takes: Loop = {node(at): {} for at in range(count)}
    for at in range(count):
        near = {(at + 1) % count, *(draw.randrange(count) for _ in range(links))}
        for supplier in near:
            fraction = Decimal(draw.randrange(1, 10**digits)).scaleb(-digits)
            amount = EXACT.divide(EXACT.multiply(fraction, share), Decimal(len(near)))
            takes[node(at)][node(supplier)] = amount
    return takes


@settings(max_examples=40, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.integers(2, 60),
    st.integers(0, 5),
    st.sampled_from(["0.01", "0.5", "0.9", "1.7", "1.99"]),
    st.integers(1, 45),
)
def test_refinement_gives_the_digits_of_elimination(draw, count, links, share, digits):
    takes = loop(draw, count, links=links, share=Decimal(share), digits=digits)
    wanted = {
        node(at): Decimal(draw.randrange(10**12)).scaleb(draw.randrange(-20, 5))
        for at in range(count)
        if draw.random() < 0.3
    }

    try:
        expected = eliminated(takes, wanted)
    except Unproductive:
        assert refined(takes, wanted) is None
        return

    # None leaves a loop to elimination, as where deliveries are very many magnitudes apart.
    assert refined(takes, wanted) in (expected, None)
    assert solve(takes, wanted) == expected


@pytest.mark.parametrize("count", [150, 170, 400])
def test_the_series_comes_to_the_digits_of_elimination(count):
    draw = random.Random(count)
    takes = loop(draw, count, links=2, share=Decimal("1.2"), digits=3)
    wanted = {node(0): Decimal("1")}

    assert refined(takes, wanted) == eliminated(takes, wanted)


def test_deliveries_many_orders_of_magnitude_apart_have_fifty_digits_each():
    takes: Loop = {
        node(at): {node((at + 1) % 30): Decimal("0.0007") + Decimal(at).scaleb(-9)}
        for at in range(30)
    }
    wanted = {node(0): Decimal(1) / Decimal(3)}

    found = refined(takes, wanted)

    assert found == eliminated(takes, wanted)
    assert min(found.values()) < Decimal("1e-88")


def test_a_solution_that_ends_is_found_as_it_is():
    """Each of forty nodes takes half of its own output: twice the demand."""
    takes: Loop = {node(at): {node(at): Decimal("0.5")} for at in range(40)}

    found = refined(takes, {node(at): Decimal(at) for at in range(40)})

    assert found == {node(at): Decimal(2 * at) for at in range(40)}


def test_a_solution_between_two_roundings_is_left_to_elimination():
    """Fifty-one digits that end in 5 would be rounded by a hair, or by the even digit."""
    takes: Loop = {node(at): {node(at): Decimal("0.5")} for at in range(40)}
    between = Decimal("1." + "0" * 49 + "25")
    wanted = {node(at): between for at in range(40)}

    assert refined(takes, wanted) is None
    assert solve(takes, wanted) == eliminated(takes, wanted)


def test_what_nobody_wants_is_exactly_nothing():
    takes = loop(random.Random(1), 30, links=2, share=Decimal(1), digits=2)
    aside: Loop = {node(100 + at): {node(0): Decimal("0.1")} for at in range(170)}

    found = refined({**takes, **aside}, {node(0): Decimal(1)})

    assert found is not None
    assert all(found[each] == 0 for each in aside)
    assert set(refined({**takes, **aside}, {}).values()) == {Decimal(0)}


@pytest.mark.parametrize("share", ["1", "1.000000000001", "3"])
@pytest.mark.parametrize("count", [40, 200])
def test_a_loop_that_consumes_all_it_makes_is_never_refined(count, share):
    takes: Loop = {node(at): {node((at + 1) % count): Decimal(share)} for at in range(count)}

    assert refined(takes, {node(0): Decimal(1)}) is None
    assert refined(takes, {}) is None
    with pytest.raises(Unproductive):
        solve(takes, {node(0): Decimal(1)})


@pytest.mark.parametrize("left_over", ["1e-6", "1e-12", "1e-20"])
def test_a_loop_that_leaves_almost_nothing_over_is_solved_all_the_same(left_over):
    takes: Loop = {node(at): {node((at + 1) % 40): Decimal(1)} for at in range(40)}
    takes[node(39)][node(0)] = EXACT.subtract(Decimal(1), Decimal(left_over))

    found = solve(takes, {node(0): Decimal(1)})

    assert found == eliminated(takes, {node(0): Decimal(1)})
    assert found[node(7)] == EXACT.divide(Decimal(1), Decimal(left_over))


def test_a_large_loop_and_its_transposed_one_come_to_the_same_footprint():
    """What the engine walks down must be what the analysis adds up from the other side."""
    draw, count = random.Random(7), 300
    names = ["top", *(f"p{at:03d}" for at in range(1, count))]
    looped = system(
        *(
            process(
                name,
                power(str(Decimal(draw.randrange(1, 99)) / 100)),
                *(
                    supply(names[other], str(Decimal(draw.randrange(1, 300)) / 1000))
                    for other in sorted({at % (count - 1) + 1, draw.randrange(1, count)})
                ),
                unit="kg" if at else "m2",
            )
            for at, name in enumerate(names)
        )
    )
    assert [len(found) for found in evaluated(looped, unit="m2").loops] == [count - 1]

    of = samples.subject(looped, NOTHING_MEASURED)
    solved = network(of, samples.published_data(looped))

    recorded = calculate(of, samples.published_data(looped)).exact
    assert abs(solved.exact - recorded) < Decimal("1e-44")


def test_a_seal_is_the_same_by_either_way(monkeypatch):
    """The golden bundle of a large loop, computed by elimination alone."""
    golden = (Path(__file__).parents[1] / "golden" / "large-loop-1.1.json").read_bytes()
    assert recompute(golden).holds

    monkeypatch.setattr(solving, "refined", lambda loop: None)

    assert recompute(golden).holds


@settings(max_examples=40, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.integers(33, 60),
    st.integers(0, 5),
    st.sampled_from(["0.9", "0.99", "1.2", "1.5", "1.9", "1.99", "2.1", "3"]),
)
def test_only_a_loop_without_a_solution_is_proven_to_consume_all(draw, count, links, share):
    takes = loop(draw, count, links=links, share=Decimal(share), digits=3)
    wanted = {node(0): Decimal(1)}

    if consuming(numbered(takes, wanted)) is None:
        return
    with pytest.raises(Unproductive) as by_proof:
        solve(takes, wanted)
    with pytest.raises(Unproductive):
        eliminated(takes, wanted)
    circle = by_proof.value.path
    assert circle[0] == circle[-1]
    assert all(takes[node(user)].get(node(supplier)) for user, supplier in pairwise(circle))


def test_one_amount_too_large_is_found_among_thousands():
    """Elimination, which fills in, had not ended over it after a hundred seconds."""
    draw, count = random.Random(3), 3_000
    takes = loop(draw, count, links=4, share=Decimal("1.2"), digits=3)
    takes[node(2_000)][node(2_001)] = Decimal(400)
    takes[node(2_001)][node(2_000)] = Decimal("0.01")

    with pytest.raises(Unproductive) as refused:
        solve(takes, {node(0): Decimal(1)})

    assert refused.value.path == (2_000, 2_001, 2_000)


def test_a_ring_that_passes_everything_on_is_proven_to_consume_all():
    takes: Loop = {node(at): {node((at + 1) % 500): Decimal(1)} for at in range(500)}

    assert consuming(numbered(takes, {})) == {at: (at - 1) % 500 for at in range(500)}
