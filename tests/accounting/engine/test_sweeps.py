"""Loops in floats: nearly triangular, so sweeps solve them as dense elimination does."""

from unittest import mock

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.engine.domain import sweeps
from accounting.engine.domain.sweeps import Sweeps, users_first


def links(draw, nodes: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of different nodes, no pair twice."""
    pairs = {(draw.randrange(nodes), draw.randrange(nodes)) for _ in range(count)}
    apart = sorted(pair for pair in pairs if pair[0] != pair[1]) or [(0, 1)]
    users, suppliers = np.array(apart, np.intp).T
    return users, suppliers


def places(order: np.ndarray) -> np.ndarray:
    assert sorted(order.tolist()) == list(range(len(order)))
    return np.argsort(order)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 60), st.integers(1, 200))
def test_where_nothing_goes_in_circles_every_user_stands_before_its_suppliers(draw, nodes, count):
    users, suppliers = links(draw, nodes, count)
    names = np.array(draw.sample(range(nodes), nodes))
    before, after = np.minimum(users, suppliers), np.maximum(users, suppliers)
    users, suppliers = names[before], names[after]

    place = places(users_first(users, suppliers, nodes))

    assert (place[users] < place[suppliers]).all()


def test_of_one_circle_one_link_goes_back():
    ring = np.random.default_rng(1).permutation(50)

    place = places(users_first(ring, np.roll(ring, -1), 50))

    assert (place[ring] > place[np.roll(ring, -1)]).sum() == 1


@settings(max_examples=60, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.integers(2, 60),
    st.integers(1, 200),
    st.sampled_from([0, 500]),
)
def test_sweeps_solve_what_dense_elimination_solves(draw, nodes, count, few):
    """In one triangle with what goes back, as few nodes are, or in sweeps, as many are."""
    users, suppliers = links(draw, nodes, count)
    weights = np.array([draw.uniform(0.1, 1) for _ in users])
    weights *= 0.9 / np.bincount(users, weights).max()
    matrix = np.eye(nodes)
    matrix[suppliers, users] -= weights
    right = np.array([draw.random() for _ in range(nodes)])

    with mock.patch.object(sweeps, "_FEW", few):
        found = Sweeps.of(users, suppliers, weights, nodes)(right, enough=1e-15)

    assert np.allclose(found, np.linalg.solve(matrix, right), rtol=1e-12, atol=0)


def test_a_node_that_takes_all_it_makes_has_no_solution():
    itself = np.array([0])

    assert Sweeps.of(itself, itself, np.array([1.0]), 1) is None


def test_a_circle_that_leaves_nothing_over_is_given_up():
    ring = np.arange(600)
    around = np.roll(ring, -1)

    assert Sweeps.of(ring[:2], around[:2] % 2, np.ones(2), 2) is None
    assert Sweeps.of(ring, around, np.ones(600), 600)(np.ones(600), enough=1e-15) is None
