"""Derivatives against a second method: the engine itself, with one input moved both ways."""

from dataclasses import replace
from decimal import Decimal

import pytest

from accounting.analysis.domain.network import network
from accounting.analysis.domain.sensitivity import InputKind, Sensitivity, sensitivities
from accounting.calculations.domain.calculation import calculate
from accounting.factors.domain.gwp import GwpSet
from accounting.values.domain.units import Quantity
from tests.accounting import samples
from tests.accounting.analysis.systems import random_network

STEP = Decimal("1e-9")


def moved(of, found: Sensitivity, by: Decimal) -> Decimal:
    """The exact footprint when one input is `by` larger."""
    subject, background = of.subject, of.background
    to = found.value + by
    match found.kind:
        case InputKind.FACTOR:
            factor = replace(background.factors[found.input], value=to)
            background = replace(background, factors={**background.factors, factor.id: factor})
        case InputKind.WARMING_POTENTIAL:
            values = {**background.gwp.values, found.input: to}
            background = replace(background, gwp=GwpSet("AR6", "x", values))
        case InputKind.PIECE:
            piece = tuple(
                Quantity(to, q.unit) if q.unit == found.unit else q for q in subject.product.piece
            )
            subject = replace(subject, product=replace(subject.product, piece=piece))
        case _ if found.measured and found.kind in (InputKind.AMOUNT, InputKind.OUTPUT):
            subject = replace(subject, activity=with_measured(subject.activity, found, to))
        case _:
            processes = tuple(with_input(p, found, to) for p in subject.system.processes)
            subject = replace(subject, system=replace(subject.system, processes=processes))
    return calculate(subject, background).exact


def with_measured(activity, found, to):
    process, _, exchange = found.input.partition(".")

    def done(p):
        if p.process != process:
            return p
        if found.kind is InputKind.OUTPUT:
            return replace(p, output=Quantity(to, p.output.unit))
        totals = (replace(t, amount=to) if t.exchange == exchange else t for t in p.consumption)
        return replace(p, consumption=tuple(totals))

    return replace(activity, processes=tuple(done(p) for p in activity.processes))


def with_input(process, found, to):
    id, _, exchange = found.input.partition(".")
    id, _, product = id.partition(":")
    if process.id != id:
        return process
    if found.kind is InputKind.ALLOCATION:
        weights = tuple(
            replace(w, per_unit=to) if w.product == product else w
            for w in process.allocation.weights
        )
        return replace(process, allocation=replace(process.allocation, weights=weights))
    if found.kind is InputKind.OUTPUT and product:
        products = tuple(
            replace(p, output=Quantity(to, p.output.unit)) if p.id == product else p
            for p in process.co_products
        )
        return replace(process, co_products=products)
    if found.kind is InputKind.OUTPUT:
        return replace(process, output=Quantity(to, process.output.unit))
    member = "loss" if found.kind is InputKind.LOSS else "amount"
    exchanges = (replace(e, **{member: to}) if e.id == exchange else e for e in process.exchanges)
    return replace(process, exchanges=tuple(exchanges))


def check(of, found: Sensitivity) -> None:
    numeric = (moved(of, found, STEP) - moved(of, found, -STEP)) / (2 * STEP)
    assert abs(numeric - found.derivative) <= Decimal("1e-7") * max(1, abs(found.derivative)), found


@pytest.mark.parametrize("seed", range(3))
def test_every_derivative_is_that_of_the_engine(seed):
    of = random_network(seed, processes=5)

    found = sensitivities(of)

    assert {s.kind for s in found} >= set(InputKind) - {InputKind.HEATING}
    for each in found:
        check(of, each)


def test_the_worked_case_moves_as_its_factors_say():
    of = network(samples.subject(), samples.published_data())

    found = sensitivities(of)

    power = next(s for s in found if s.input == "ele-fp-cn-2024-nat")
    assert round(power.derivative / 5, 8) == Decimal("88.74552826")
    share = power.derivative * power.value / of.exact
    assert round(power.elasticity, 20) == round(share, 20)
    sizes = [abs(each.elasticity) for each in found]
    assert sizes == sorted(sizes, reverse=True)
    for each in found[:12]:
        check(of, each)


def test_elasticities_of_factors_add_up_to_one():
    of = network(samples.subject(), samples.published_data())
    kinds = (InputKind.FACTOR, InputKind.WARMING_POTENTIAL)

    found = sum(s.elasticity for s in sensitivities(of) if s.kind in kinds)

    assert abs(found - 1) < Decimal("1e-25")


def test_an_amount_of_zero_still_says_what_one_more_would_do():
    content = samples.body("system")
    glass = next(e for e in content["processes"][0]["exchanges"] if e["id"] == "carton")
    glass["amount"] = "0"
    system = samples.system(content)
    of = network(samples.subject(system), samples.published_data(system))

    found = next(s for s in sensitivities(of) if s.input == "module.carton")

    assert found.derivative > 0
    assert moved(of, found, Decimal(1)) - of.exact == found.derivative
