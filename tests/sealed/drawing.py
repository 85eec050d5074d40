"""Random small calculations with every part of the format, as documents without a result."""

from random import Random
from typing import Any

Json = dict[str, Any]
TEXT = {"zh": "示例", "en": "sample"}
EVIDENCE = {"sha256": "ab" * 32, "source": "示例台账"}
NAMES = ("a", "a-b", "a1", "b", "c-0")
"""Identifiers whose order beside a point is not their own order."""
UNITS = {
    "mass": ("g", "kg", "t"), "energy": ("MJ", "kWh", "GJ", "MWh", "tce"),
    "freight": ("kg.km", "t.km"),
    "area": ("m2",), "volume": ("L", "m3"), "count": ("piece",), "normal-volume": ("Nm3",),
    "peak-power": ("Wp", "kWp", "MWp"),
}  # fmt: skip
KIND = {unit: kind for kind, units in UNITS.items() for unit in units}
GASES = {"CO2": "1", "CH4": "28", "N2O": "265", "SF6": "23500"}
BY_ORIGIN = {"CH4-fossil": "29.8", "CH4-nonfossil": "27"}
FUELS = (
    ("0.0433", "kg", "0.0202", ("kg", "g", "MJ")),
    ("0.0389", "Nm3", "0.0153", ("Nm3", "kWh")),
    ("0.036", "L", "0.02", ("L", "GJ")),
)
"""Heating value, what it is per, carbon content, and units to state the fuel in."""
KINDS = ("factor", "waste", "packaging", "cut-off", "uptake", "electricity", "fuel", "transport")
NOTHING = {"kind": "uptake", "id": "none", "source": TEXT, "amount": "0", "unit": "kg"}
ECONOMIC = {
    "not_physical": TEXT, "currency": "CNY", "period_start": "2025-01-01",
    "period_end": "2026-01-01",
}  # fmt: skip


def inputs(seed: int) -> Json:
    """The inputs of a calculation; the same seed gives the same ones.

    Now and then its loops have no solution.
    """
    return _Draw(Random(seed)).document()


class _Draw:
    def __init__(self, chance: Random) -> None:
        self.chance, self.pick = chance, chance.choice

    def number(self, low: int, high: int, places: int = 4) -> str:
        n = self.chance.randint(low * 10**places, high * 10**places)
        return f"{n // 10**places}.{n % 10**places:0{places}d}".rstrip("0").rstrip(".")

    def positive(self) -> str:
        return self.number(1, 20)

    def amount(self) -> str:
        return self.pick(("0", self.number(0, 30), self.number(0, 30), self.number(0, 3, 7)))

    def share(self) -> str:
        return self.pick(("0", "0.03", "0.07"))

    def quantity(self, amount: str, *units: str) -> Json:
        return {"amount": amount, "unit": self.pick(units)}

    def sometimes(self, **members: object) -> Json:
        return members if self.chance.random() < 0.5 else {}

    def factor(self, kind: str) -> str:
        return f"{kind}-{self.chance.randrange(2)}"

    def factors(self) -> list[Json]:
        """Two rows for every dimension, of any basis that a footprint may use."""
        return [
            {
                "id": f"{kind}-{at}", "name_zh": "示例", "name_en": "sample",
                "category": self.pick(("sample", "sample", "land-use-change")),
                "value": self.number(0, 9), "unit": self.pick(units),
                "basis": self.pick(("co2e", "co2e", "biogenic")), "gas_basis": "sample",
                "region": "CN", "year": None, "source_title": "", "source_ref": "", "seen": False,
                "quarantine": None,
            }
            for kind, units in UNITS.items() for at in range(2)
        ]  # fmt: skip

    def supply(self) -> Json:
        energy, loss = lambda: self.factor("energy"), {"line_loss": self.share()}
        by = self.pick(("location", "residual", "on-site", "direct", "mix"))
        if by == "on-site":
            return {"by": by, "generation": energy()}
        if by == "direct":
            lines = {"transmission": energy(), "contract": TEXT}
            return {"by": by, "generation": energy(), **lines, **loss}
        if by == "mix":
            shares = self.pick((("0.7", "0.3"), ("0.25", "0.5", "0.1", "0.15")))
            parts = [{"factor": energy(), "share": share} for share in shares]
            return {"by": by, "parts": parts, **self.sometimes(transmission=energy()), **loss}
        return {"by": by, "factor": energy()}

    def fuel(self) -> Json:
        calorific, per, carbon, units = self.pick(FUELS)
        heating = {
            "net_calorific_value": calorific, "per": per, "carbon_content": carbon,
            "oxidation": self.pick(("1", "0.98", "0.93")), "source": TEXT,
            "ch4_kg_per_tj": self.pick(("0", "3")), "n2o_kg_per_tj": self.pick(("0", "0.6")),
            "biogenic": self.pick((True, False)),
        }  # fmt: skip
        supplied = self.sometimes(upstream=self.factor(self.pick((KIND[per], "energy"))))
        own = {"carrier": "diesel", "heating": heating, "loss": self.share()}
        return {
            **self.quantity(self.amount(), *units),
            **own,
            **(supplied or {"no_upstream": TEXT}),
        }

    def transport(self) -> Json:
        return {
            "mode": self.pick(("road", "air")), "vehicle": "truck", "assumption": TEXT,
            "mass": self.quantity(self.amount(), *UNITS["mass"]),
            "distance": self.quantity(self.amount(), "m", "km"),
            "factor": self.factor("freight"), "empty_return": self.share(),
            **self.sometimes(upstream=self.factor("freight")),
        }  # fmt: skip

    def emission(self) -> Json:
        origin = self.pick(("fossil", "fossil", "biogenic", "land-use-change", "aircraft"))
        gas = "CO2" if origin == "biogenic" else self.pick(tuple(GASES))
        return {"gas": gas, "origin": origin, **self.quantity(self.amount(), *UNITS["mass"])}

    def exchange(self, id: str) -> Json:
        """Of any kind but `process`."""
        dimension, loss = self.pick(tuple(UNITS)), {"loss": self.share()}
        plain = self.quantity(self.amount(), *UNITS[dimension])
        flow = {"flow": self.pick(("one", "two")), "factor": self.factor(dimension)}
        kind = self.pick((*KINDS, "emission"))
        match kind:
            case "factor":
                own = flow | plain | loss
            case "waste":
                own = flow | plain | {"route": "landfill"}
            case "packaging":
                own = flow | loss | {"content": plain, "uses": self.positive()}
            case "cut-off":
                own = {"flow": "one", "reason": TEXT} | plain
                own |= self.sometimes(estimate=self.amount())
            case "uptake":
                own = {"source": TEXT} | self.quantity(self.amount(), *UNITS["mass"])
            case "electricity":
                own = self.quantity(self.amount(), *UNITS["energy"]) | loss
                own["supply"] = self.supply()
            case "fuel":
                own = self.fuel()
            case "transport":
                own = self.transport()
            case _:
                own = self.emission()
        return {"kind": kind, "id": id, **own}

    def co_products(self, process: str) -> Json:
        products = self.pick(((), (), ("dust",), ("dust", "chips")))
        if not products:
            return {}
        method = self.pick(("mass", "energy", "economic"))
        known = self.pick((products[:1], ())) if method == "mass" else (process, *products)
        if method == "mass" and process != self.reference:
            known = self.pick((known, (process, *products)))
        elif method == "mass":
            known = (process, *known)
        weights = [{"product": id, "per_unit": self.pick(("1", self.positive()))} for id in known]
        return {
            "co_products": [
                {"id": id, "name": TEXT, "output": self.quantity(self.positive(), *UNITS["mass"])}
                for id in products
            ],
            "allocation": {
                "method": method, "not_subdivided": TEXT, "weights": weights,
                **(ECONOMIC if method == "economic" else {}),
            },
        }  # fmt: skip

    def process(self, id: str, *units: str) -> Json:
        return {
            "id": id, "name": TEXT, "stage": self.pick(("production", "use")),
            "output": self.quantity(self.positive(), *units), **self.co_products(id),
            "exchanges": [self.exchange(f"x{n}") for n in range(self.chance.randrange(5))],
        }  # fmt: skip

    def processes(self, spoken: list[str]) -> list[Json]:
        """Each but the first supplies an earlier one; further links may close loops."""
        ids = self.chance.sample(NAMES, self.chance.randint(1, len(NAMES)))
        self.reference = ids[0]
        found = [self.process(ids[0], *spoken)]
        found += [self.process(id, *UNITS["mass"]) for id in ids[1:]]
        for at, supplier in enumerate(found):
            users = self.chance.choices(found, k=self.pick((0, 0, 1, 2)))
            for n, user in enumerate([*([self.pick(found[:at])] if at else []), *users]):
                ahead = bool(at) and n == 0
                user["exchanges"].append(self.taken(supplier, f"from{n}-{at}", ahead=ahead))
        return [p if p["exchanges"] else {**p, "exchanges": [NOTHING]} for p in found]

    def taken(self, supplier: Json, id: str, *, ahead: bool) -> Json:
        """Less of a product where it may go round in a loop."""
        products = {supplier["id"]: supplier["output"]}
        products |= {p["id"]: p["output"] for p in supplier.get("co_products", ())}
        product = self.pick(tuple(products))
        amount = self.amount() if ahead else self.number(0, 1, 3)
        own = {"kind": "process", "id": id, "process": supplier["id"], "loss": self.share()}
        named = {} if product == supplier["id"] else {"product": product}
        return {**own, **named, "amount": amount, "unit": products[product]["unit"]}

    def activity(self, system: list[Json]) -> Json:
        """Measured totals of some exchanges of some processes, in any unit of the kind."""

        def measured(amount: str, unit: str) -> Json:
            return self.quantity(amount, *UNITS[KIND[unit]])

        done = []
        for process in (p for p in system if self.chance.random() < 0.5):
            totals = [
                {"exchange": each["id"], "evidence": EVIDENCE,
                 **measured(self.amount(), unit_of(each))}
                for each in process["exchanges"] if self.chance.random() < 0.5
            ]  # fmt: skip
            beside = [
                {"product": each["id"], "evidence": EVIDENCE,
                 "output": measured(self.positive(), each["output"]["unit"])}
                for each in process.get("co_products", ())
            ]  # fmt: skip
            output = measured(self.positive(), process["output"]["unit"])
            own = {"process": process["id"], "output": output, "evidence": EVIDENCE}
            more = {"co_products": beside} if beside else {}
            done.append({**own, "consumption": totals, **more})
        return {"period_start": "2025-01-01", "period_end": "2026-01-01", "processes": done}

    def product(self) -> Json:
        some = self.chance.sample(("m2", "mm", "Wp"), self.chance.randrange(4))
        years = {
            "irradiation_kwh_m2_a": "1700", "performance_ratio": "0.8", "source": TEXT,
            "years": self.chance.randint(1, 30), "degradation_per_year": self.share(),
        }  # fmt: skip
        return {
            "id": "00000000-0000-0000-0000-000000000001", "enterprise": "91120116MA0000007N",
            "category": "sample", "name": TEXT, "model": "S-1", "gtin": None, "cpc": "38140",
            "site_division": "120116",
            "piece": [{"amount": self.positive(), "unit": unit} for unit in (*some, "kg")],
            **({"generation": years} if "Wp" in some else {}),
        }  # fmt: skip

    def rule(self, spoken: list[str]) -> Json:
        return {
            "code": "SAMPLE-RULE", "version": "2025.1", "name": TEXT, "in_force_from": "2025-09-30",
            "general_rule": "SAMPLE-00:2025", "standard": "GB/T 24067-2024",
            "functional_unit": TEXT, "boundary": "cradle-to-grave", "stages": ["production", "use"],
            "declared_unit": self.quantity(self.pick(("1", "1.0", "3")), *spoken),
            "cut_off": {"single_percent": self.pick(("1", "50")), "total_percent": "50.0"},
            "gwp_set": "AR6", "decimals": self.chance.randint(0, 6), "validity_months": 24,
            "surveillance_interval_months": 12,
        }  # fmt: skip

    def document(self) -> Json:
        own = self.product()
        units = {each["unit"] for each in own["piece"]}
        spoken = ["piece", "kg", "t", *(["kWp", "kWh"] if "Wp" in units else [])]
        spoken += [*(["m2"] if "m2" in units else []), *(["m3"] if {"m2", "mm"} <= units else [])]
        system = self.processes(spoken)
        wood = {"id": "wood", "volume": self.quantity(self.positive(), "L", "m3")}
        return {
            "calculation": "00000000-0000-0000-0000-000000000002",
            "engine": {"version": self.pick(("1.0", "1.1", "1.1"))},
            "enterprise": {"uscc": "91120116MA0000007N", "name": TEXT, "division": "120116"},
            "product": own,
            "rule": self.rule(spoken),
            "gwp": {"set": "AR6", "version": "1", "values": GASES | self.sometimes(**BY_ORIGIN)},
            "library": {"reference": "sample/1", "sha256": "00" * 32},
            "factors": self.factors(),
            "system": {"name": TEXT, "reference": system[0]["id"], "processes": system,
                       **self.sometimes(wood=[{**wood, "density_kg_m3": "650"}])},
            "activity": self.activity(system),
        }  # fmt: skip


def unit_of(exchange: Json) -> str:
    """The unit in which an exchange is counted."""
    unit: str = exchange.get("unit") or exchange.get("content", {"unit": "t.km"})["unit"]
    return unit
