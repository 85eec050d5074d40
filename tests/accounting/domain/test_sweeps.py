"""Loops in floats: nearly triangular, so sweeps solve them as dense elimination does."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.domain.sweeps import Sweeps, users_first


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
@given(st.randoms(use_true_random=False), st.integers(2, 60), st.integers(1, 200))
def test_sweeps_solve_what_dense_elimination_solves(draw, nodes, count):
    users, suppliers = links(draw, nodes, count)
    weights = np.array([draw.uniform(0.1, 1) for _ in users])
    weights *= 0.9 / np.bincount(users, weights).max()
    matrix = np.eye(nodes)
    matrix[suppliers, users] -= weights
    right = np.array([draw.random() for _ in range(nodes)])

    sweeps = Sweeps.of(users, suppliers, weights, nodes)
    found = sweeps(right, enough=1e-15)

    assert np.allclose(found, np.linalg.solve(matrix, right), rtol=1e-12, atol=0)


def test_a_node_that_takes_all_it_makes_has_no_solution():
    itself = np.array([0])

    assert Sweeps.of(itself, itself, np.array([1.0]), 1) is None


def test_a_circle_that_leaves_nothing_over_is_given_up():
    users, suppliers = np.array([0, 1]), np.array([1, 0])

    assert Sweeps.of(users, suppliers, np.ones(2), 2)(np.ones(2), enough=1e-15) is None
