"""Random product systems, with loops, losses, co-products and measured totals, for laws to hold."""

import random
from dataclasses import replace
from decimal import Decimal

from accounting.analysis.domain.network import Network, network
from accounting.inventory.domain.soundness import checked
from tests.accounting import samples

_NAME = {"zh": "示例", "en": "sample"}
_FACTORS = (
    ("ele-fp-cn-2024-nat", "kWh"),
    ("cpcd-42190x0012018a", "kg"),
    ("cpcd-37117x0032014a", "kg"),
)
_EVIDENCE = {"sha256": "ab" * 32, "source": "示例台账"}


def random_network(seed: int, *, processes: int = 8, loops: bool = True) -> Network:
    """A system of the reference `module` and others; the same seed gives the same one."""
    draw = random.Random(seed)
    ids = ["module", *(f"p{number}" for number in range(1, processes))]
    content = [_process(id, number, ids, draw, loops) for number, id in enumerate(ids)]
    system = checked(samples.system({"name": _NAME, "reference": "module", "processes": content}))
    activity = samples.activity(
        {
            "period_start": "2025-01-01",
            "period_end": "2026-01-01",
            "processes": [_measured(content[0], draw), _measured(content[1], draw)],
        }
    )
    subject = samples.subject(system, activity)
    return network(subject, samples.published_data(system))


def again(of: Network, **changes: object) -> Network:
    """The network of a subject or background that was changed in one place."""
    data = changes.pop("background", of.background)
    return network(replace(of.subject, **changes), data)


def _process(id: str, number: int, ids: list[str], draw: random.Random, loops: bool) -> object:
    exchanges = [_from_factor(at, draw) for at in range(draw.randint(1, 3))]
    exchanges.append(
        {"kind": "emission", "id": "gas", "gas": "N2O", "amount": "0.01", "unit": "kg"}
    )
    if number + 1 < len(ids):
        exchanges.append(_supply(ids[number + 1], draw))
        further = ids[number + 2 :]
        some = draw.sample(further, min(len(further), draw.randint(0, 4)))
        exchanges += [_supply(id, draw) for id in sorted(some)]
    if loops and number > 1 and (number == 3 or draw.random() < 0.3):
        exchanges.append(_supply(ids[number - 1], draw, small=True))
    unit = "m2" if id == "module" else "kg"
    process = {
        "id": id,
        "name": _NAME,
        "stage": draw.choice(["raw-materials", "production"]),
        "output": {"amount": _amount(draw, 1, 20), "unit": unit},
        "exchanges": exchanges,
    }
    if number == 2:
        process |= _co_product(draw)
    return process


def _co_product(draw: random.Random) -> dict[str, object]:
    weights = [{"product": id, "per_unit": _amount(draw, 1, 9)} for id in ("p2", "offcut")]
    allocation = {
        "method": "economic",
        "not_subdivided": _NAME,
        "not_physical": _NAME,
        "currency": "CNY",
        "period_start": "2025-01-01",
        "period_end": "2026-01-01",
        "weights": weights,
    }
    output = {"amount": _amount(draw, 1, 5), "unit": "kg"}
    product = {"id": "offcut", "name": _NAME, "output": output}
    return {"co_products": [product], "allocation": allocation}


def _from_factor(at: int, draw: random.Random) -> dict[str, object]:
    factor, unit = draw.choice(_FACTORS)
    return {
        "kind": "factor",
        "id": f"input-{at}",
        "flow": f"input-{at}",
        "factor": factor,
        "amount": _amount(draw, 1, 9),
        "unit": unit,
        "loss": draw.choice(["0", "0.07"]),
    }


def _supply(process: str, draw: random.Random, *, small: bool = False) -> dict[str, object]:
    amount = Decimal(draw.randint(1, 9)) / (1000 if small else 10)
    return {
        "kind": "process",
        "id": f"from-{process}",
        "process": process,
        "amount": str(amount),
        "unit": "kg",
    }


def _measured(process: dict[str, object], draw: random.Random) -> dict[str, object]:
    first = process["exchanges"][0]
    total = {
        "exchange": first["id"],
        "amount": _amount(draw, 100, 900),
        "unit": first["unit"],
        "evidence": _EVIDENCE,
    }
    output = {"amount": _amount(draw, 50, 90), "unit": process["output"]["unit"]}
    return {
        "process": process["id"],
        "output": output,
        "evidence": _EVIDENCE,
        "consumption": [total],
    }


def _amount(draw: random.Random, low: int, high: int) -> str:
    return f"{draw.randint(low, high)}.{draw.randint(1, 9)}"
