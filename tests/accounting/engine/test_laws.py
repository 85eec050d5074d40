"""Laws that every product system obeys, tried on random ones with loops, losses and co-products."""

import random
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

import pytest

from accounting.calculations.domain.calculation import calculate, document
from accounting.engine.domain.evaluation import Inputs, evaluate
from accounting.inventory.domain.soundness import checked
from accounting.model.domain.activity import ACTIVITY, NOTHING_MEASURED
from accounting.model.domain.allocation import split
from accounting.model.domain.system import SYSTEM, FromProcess, ProductSystem
from accounting.values.domain.numbers import EXACT, total
from accounting.values.domain.units import KNOWN, Quantity, convert, dimension
from chassis.canonical import canonical
from tests.accounting import samples
from tests.accounting.analysis.systems import random_network

SEEDS = range(6)
CLOSE = Decimal("1e-40")


def inside(of, demand: Decimal = Decimal(1), *, system=None, activity=None) -> Decimal:
    """kg CO2e of a demand for the reference process's output."""
    subject, data = of.subject, of.background
    made = subject.system.by_id[subject.system.reference].output.unit
    inputs = Inputs(
        system or subject.system,
        subject.activity if activity is None else activity,
        data.factors,
        data.gwp,
        Quantity(demand, made),
    )
    return total(item.inside for item in evaluate(inputs).contributions)


def same(one: Decimal, other: Decimal) -> bool:
    return abs(EXACT.subtract(one, other)) <= EXACT.multiply(abs(one), CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("times", ["2", "0.001", "1234567.89", "0"])
def test_scaling_is_linear(seed, times):
    of = random_network(seed)

    assert same(inside(of, Decimal(times)), EXACT.multiply(Decimal(times), inside(of)))


@pytest.mark.parametrize("seed", SEEDS)
def test_demands_add_up(seed):
    of = random_network(seed)
    parts = [Decimal("0.37"), Decimal(5), Decimal("1e-6")]

    apart = total(inside(of, part) for part in parts)

    assert same(apart, inside(of, total(parts)))


@pytest.mark.parametrize("seed", SEEDS)
def test_allocation_conserves_the_burden_of_every_process(seed):
    """What all products of a process carry together is the whole: the shares add up to exactly 1,
    and taking everything that one run makes takes exactly one run.
    """
    of = random_network(seed)

    for process in of.subject.system.processes:
        shares = split(process)
        everything = {id: output.amount for id, output in process.outputs.items()}
        assert total(shares.factors.values()) == 1
        assert same(shares.equivalent(everything), process.output.amount)


@pytest.mark.parametrize("seed", SEEDS)
def test_other_prices_move_the_burden_and_never_the_sum(seed):
    of = random_network(seed)
    maker = next(p for p in of.subject.system.processes if p.co_products)
    burdens = []
    for price in ("0.5", "3", "80"):
        first, *others = maker.allocation.weights
        weights = (replace(first, per_unit=Decimal(price)), *others)
        dearer = replace(maker, allocation=replace(maker.allocation, weights=weights))
        alone = _alone(dearer)
        burdens.append(
            [_burden(of, alone, id, output.amount) for id, output in dearer.outputs.items()]
        )

    assert len({burden[0] for burden in burdens}) == 3
    sums = [total(burden) for burden in burdens]
    assert all(same(sums[0], each) for each in sums)


def _alone(process):
    """The process without its suppliers: its own exchanges are what is shared."""
    own = tuple(e for e in process.exchanges if not isinstance(e, FromProcess))
    return replace(process, exchanges=own)


def _burden(of, maker, product: str, amount: Decimal) -> Decimal:
    """What an amount of one of its products carries."""
    taken = {
        "kind": "process", "id": "take", "process": maker.id, "product": product,
        "amount": f"{amount:f}", "unit": maker.outputs[product].unit,
    }  # fmt: skip
    user = {
        "id": "user", "name": {"zh": "示例", "en": "sample"}, "stage": "production",
        "output": {"amount": "1", "unit": "kg"}, "exchanges": [taken],
    }  # fmt: skip
    content = SYSTEM.dump_python(replace(of.subject.system, processes=(maker,)), mode="json")
    processes = [user, *content["processes"]]
    system = samples.system({**content, "reference": "user", "processes": processes})
    data = of.background
    demand = Quantity(Decimal(1), "kg")
    inputs = Inputs(checked(system), NOTHING_MEASURED, data.factors, data.gwp, demand)
    return total(item.inside for item in evaluate(inputs).contributions)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_input_changes_no_byte(seed):
    of, shuffler = random_network(seed), random.Random(seed)
    system = SYSTEM.dump_python(of.subject.system, mode="json")
    activity = ACTIVITY.dump_python(of.subject.activity, mode="json")
    _shuffle(system, shuffler)
    _shuffle(activity, shuffler)

    shuffled = _bytes(of, samples.system(system), samples.activity(activity))

    assert samples.system(system).processes != of.subject.system.processes
    assert shuffled == _bytes(of, of.subject.system, of.subject.activity)


def _bytes(of, system: ProductSystem, activity) -> bytes:
    subject = replace(of.subject, system=checked(system), activity=activity)
    return canonical(document(subject, of.background, calculate(subject, of.background)))


def _shuffle(content: object, shuffler: random.Random) -> None:
    """Every list, however deep, in another order."""
    if isinstance(content, list):
        shuffler.shuffle(content)
    for member in content.values() if isinstance(content, dict) else content:
        if isinstance(member, dict | list):
            _shuffle(member, shuffler)


@pytest.mark.parametrize("seed", SEEDS)
def test_another_unit_for_the_same_amount_changes_nothing(seed):
    """Template amounts, measured totals and outputs, each there and in another unit of its kind."""
    of, chance = random_network(seed), random.Random(seed)
    system = SYSTEM.dump_python(of.subject.system, mode="json")
    activity = ACTIVITY.dump_python(of.subject.activity, mode="json")
    for process in system["processes"]:
        for exchange in process["exchanges"]:
            _in_another_unit(exchange, chance)
    for process in activity["processes"]:
        for stated in (process["output"], *process["consumption"]):
            _in_another_unit(stated, chance)

    other = inside(of, system=samples.system(system), activity=samples.activity(activity))

    assert same(other, inside(of))


def _in_another_unit(stated: dict[str, str], chance: random.Random) -> None:
    """Only by powers of ten and 3.6 upwards, so that the decimal stays finite."""
    unit, amount = stated["unit"], Decimal(stated["amount"])
    choices = [
        other
        for other in KNOWN
        if dimension(other) is dimension(unit)
        and (found := convert(amount, unit, other, where="")) == round(found, 18)
    ]
    other = chance.choice(choices)
    stated["amount"] = f"{convert(amount, unit, other, where=''):f}"
    stated["unit"] = other


def test_the_random_systems_have_what_the_laws_are_about():
    systems = [random_network(seed).subject.system for seed in SEEDS]

    assert all(any(p.co_products for p in system.processes) for system in systems)
    assert all(any(e.loss for p in system.processes for e in p.exchanges) for system in systems)
    assert deepcopy(systems[0]) == random_network(0).subject.system
