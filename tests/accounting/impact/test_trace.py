"""Adding a footprint up again equals computing it anew, to the last of fifty digits."""

import random
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.calculations.domain.calculation import Subject, calculate
from accounting.calculations.domain.result import FootprintImplausible
from accounting.calculations.domain.trace import TRACE, Trace, trace
from accounting.engine.domain.burden import LAND_USE_CHANGE
from accounting.factors.domain.factors import Basis
from accounting.impact.domain.change import Change
from accounting.impact.domain.recomputation import Surroundings, recomputed, standing
from accounting.inventory.domain.background import Background, background
from packs.models import CutOffLimits
from tests.accounting import everything, samples
from tests.accounting.analysis import systems

AROUND = Surroundings(samples.library(), {"AR6": samples.gwp()})


def traced(subject: Subject, data: Background) -> Trace:
    """As it comes back from where it is kept."""
    made = trace(subject, data, calculate(subject, data))
    return TRACE.validate_json(TRACE.dump_json(made))


def with_values(data: Background, values: Mapping[str, Decimal]) -> Background:
    changed = {id: replace(data.factors[id], value=value) for id, value in values.items()}
    return replace(data, factors={**data.factors, **changed})


def new_values(data: Background, draw: random.Random) -> dict[str, Decimal]:
    """For one factor or several; short, long and 0."""
    chosen = draw.sample(sorted(data.factors), draw.randint(1, len(data.factors)))
    return {id: draw.choice([Decimal(0), number(draw, 3), number(draw, 18)]) for id in chosen}


def number(draw: random.Random, places: int) -> Decimal:
    return Decimal(draw.randint(1, 3 * 10**places)).scaleb(-places)


def assert_agreement(subject: Subject, data: Background, values: Mapping[str, Decimal]) -> None:
    found = traced(subject, data).under(values)
    anew = with_values(data, values)

    assert found == standing(subject, calculate(subject, anew))
    change = Change({id: anew.factors[id] for id in values})
    assert found == recomputed(subject, data, change, AROUND)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_random_systems_with_loops_and_co_products(seed: int):
    network = systems.random_network(seed)
    values = new_values(network.background, random.Random(seed))

    assert_agreement(network.subject, network.background, values)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_kind_of_exchange(seed: int):
    draw = random.Random(seed)
    system = everything.system(scaled(deepcopy(everything.BODY), draw))
    subject = everything.subject(system, samples.activity(everything.ACTIVITY))
    limits = CutOffLimits(single_percent=number(draw, 2), total_percent=number(draw, 2))
    rule = subject.rule.model_copy(update={"cut_off": limits})
    data = under_every_heading(everything.published_data(system))

    assert_agreement(replace(subject, rule=rule), data, new_values(data, draw))


def scaled(body: dict[str, object], draw: random.Random) -> dict[str, object]:
    """Other amounts in the same structure; supplies stay, so that the loop leaves something."""
    for process in body["processes"]:
        for exchange in process["exchanges"]:
            if "amount" in exchange and exchange["kind"] != "process":
                exchange["amount"] = str(Decimal(exchange["amount"]) * number(draw, 2))
    return body


def under_every_heading(data: Background) -> Background:
    """Converted land and biogenic carbon among the factors."""
    landfill = data.factors["eol-uk-wood-landfill"]
    pallet = data.factors["mat-ice-sawn-softwood"]
    changed = {
        landfill.id: replace(landfill, category=LAND_USE_CHANGE),
        pallet.id: replace(pallet, basis=Basis.BIOGENIC),
    }
    return replace(data, factors={**data.factors, **changed})


@pytest.mark.parametrize("engine", ["1.0", "1.1"])
def test_the_worked_case_moves_by_its_electricity(engine):
    """The footprint less its electricity at 0.5777, plus the same electricity at 0.6."""
    subject, data = samples.subject(engine=engine), samples.published_data()
    before = calculate(subject, data)
    grid = "ele-fp-cn-2024-nat"
    without = calculate(subject, with_values(data, {grid: Decimal(0)})).exact

    found = traced(subject, data).under({grid: Decimal("0.6")})

    by_hand = without + (before.exact - without) / Decimal("0.5777") * Decimal("0.6")
    assert abs(found.exact - by_hand) < Decimal("1e-20")
    assert found.value > before.value
    assert_agreement(subject, data, {grid: Decimal("0.6")})


def test_nothing_changes_under_no_change():
    subject, data = everything.subject(), everything.published_data()
    found = traced(subject, data)

    assert found.under({}) == found.sealed == standing(subject, calculate(subject, data))


def test_estimates_of_cut_offs_cross_the_limits_with_the_footprint():
    """The same glue is a larger share of a smaller footprint."""
    body = deepcopy(everything.BODY)
    glue = next(e for p in body["processes"] for e in p["exchanges"] if e["id"] == "glue")
    glue["estimate"] = "100"
    subject = everything.subject(everything.system(body))
    data = everything.published_data(subject.system)
    book = calculate(subject, data).cut_offs
    share = next(item.burden_percent for item in book.items if item.id == "product.glue")
    limits = CutOffLimits(single_percent=share, total_percent=Decimal(100))
    subject = replace(subject, rule=subject.rule.model_copy(update={"cut_off": limits}))
    found = traced(subject, data)

    lower = found.under(dict.fromkeys(data.factors, Decimal(0)))

    assert found.sealed.within_limits
    assert not lower.within_limits


def test_an_impossible_footprint_is_refused_as_a_calculation_would_be():
    found = traced(samples.subject(), samples.published_data())

    with pytest.raises(FootprintImplausible):
        found.under({"ele-fp-cn-2024-nat": Decimal(10) ** 18})


def test_a_successor_stands_where_the_old_factor_stood():
    subject = samples.subject()
    data = background(subject.system, samples.library(), samples.gwp(), home="CN-120000")
    wind = samples.library().factors["ele-fp-cn-2024-wind"].value

    assert_agreement(subject, data, {"ele-fp-cn-2024-nat": wind})
