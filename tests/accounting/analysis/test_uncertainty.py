"""The analytic way and the samples must agree within sampling error."""

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from accounting.analysis.domain import sampling, settling
from accounting.analysis.domain.layout import LayoutRow
from accounting.analysis.domain.moments import exact_moments
from accounting.analysis.domain.network import network
from accounting.analysis.domain.pedigree import PedigreeScores
from accounting.analysis.domain.plans import plan
from accounting.analysis.domain.quality import Given
from accounting.analysis.domain.sampling import SamplesTooMany, monte_carlo, multipliers, sample
from accounting.analysis.domain.settling import LoopUnsettled
from accounting.analysis.domain.uncertainty import (
    Spread,
    Spreads,
    analytic,
    approximate,
    lognormal,
    moments,
    spreads,
)
from tests.accounting import samples
from tests.accounting.analysis.systems import random_network
from tests.accounting.analysis.test_quality import PEDIGREE, QUALITY

GOLDEN = [(55.0666, 0.10), (26.5625, 0.20)]
PERFECT = PedigreeScores(1, 1, 1, 1, 1)


def two_inputs() -> tuple[object, Spreads]:
    """The golden sum as a product system: power of 55.0666 kg and a second one of 26.5625."""
    name = {"zh": "示例", "en": "sample"}
    factor = {"kind": "factor", "factor": "ele-fp-cn-2024-nat", "unit": "kWh"}
    kwh = [str(round(Decimal(str(kg)) / Decimal("0.5777") / 5, 18)) for kg, _ in GOLDEN]
    exchanges = [
        {**factor, "id": id, "flow": id, "amount": amount}
        for id, amount in zip(("a", "b"), kwh, strict=True)
    ]
    process = {
        "id": "module",
        "name": name,
        "stage": "production",
        "output": {"amount": "1", "unit": "m2"},
        "exchanges": exchanges,
    }
    content = {"name": name, "reference": "module", "processes": [process]}
    system = samples.system(content)
    nothing = {"period_start": "2025-01-01", "period_end": "2026-01-01", "processes": []}
    subject = samples.subject(system, samples.activity(nothing))
    of = network(subject, samples.published_data(system))
    amounts = {
        f"module.{id}": Spread(f"module.{id}", PERFECT, None, True, Decimal(str(sigma)))
        for id, (_, sigma) in zip(("a", "b"), GOLDEN, strict=True)
    }
    certain = Spread("ele-fp-cn-2024-nat", PERFECT, None, True, Decimal(0))
    return of, Spreads("v1", amounts, {"ele-fp-cn-2024-nat": certain})


def assumed(of, set_name: str = "v1") -> Spreads:
    return spreads(of, PEDIGREE, QUALITY, Given(), set_name=set_name)


def test_the_golden_sum_in_closed_form():
    sigma = approximate(GOLDEN)
    estimate = lognormal(55.0666 + 26.5625, sigma)

    assert round(sigma, 6) == 0.093735
    assert round(estimate.gsd2, 6) == Decimal("1.206195")
    assert round(estimate.low, 3) == Decimal("67.929")
    assert round(estimate.high, 3) == Decimal("98.092")
    mean, deviation = moments(GOLDEN)
    assert (round(mean, 4), round(deviation, 4)) == (82.4417, 7.7943)


def test_the_golden_sum_as_a_product_system():
    of, given = two_inputs()

    estimate = analytic(of, given)
    mean, deviation = exact_moments(plan(of, given))

    assert round(estimate.sigma, 6) == Decimal("0.093735")
    assert round(estimate.low, 3) == Decimal("67.929")
    assert round(estimate.high, 3) == Decimal("98.092")
    assert (round(mean, 4), round(deviation, 4)) == (82.4417, 7.7943)


@pytest.mark.parametrize("seed", range(5))
def test_samples_of_the_golden_sum_agree_within_sampling_error(seed):
    of, given = two_inputs()

    found = sample(plan(of, given), seed=seed, samples=20_000)

    error = 7.7943 / math.sqrt(20_000)
    assert abs(found.mean() - 82.4417) < 4 * error
    assert abs(found.std(ddof=1) - 7.7943) < 4 * error


@pytest.mark.parametrize("set_name", ["v1", "v2"])
@pytest.mark.parametrize("seed", range(4))
def test_samples_of_the_worked_case_agree_with_its_exact_moments(set_name, seed):
    of = network(samples.subject(), samples.published_data())
    laid_out = plan(of, assumed(of, set_name))
    mean, deviation = exact_moments(laid_out)

    found = sample(laid_out, seed=seed, samples=20_000)

    assert abs(found.mean() - mean) < 4 * deviation / math.sqrt(20_000)
    # The spread of a skewed distribution needs more samples than its mean: 5 % are three errors.
    assert found.std(ddof=1) == pytest.approx(deviation, rel=0.05)


def test_the_first_order_approximation_is_near_where_spreads_are_small():
    of = network(samples.subject(), samples.published_data())
    given = assumed(of)
    mean, deviation = exact_moments(plan(of, given))

    estimate = analytic(of, given)

    assert float(estimate.mean) == pytest.approx(mean, rel=0.02)
    assert float(estimate.standard_deviation) == pytest.approx(deviation, rel=0.05)
    assert estimate.median == round(of.exact, 7)


@pytest.mark.parametrize("seed", range(3))
def test_without_spread_every_sample_is_the_footprint_loops_included(seed):
    of = random_network(seed)
    certain = Spreads(
        "v1",
        {k: Spread(k, PERFECT, None, True, Decimal(0)) for k in assumed(of).amounts},
        {k: Spread(k, PERFECT, None, True, Decimal(0)) for k in assumed(of).factors},
    )

    found = sample(plan(of, certain), seed=1, samples=100)

    assert found == pytest.approx(np.full(100, float(of.exact)), rel=1e-11)
    assert exact_moments(plan(of, certain)) is None


def test_samples_of_a_loop_agree_with_a_dense_solution_of_each():
    of = random_network(1, processes=6)
    laid_out = plan(of, assumed(of))
    drawn = multipliers(laid_out, seed=7, samples=50)

    found = sample(laid_out, seed=7, samples=50)

    for number in range(50):
        assert found[number] == pytest.approx(dense(laid_out, drawn[:, number]), rel=1e-10)


@pytest.mark.parametrize("seed", range(4))
def test_loops_and_co_products_come_to_the_dense_solution_of_each_sample(seed):
    of = random_network(seed, processes=40)
    laid_out = plan(of, assumed(of))
    drawn = multipliers(laid_out, seed=5, samples=20)

    found = sample(laid_out, seed=5, samples=20)

    assert any(laid_out.loops)
    assert laid_out.shared
    for number in range(20):
        assert found[number] == pytest.approx(dense(laid_out, drawn[:, number]), rel=1e-9)


def test_a_round_leaves_out_what_is_nothing_to_the_footprint(monkeypatch):
    """To the same footprints as when every round fills in every product."""
    of = random_network(3, processes=40)
    laid_out = plan(of, assumed(of))
    rounds = []
    go_round = settling._go_round

    def counted(turns, values):
        rounds.append(len(turns))
        go_round(turns, values)

    monkeypatch.setattr(settling, "_go_round", counted)
    found = sample(laid_out, seed=1, samples=200)
    fewer = sum(rounds)
    rounds.clear()
    monkeypatch.setattr(settling, "_SETTLED", 1e-30)
    every = sample(laid_out, seed=1, samples=200)

    assert fewer < sum(rounds)
    assert found == pytest.approx(every, rel=1e-9)


def test_a_loop_of_which_little_is_taken_is_refused_all_the_same():
    of, given = two_inputs()
    laid_out = plan(of, given)
    first = len(laid_out.constants)
    loop = LayoutRow(first + 1, np.array([1, 0]), np.array([1.0, 1.5]), np.array([0, first + 1]))
    user = LayoutRow(first, np.array([0, 1]), np.array([1.0, 1e-20]), np.array([0, first + 1]))
    rows = {"groups": ((loop,), (user,)), "loops": (True, False), "nodes": 2}
    values = {"medians": np.ones(first + 2), "shares": np.array([1, 0, 1, 1e-20])}

    with pytest.raises(LoopUnsettled):
        sample(replace(laid_out, **rows, **values, reference=first), seed=1, samples=100)


def test_sampling_says_truly_how_much_of_it_is_drawn():
    of, given = two_inputs()
    heard: list[tuple[int, int]] = []

    found = sample(plan(of, given), seed=1, samples=3_500, told=lambda *at: heard.append(at))

    drawn = [done for done, _ in heard]
    assert {all for _, all in heard} == {3_500}
    assert drawn == sorted(set(drawn))
    assert drawn[-1] == len(found) == 3_500
    assert len(drawn) > 3


def test_neither_threads_nor_their_number_change_a_sample(monkeypatch):
    of = random_network(1)
    laid_out = plan(of, assumed(of))
    found = sample(laid_out, seed=3, samples=3_000)

    monkeypatch.setattr(sampling, "_AHEAD", 1)

    assert (sample(laid_out, seed=3, samples=3_000) == found).all()
    assert (sample(laid_out, seed=3, samples=2_000) == found[:2_000]).all()


def test_multipliers_are_lognormals_of_their_own():
    """Their logarithms are standard normals: level, spread, skew, tails, and no correlation."""
    of = network(samples.subject(), samples.published_data())
    laid_out = plan(of, assumed(of))

    drawn = multipliers(laid_out, seed=4, samples=10_000)

    used = laid_out.sigmas > 0
    normal = np.log(drawn[used]) / laid_out.sigmas[used, None]
    every = normal.ravel()
    error = 1 / math.sqrt(len(every))
    for power, expected, spread in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96)):
        assert abs((every**power).mean() - expected) < 4 * error * math.sqrt(spread)
    distances = np.arange(1, len(every) + 1) / len(every) - ndtr(np.sort(every))
    assert np.abs(distances).max() < 2 * error
    correlations = np.corrcoef(normal)[np.triu_indices(len(normal), 1)]
    assert np.abs(correlations).max() < 5 / math.sqrt(10_000)


def ndtr(of):
    """The distribution function of a standard normal."""
    return np.array([math.erfc(-x / math.sqrt(2)) / 2 for x in of])


def dense(of, drawn):
    """One sample by solving for the burdens of all products at once."""
    first = len(of.constants)
    known = np.concatenate([[1.0], of.constants[1:] * drawn[of.amounts :]])
    matrix, right = np.eye(of.nodes), np.zeros(of.nodes)
    for row in (row for rows in of.groups for row in rows):
        for amount, coefficient, source in zip(
            row.amounts, row.coefficients, row.sources, strict=True
        ):
            taken = coefficient * drawn[amount]
            if source < first:
                right[row.target - first] += taken * known[source]
            else:
                matrix[row.target - first, source - first] -= taken
    return of.demand * np.linalg.solve(matrix, right)[of.reference - first]


def test_the_document_decides_the_samples():
    of = network(samples.subject(), samples.published_data())
    laid_out = plan(of, assumed(of))

    first = monte_carlo(laid_out, document="a", samples=1000)

    assert monte_carlo(laid_out, document="a", samples=1000) == first
    assert monte_carlo(laid_out, document="b", samples=1000).seed != first.seed


def test_the_figures_of_a_sample_are_those_of_numpy(monkeypatch):
    """A deviation of 2 among 1000 samples leaves the mean uncertain by 2/√1000."""
    alternating = np.tile([-1.0, 1.0], 500) * 2 * math.sqrt(999 / 1000)
    drawn = np.sort(10 + alternating) + np.linspace(0, 1e-12, 1000)
    monkeypatch.setattr(sampling, "sample", lambda of, **_: drawn)

    found = monte_carlo(None, document="a", samples=1000)

    assert found.standard_error == pytest.approx(0.0632456, abs=5e-8)
    assert found.estimate.mean == 10
    assert found.estimate.standard_deviation == 2
    assert found.samples == 1000


def test_the_percentiles_of_a_sample_leave_a_fortieth_on_either_side(monkeypatch):
    drawn = np.exp(np.arange(1001) / 1000)
    monkeypatch.setattr(sampling, "sample", lambda of, **_: drawn)

    estimate = monte_carlo(None, document="a", samples=1001).estimate

    assert float(estimate.low) == pytest.approx(math.exp(0.025), rel=1e-9)
    assert float(estimate.median) == pytest.approx(math.exp(0.5), rel=1e-9)
    assert float(estimate.high) == pytest.approx(math.exp(0.975), rel=1e-9)
    # The logarithms are evenly spread: n numbers a thousandth apart.
    sigma = math.sqrt(1001 * 1002 / 12) / 1000
    assert float(estimate.sigma) == pytest.approx(sigma, rel=1e-9)
    assert float(estimate.gsd2) == pytest.approx(math.exp(2 * sigma), rel=1e-9)


def test_a_loop_that_may_consume_all_it_makes_is_refused():
    of = random_network(2)
    wild = assumed(of)
    amounts = {k: Spread(k, PERFECT, None, True, Decimal(9)) for k in wild.amounts}

    with pytest.raises(LoopUnsettled):
        sample(plan(of, Spreads("v1", amounts, wild.factors)), seed=1, samples=500)


def test_too_many_samples_are_refused_with_what_is_possible():
    of = network(samples.subject(), samples.published_data())
    laid_out = plan(of, assumed(of))

    with pytest.raises(SamplesTooMany) as refused:
        sample(laid_out, seed=1, samples=10**7)

    assert refused.value.facts["most"] > 100_000
