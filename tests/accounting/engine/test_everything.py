"""Engine 1.1 on a system that uses every part of the model: its laws, its bytes, its seal."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.calculations.domain.calculation import calculate, document
from accounting.calculations.domain.result import Result
from accounting.calculations.domain.sealing import bundle, recompute, seal
from accounting.engine.domain.evaluation import Inputs, evaluate
from accounting.model.domain.system import FromProcess
from accounting.values.domain.numbers import EXACT, rounded, total
from accounting.values.domain.units import Quantity
from chassis.canonical import canonical
from tests.accounting import everything, looping, samples

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = {
    "every-feature-1.1": (everything.subject, everything.published_data),
    "large-loop-1.1": (looping.subject, looping.published_data),
    "pv-module-2025.1-engine-1.1": (samples.subject, samples.published_data),
}


@pytest.fixture(autouse=True)
def fifty_digits() -> Iterator[None]:
    with localcontext(EXACT):
        yield


@pytest.fixture(scope="module")
def result() -> Result:
    return calculate(everything.subject(), everything.published_data())


@pytest.mark.parametrize("name", CASES)
def test_the_golden_bundles_of_engine_1_1_are_reproduced(name):
    golden = (GOLDEN / f"{name}.json").read_bytes()

    assert recompute(golden).holds
    assert sealed(name) == golden


def sealed(name: str) -> bytes:
    subject, data = (make() for make in CASES[name])
    content = document(subject, data, calculate(subject, data))
    return bundle(canonical(content).decode(), seal(content))


def test_both_engines_agree_on_a_system_that_uses_nothing_new():
    data = samples.published_data()
    old, new = (calculate(samples.subject(engine=e), data) for e in ("1.0", "1.1"))

    same = [f.name for f in fields(Result) if f.name != "cut_offs" and f.name in _of_1_0()]

    assert [getattr(old, name) for name in same] == [getattr(new, name) for name in same]
    assert old.separate is None
    assert new.separate is not None
    assert [(i.id, i.mass_percent) for i in old.cut_offs.items] == [
        (i.id, i.mass_percent) for i in new.cut_offs.items
    ]


def _of_1_0() -> set[str]:
    golden = json.loads((GOLDEN / "pv-module-2025.1.json").read_bytes())
    return set(golden["document"]["result"])


def test_the_headings_add_up_to_the_footprint(result):
    parts = result.separate

    assert parts.fossil > 0 < parts.biogenic_gases
    assert parts.land_use_change > 0 < parts.aircraft
    inside = parts.fossil + parts.biogenic_gases + parts.land_use_change + parts.aircraft
    assert rounded(inside, 38) == rounded(result.exact, 38)


def test_biogenic_co2_and_stored_carbon_stand_beside_the_footprint(result):
    parts = result.separate

    beside = parts.biogenic_co2_emitted + parts.biogenic_co2_taken_up
    assert parts.biogenic_co2_taken_up < 0 < parts.biogenic_co2_emitted
    assert rounded(result.biogenic_kg_co2, 38) == rounded(beside, 38)
    without = {key: value for key, value in everything.BODY.items() if key != "wood"}
    plain = everything.system(without)
    assert calculate(everything.subject(plain), everything.published_data()).exact == result.exact


def test_stored_carbon_is_that_of_the_wood_in_the_declared_unit(result):
    """2.5 pieces of 400 Wp make a kWp: 2.5 times 0.055 of 1063.988 and 0.004 of 1100 kg CO2."""
    boards, back = Decimal("1063.988095") * Decimal("0.1375"), 1100 * Decimal("0.01")

    assert rounded(result.stored_carbon.kg_co2, 3) == rounded(boards + back, 3)


def test_stages_cover_the_life_cycle(result):
    assert [share.id for share in result.by_stage] == [
        "distribution", "end-of-life", "production", "raw-materials",
    ]  # fmt: skip
    assert rounded(sum(s.kg_co2e for s in result.by_stage), 38) == rounded(result.exact, 38)


def test_allocation_by_measured_outputs_adds_up_to_one(result):
    """1600 x 1200, 0.4 x 377,000 and 0.15 x 53,000 yuan."""
    factors = {share.product: share.factor for share in result.allocations}
    whole = Decimal(1_920_000 + 150_800 + 7_950)

    assert sum(factors.values()) == 1
    assert factors["chips"] == rounded(Decimal(150_800) / whole, 20)
    assert all(share.measured and share.method == "economic" for share in result.allocations)


def test_the_loop_between_mill_and_kiln_is_told(result):
    assert result.loops == (("kiln", "mill"),)


def test_the_books_hold_mass_energy_and_estimated_burden(result):
    items = {item.id: item for item in result.cut_offs.items}
    glue, air = items["product.glue"], items["product.compressed-air"]

    assert glue.estimated_kg_co2e == Decimal("2.5") * Decimal("0.2") * Decimal("2.8")
    share = glue.estimated_kg_co2e * 100 / (result.exact + glue.estimated_kg_co2e)
    assert glue.burden_percent == rounded(share, 4)
    assert glue.mass_percent > 0
    assert glue.energy_percent is None
    assert air.energy_percent > 0
    assert air.mass_percent is None
    assert result.cut_offs.total_burden_percent == glue.burden_percent


def test_the_footprint_per_piece_square_metre_and_kilogram_are_the_same_footprint(result):
    per = {other.unit: other.kg_co2e for other in result.per_unit}

    assert rounded(per["kWp"], 38) == rounded(result.exact, 38)
    assert rounded(per["piece"] * Decimal("2.5"), 38) == rounded(result.exact, 38)
    assert rounded(per["m2"] * 5, 38) == rounded(result.exact, 38)


def test_terms_explain_every_contribution():
    for item in _evaluated(Decimal(1)).contributions:
        assert rounded(total(t.kg_co2e for t in item.terms) - item.inside - item.beside, 40) == 0
        assert all(term.kg_co2e == term.amount * term.intensity for term in item.terms)


def test_a_second_method_finds_the_same_footprint(result):
    """Dense rational elimination over the split processes, from the document alone."""
    assert abs(_rational() - Fraction(result.exact)) < Fraction(1, 10**18)


def _rational() -> Fraction:
    """Every product is a process of its own with its share of the exchanges."""
    system, data = everything.system(), everything.published_data()
    outcome = _evaluated(Decimal("2.5"))
    burden = {(i.process, i.exchange): i for i in outcome.contributions}
    needs, direct = _columns(system, burden, outcome)
    nodes = sorted(needs)
    size = len(nodes)
    rows = []
    for supplier in nodes:
        row = [Fraction(int(n == supplier)) - needs[n].get(supplier, Fraction(0)) for n in nodes]
        wanted = Fraction(5, 2) if supplier == ("end-of-life", "end-of-life") else Fraction(0)
        rows.append([*row, wanted])
    for i in range(size):
        pivot = next(k for k in range(i, size) if rows[k][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(size):
            if k != i and rows[k][i]:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    assert data.factors
    return sum((rows[i][-1] * direct[node] for i, node in enumerate(nodes)), Fraction(0))


def _columns(system, burden, outcome):
    """What one unit of each product takes of others, and emits itself, as fractions."""
    shares = {"mill": Fraction(1_920_000), "chips": Fraction(150_800), "dust": Fraction(7_950)}
    whole = sum(shares.values())
    measured = {"mill": Fraction(1200), "chips": Fraction(377_000), "dust": Fraction(53_000)}
    template = {"mill": Fraction(1), "chips": Fraction(310), "dust": Fraction(45)}
    planned = {"mill": Fraction(1600), "chips": Fraction(124), "dust": Fraction(27, 4)}
    totals = {"from-forest": Fraction(2300), "line": Fraction(51_600)}
    needs: dict[tuple[str, str], dict[tuple[str, str], Fraction]] = {}
    direct: dict[tuple[str, str], Fraction] = {}
    for process in system.processes:
        for product in process.outputs:
            row, own = needs.setdefault((process.id, product), {}), Fraction(0)
            for exchange in process.exchanges:
                per = Fraction(exchange.amount) / (1 - Fraction(exchange.loss))
                per /= Fraction(process.output.amount)
                if process.id == "mill" and exchange.id in totals:
                    share = shares[product] / whole / measured[product]
                    per = totals[exchange.id] * share
                elif process.id == "mill":
                    share = planned[product] / sum(planned.values()) / template[product]
                    per = Fraction(exchange.amount) * share
                if isinstance(exchange, FromProcess):
                    row[exchange.node] = row.get(exchange.node, Fraction(0)) + per
                else:
                    found = burden[process.id, exchange.id]
                    if found.amount:
                        own += per * Fraction(found.inside) / Fraction(found.amount)
            direct[process.id, product] = own
    return needs, direct


def _evaluated(pieces: Decimal):
    data = everything.published_data()
    activity = samples.activity(everything.ACTIVITY)
    demand = Quantity(pieces, "piece")
    return evaluate(Inputs(everything.system(), activity, data.factors, data.gwp, demand))


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_change_a_byte(shuffler: random.Random):
    body, activity = deepcopy(everything.BODY), deepcopy(everything.ACTIVITY)
    _shuffle(body, shuffler)
    _shuffle(activity, shuffler)
    subject = everything.subject(everything.system(body), samples.activity(activity))
    data = everything.published_data()
    content = document(subject, data, calculate(subject, data))

    assert bundle(canonical(content).decode(), seal(content)) == sealed("every-feature-1.1")


def _shuffle(content: object, shuffler: random.Random) -> None:
    if isinstance(content, list):
        shuffler.shuffle(content)
    members = content.values() if isinstance(content, dict) else content
    if isinstance(content, dict | list):
        for member in members:
            _shuffle(member, shuffler)


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 1000), st.integers(1, 1000))
def test_the_footprint_is_linear_in_the_demand(first, second):
    one, other, both = (
        sum(item.inside for item in _evaluated(Decimal(n)).contributions)
        for n in (first, second, first + second)
    )

    assert rounded(one + other, 18) == rounded(both, 18)


def test_a_heavier_share_of_dust_moves_the_burden_but_not_the_sum():
    dearer = deepcopy(everything.BODY)
    mill = next(p for p in dearer["processes"] if p["id"] == "mill")
    mill["allocation"]["weights"][2]["per_unit"] = "5"
    of = everything.system(dearer)

    moved = calculate(replace(everything.subject(), system=of), everything.published_data())

    assert sum(share.factor for share in moved.allocations) == 1
