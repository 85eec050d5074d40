"""A second engine, written from docs/sealed-calculation.md; it shares no code with the first.

`python -m tests.sealed.second_engine FILE` exits with 0 when the bundle in the file holds, and with
1 when it does not. Loops are solved in fractions, not in decimals.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from itertools import accumulate, repeat
from operator import itemgetter, mul
from pathlib import Path
from typing import Any

Json = Any
SIZES = {
    "energy": {"MJ": "1", "kWh": "3.6", "MWh": "3600", "GJ": "1000", "Wh": "0.0036",
               "TJ": "1000000", "tce": "29307.6"}, "count": {"piece": "1"}, "time": {"h": "1"},
    "mass": {"g": "0.001", "kg": "1", "t": "1000"}, "area": {"m2": "1", "ha": "10000"},
    "volume": {"m3": "1", "L": "0.001", "mL": "0.000001"}, "normal-volume": {"Nm3": "1"},
    "peak-power": {"Wp": "0.001", "kWp": "1", "MWp": "1000"},
    "freight": {"kg.km": "0.001", "t.km": "1"},
    "length": {"mm": "0.001", "cm": "0.01", "m": "1", "km": "1000"},
}  # fmt: skip
KIND = {unit: kind for kind, units in SIZES.items() for unit in units}
FLOWS = {"transport": "freight:{mode}", "fuel": "fuel:{carrier}", "emission": "emission:{gas}",
         "electricity": "electricity", "uptake": "uptake:CO2"}  # fmt: skip
INSIDE = FOSSIL, GASES, LAND, AIR = "fossil", "biogenic_gases", "land_use_change", "aircraft"
BESIDE = EMITTED, TAKEN_UP = "biogenic_co2_emitted", "biogenic_co2_taken_up"
BY_ORIGIN = {"biogenic": EMITTED, "land-use-change": LAND, "aircraft": AIR}
SPOKEN = ("piece", "kWp", "m2", "m3", "kg", "kWh")
BASES, OLD = {"mass": "kg", "energy": "MJ"}, {"1.0": True, "1.1": False}
ZERO, ONE = Decimal(0), Decimal(1)


def dec(holder: Json, name: str = "amount") -> Decimal:
    return Decimal(holder.get(name, 0))


def convert(amount: Decimal, unit: str, to: str) -> Decimal:
    sizes = SIZES[KIND[unit]]
    return amount if unit == to else amount * Decimal(sizes[unit]) / Decimal(sizes[to])


def measure(quantity: Json, to: str) -> Decimal:
    return convert(dec(quantity), quantity["unit"], to)


def places(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(ONE.scaleb(-decimals))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return places(part * 100 / whole, 4) if whole else ZERO


def plain(number: Decimal) -> str:
    text = f"{number or 0:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def seal(document: Json) -> str:
    """SHA-256 of canonical JSON: a document has no floats, and its members have ASCII names."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def pieces(product: Json) -> dict[str, tuple[Decimal, str]]:
    """What one piece amounts to, in every dimension that it is stated in or derived for."""
    found = {KIND[each["unit"]]: (dec(each), each["unit"]) for each in product["piece"]}
    m2, m3, m, kwp = (
        convert(*found.get(KIND[to], (ZERO, to)), to) for to in ("m2", "m3", "m", "kWp")
    )
    derived = {"volume": (m2 * m, "m3"), "area": (m3 / m if m else ZERO, "m2")}
    if given := product.get("generation"):
        kept = ONE - dec(given, "degradation_per_year")
        years = sum(accumulate(repeat(kept, given["years"] - 1), mul, initial=ONE))
        hours = dec(given, "irradiation_kwh_m2_a") * dec(given, "performance_ratio") * years
        derived["energy"] = kwp * hours, "kWh"
    return {kind: p for kind, p in derived.items() if p[0]} | found | {"count": (ONE, "piece")}


def unit_of(exchange: Json) -> str:
    return str(exchange.get("unit") or exchange.get("content", {"unit": "t.km"})["unit"])


class Process:
    def __init__(self, process: Json, done: Json) -> None:
        def products(of: Json, id: str, name: str) -> dict[str, Json]:
            beside = {each[name]: each["output"] for each in of.get("co_products", [])}
            return dict(sorted({of[id]: of["output"], **beside}.items()))

        self.id, self.stage, self.exchanges = process["id"], process["stage"], process["exchanges"]
        self.outputs, self.allocation = products(process, "id", "id"), process.get("allocation")
        self.totals = {each["exchange"]: each for each in done["consumption"]} if done else {}
        made = [self.outputs] + ([products(done, "process", "product")] if done else [])
        self.made = [{c: measure(by[c], o["unit"]) for c, o in self.outputs.items()} for by in made]
        self.share = [self.shared(made) for made in self.made if self.allocation]

    def shared(self, made: Mapping[str, Decimal]) -> dict[str, Decimal]:
        weight = {each["product"]: dec(each, "per_unit") for each in self.allocation["weights"]}
        for id in set(made) - set(weight):
            weight[id] = convert(ONE, self.outputs[id]["unit"], BASES[self.allocation["method"]])
        v = {id: made[id] * weight[id] for id in made}
        share = {id: places(v[id] / sum(v.values()), 20) for id in v}
        most = max(v, key=lambda id: v[id])
        return share | {most: ONE - sum((share[id] for id in v if id != most), ZERO)}

    def runs(self, d: Mapping[str, Decimal], by: int) -> Decimal:
        """Of the template (0), or of what was really made (1)."""
        if not self.allocation:
            return d[self.id]
        made, share = self.made[by], self.share[by]
        return made[self.id] * sum(share[id] * d[id] / made[id] for id in made)

    def takes(self, exchange: Json, d: Mapping[str, Decimal], to: str) -> Decimal:
        if total := self.totals.get(exchange["id"]):
            amount = self.runs(d, 1) * dec(total) / self.made[1][self.id]
            return convert(amount, total["unit"], to)
        stated, per = dec(exchange), self.made[0][self.id] * (ONE - dec(exchange, "loss"))
        if exchange["kind"] == "transport":
            stated = measure(exchange["mass"], "t") * measure(exchange["distance"], "km")
            stated *= ONE + dec(exchange, "empty_return")
        elif exchange["kind"] == "packaging":
            stated = dec(exchange["content"]) / dec(exchange, "uses")
        return convert(self.runs(d, 0) * stated / per, unit_of(exchange), to)


def supplies(p: Process) -> Iterator[Json]:
    for each in (each for each in p.exchanges if each["kind"] == "process"):
        yield p, each, (each["process"], each.get("product", each["process"]))


class Calculation:
    def __init__(self, document: Json) -> None:
        self.rule, system = document["rule"], document["system"]
        self.factors = {factor["id"]: factor for factor in document["factors"]}
        self.gwp, self.wood = document["gwp"]["values"], system.get("wood", [])
        done = {each["process"]: each for each in document["activity"]["processes"]}
        self.processes = {p["id"]: Process(p, done.get(p["id"])) for p in system["processes"]}
        self.pieces, declared = pieces(document["product"]), self.rule["declared_unit"]
        self.outputs = {(p.id, c): o for p in self.processes.values() for c, o in p.outputs.items()}
        reference = system["reference"], system["reference"]
        self.made = self.outputs[reference]
        self.demand = self.express(dec(declared), declared["unit"], self.made["unit"])
        self.d = dict.fromkeys(self.outputs, ZERO) | {reference: self.demand}
        self.order, self.loops = list[str](), list[list[str]]()
        self.deliver()

    def express(self, amount: Decimal, unit: str, to: str) -> Decimal:
        if KIND[unit] == KIND[to]:
            return convert(amount, unit, to)
        (one, of_one), (other, of_other) = self.pieces[KIND[unit]], self.pieces[KIND[to]]
        return convert(convert(amount, unit, of_one) * other / one, of_other, to)

    def wanted(self, process: str) -> Mapping[str, Decimal]:
        return {c: amount for (id, c), amount in self.d.items() if id == process}

    def deliver(self) -> None:
        every = {p.id: list(supplies(p)) for p in self.processes.values()}
        behind = {id: {node[0] for _, _, node in found} for id, found in every.items()}
        for via in behind:
            for id in behind:
                behind[id] |= behind[via] if via in behind[id] else set()
        while left := [id for id in self.processes if id not in self.order]:
            users = {id: {user for user in left if id in behind[user]} for id in left}
            first = next(id for id in left if users[id] <= behind[id])
            component = [id for id in left if id == first or id in users[first]]
            found = [supply for id in component for supply in every[id]]
            if inside := [supply for supply in found if supply[2][0] in component]:
                self.loops.append(component)
                self.settle([node for node in self.d if node[0] in component], inside)
            for p, each, node in (supply for supply in found if supply[2][0] not in component):
                self.d[node] += p.takes(each, self.wanted(p.id), self.outputs[node]["unit"])
            self.order += component

    def settle(self, loop: list[tuple[str, str]], inside: list[Json]) -> None:
        """x = b + Mx by Gauss and Jordan in fractions; each x is rounded once."""
        m = {(user, node): ZERO for user in loop for node in loop}
        for user in loop:
            one = {c: Decimal(c == user[1]) for c in self.wanted(user[0])}
            for p, each, node in (supply for supply in inside if supply[0].id == user[0]):
                m[user, node] += p.takes(each, one, self.outputs[node]["unit"])
        rows = [[(s == u) - Fraction(m[u, s]) for u in loop] + [Fraction(self.d[s])] for s in loop]
        for at, pivot in enumerate(rows):
            pivot[:] = [value / pivot[at] for value in pivot]
            for row in rows:
                if row is not pivot and (times := row[at]):
                    row[:] = [a - times * b if b else a for a, b in zip(row, pivot, strict=True)]
        for node, (*_, x) in zip(loop, rows, strict=True):
            self.d[node] = Decimal(x.numerator) / Decimal(x.denominator)

    def by(self, id: str, a: Decimal, unit: str, heading: str = "") -> tuple[str, Decimal]:
        factor = self.factors[id]
        own = heading or (LAND if factor["category"] == "land-use-change" else FOSSIL)
        found = convert(a, unit, factor["unit"]) * dec(factor, "value")
        return EMITTED if factor["basis"] == "biogenic" else own, found

    def terms(self, exchange: Json, a: Decimal, gj: Decimal) -> Iterator[tuple[str, Decimal]]:
        """Headings with kg CO2e or kg CO2."""
        unit, heating = unit_of(exchange), exchange.get("heating")
        match exchange:
            case {"kind": "factor" | "packaging" | "waste" | "transport", "factor": factor}:
                yield self.by(factor, a, unit, AIR if exchange.get("mode") == "air" else "")
            case {"kind": "emission", "gas": gas, "origin": origin}:
                own = GASES if gas == "CH4-nonfossil" else FOSSIL
                yield BY_ORIGIN.get(origin, own), convert(a, unit, "kg") * Decimal(self.gwp[gas])
            case {"kind": "uptake"}:
                yield TAKEN_UP, -convert(a, unit, "kg")
            case {"kind": "electricity", "supply": supply}:
                fed_in = a / (ONE - dec(supply, "line_loss"))
                only = {"factor": supply.get("factor", supply.get("generation")), "share": "1"}
                for part in supply.get("parts", [only]):
                    yield self.by(part["factor"], fed_in * dec(part, "share"), unit)
                if "transmission" in supply:
                    yield self.by(supply["transmission"], a, unit)
            case {"kind": "fuel"}:
                yield from self.burnt(heating, gj)
        if "upstream" in exchange:
            to = self.factors[exchange["upstream"]]["unit"]
            if KIND[unit] != KIND[to] == "energy":
                a, unit = gj, "GJ"
            elif KIND[unit] != KIND[to]:
                a, unit = gj / dec(heating, "net_calorific_value"), heating["per"]
            yield self.by(exchange["upstream"], a, unit)

    def burnt(self, heating: Json, gj: Decimal) -> Iterator[tuple[str, Decimal]]:
        co2 = dec(heating, "carbon_content") * dec(heating, "oxidation") * 44 / 12 * 1000
        living = heating["biogenic"]
        yield EMITTED if living else FOSSIL, gj * co2
        ch4 = "CH4-nonfossil" if living else "CH4-fossil"
        for gas, named in (("ch4", ch4 if ch4 in self.gwp else "CH4"), ("n2o", "N2O")):
            if per_tj := dec(heating, f"{gas}_kg_per_tj"):
                yield GASES if living else FOSSIL, gj * (per_tj / 1000) * Decimal(self.gwp[named])

    def line(self, p: Process, exchange: Json) -> Json:
        """One exchange: what it takes, emits and weighs."""
        unit, heating = unit_of(exchange), exchange.get("heating")
        a, kind = p.takes(exchange, self.wanted(p.id), unit), KIND[unit]
        weighed = {base: convert(a, unit, to) for base, to in BASES.items() if base == kind}
        gj = convert(a, unit, "GJ") if kind == "energy" else ZERO
        if heating and kind != "energy":
            gj = convert(a, unit, heating["per"]) * dec(heating, "net_calorific_value")
            weighed["energy"] = convert(gj, "GJ", "MJ")
        if "estimate" in exchange:
            weighed["burden"] = a * dec(exchange, "estimate")
        found = dict.fromkeys(INSIDE + BESIDE, ZERO)
        for heading, kg in self.terms(exchange, a, gj):
            found[heading] += kg
        inside = sum((found[heading] for heading in INSIDE), ZERO)
        flow = FLOWS.get(exchange["kind"], "{flow}").format(**exchange)
        origin = exchange.get("origin", FOSSIL)
        return {
            **found, **weighed, "id": f"{p.id}.{exchange['id']}", "process": p.id,
            "stage": p.stage, "kind": exchange["kind"], "amount": a, "unit": unit,
            "flow": flow if origin == FOSSIL else f"{flow}-{origin}",
            "dimension": kind, "kg_co2e": inside, "primary": inside * (exchange["id"] in p.totals),
            "biogenic_kg_co2": sum(found[heading] for heading in BESIDE),
        }  # fmt: skip

    def result(self, *, old: bool) -> Json:
        """All members of `result`, as numbers; to be called in a context of fifty digits."""
        every = [(p, exchange) for p in self.processes.values() for exchange in p.exchanges]
        lines = [self.line(p, each) for p, each in every if each["kind"] != "process"]
        walk = sorted(lines, key=lambda each: self.order.index(each["process"]))
        exact = along(walk, "kg_co2e")
        found = {
            "exact": exact,
            "value": places(exact, self.rule["decimals"]),
            "biogenic_kg_co2": along(walk, "biogenic_kg_co2"),
            "primary_percent": percent(along(walk, "primary"), exact),
            "by_exchange": shares_by("id", lines),
            "by_process": shares_by("process", lines),
            "by_stage": shares_by("stage", walk),
            "deliveries": [{"process": p, "amount": self.d[p, c], "unit": output["unit"]}
                           for (p, c), output in self.outputs.items() if p == c],
            "flows": [{"flow": flow, "unit": group[0]["unit"],
                       "amount": sum(measure(each, group[0]["unit"]) for each in group)}
                      for (flow, _), group in grouped(lines, itemgetter("flow", "dimension"))],
        }  # fmt: skip
        found["cut_offs"] = cut_offs(lines, walk, exact, self.rule["cut_off"], old)
        return found if old else found | self.stored() | {
            "separate": {heading: along(walk, heading) for heading in INSIDE + BESIDE},
            "per_unit": [{"unit": to,
                          "kg_co2e": exact / self.express(self.demand, self.made["unit"], to)}
                         for to in SPOKEN if KIND[to] in self.pieces],
            "allocations": [{"process": p.id, "product": c, "method": p.allocation["method"],
                             "factor": share, "measured": len(p.made) == 2}
                            for p in self.processes.values() if p.allocation
                            for c, share in p.share[-1].items()],
            "co_products": [{"process": p, "product": c, "amount": self.d[p, c], "unit": o["unit"]}
                            for (p, c), o in self.outputs.items() if p != c],
            "loops": self.loops,
        }  # fmt: skip

    def stored(self) -> Json:
        items, outputs = list[Json](), self.demand / dec(self.made)
        for wood in self.wood:
            carbon = dec(wood, "carbon_fraction") * dec(wood, "density_kg_m3")
            above = carbon * measure(wood["volume"], "m3") * 4400
            below = (100 + dec(wood, "moisture_percent")) * 12
            items.append({"id": wood["id"], "kg_co2": above / below * outputs})
        whole = {"method": "EN 16449", "items": items, "kg_co2": along(items, "kg_co2")}
        return {"stored_carbon": whole} if items else {}


def along(lines: Iterable[Json], name: str) -> Decimal:
    return sum((line[name] for line in lines if name in line), ZERO)


def grouped(lines: list[Json], key: Callable[[Json], Any]) -> list[tuple[Any, list[Json]]]:
    return [(name, [x for x in lines if key(x) == name]) for name in sorted(set(map(key, lines)))]


def shares_by(name: str, lines: list[Json]) -> list[Json]:
    both, groups = ("kg_co2e", "biogenic_kg_co2"), grouped(lines, itemgetter(name))
    return [{"id": id, **{kg: along(group, kg) for kg in both}} for id, group in groups]


def cut_offs(lines: Json, walk: Json, exact: Decimal, limits: Json, old: bool) -> Json:
    bases = ("mass",) if old else ("mass", "energy", "burden")
    out = [each for each in lines if each["kind"] == "cut-off"]
    inputs = [each for each in walk if each["kind"] not in {"emission", "waste", "uptake"}]
    whole = {base: along(inputs, base) for base in bases} | {"burden": exact + along(out, "burden")}
    items = []
    for each in out:
        known = {f"{b}_percent": percent(each[b], whole[b]) for b in bases if b in each}
        guess = {"estimated_kg_co2e": each["burden"]} if "burden_percent" in known else {}
        within = all(share <= dec(limits, "single_percent") for share in known.values())
        item = {name: each[name] for name in ("id", "flow", "amount", "unit")}
        item |= {"mass_percent": None, **known, **guess, "within_limit": within if known else None}
        items.append(item)
    totals = {f"total_{b}_percent": percent(along(out, b), whole[b]) for b in bases}
    within = all(share <= dec(limits, "total_percent") for share in totals.values())
    singles = all(item["within_limit"] is not False for item in items)
    return {"items": items, "within_limit": singles and within, **totals}


def in_order(inputs: Json) -> Json:
    """Every list of an input in the order of the format."""
    if isinstance(inputs, dict):
        return {name: in_order(member) for name, member in inputs.items()}
    if not isinstance(inputs, list):
        return inputs
    names = ("id", "process", "exchange", "product", "factor")
    rows = [([x.get(n, "") for n in names], dec(x, "share"), x) for x in map(in_order, inputs)]
    return [row[-1] for row in sorted(rows, key=lambda row: row[:2])]


def recomputed(document: Json) -> Json:
    """The document with all that follows from its inputs computed anew."""
    again = document | {n: in_order(document[n]) for n in ("factors", "system", "activity")}
    rule = {name: member for name, member in document["rule"].items() if name != "sha256"}
    again["rule"], version = rule | {"sha256": seal(rule)}, document["engine"]["version"]
    with localcontext(Context(prec=50, rounding=ROUND_HALF_EVEN)):
        found = json.dumps(Calculation(again).result(old=OLD[version]), default=plain)
    again["engine"] = {"version": version, "digits": 50, "rounding": "half-even"}
    return again | {"format": "tanbiao-sealed-calculation/1", "result": json.loads(found)}


def holds(bundle: Json) -> bool:
    return bool(bundle["seal"] == seal(bundle["document"]) == seal(recomputed(bundle["document"])))


if __name__ == "__main__":
    sys.exit(not holds(json.loads(Path(sys.argv[1]).read_bytes())))
