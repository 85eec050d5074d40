"""Every golden value of the domain rules that a calculation can come to, to the digits given there.

One line each: the section, what it says, how it is found here, and the digits. Values that need
more than a line have modules of their own: GWP sets (test_gwp), official electricity
(test_official_electricity), the sum of two inputs (analysis/test_uncertainty), codes (test_codes),
the module as a whole (test_worked_case) and published wood results (test_wood_examples).
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest

from accounting.analysis.domain.pedigree import PedigreeIndicator, PedigreeScores, read_pedigree
from accounting.analysis.domain.quality import dqr
from accounting.engine.domain.evaluation import Evaluation
from accounting.factors.domain.fuels import read_fuels
from accounting.model.domain.exchanges import Wood
from accounting.model.domain.heating import co2_per_gj
from accounting.model.domain.wood import stored_co2
from accounting.products.domain.generation import Generation
from accounting.values.domain.numbers import rounded, total
from accounting.values.domain.text import Text
from accounting.values.domain.units import Quantity
from packs import PACKS_DIR
from tests.accounting import samples
from tests.accounting.building import evaluated, process, quantity, supply, system

D = Decimal
PEDIGREE, _ = read_pedigree((PACKS_DIR / "analysis" / "pedigree.yaml").read_text("utf-8"))
FUELS = {
    f.carrier: f for f in read_fuels((PACKS_DIR / "factors" / "fuels.yaml").read_text("utf-8"))
}
NAME = {"zh": "示例", "en": "sample"}


@cache
def chain(reference: str) -> Evaluation:
    """One unit of a step of the IEA PVPS chain, with everything behind it."""
    content = samples.body("system")
    steps = {step["id"]: step for step in content["processes"]}
    needed = [reference]
    for id in needed:
        needed += [e["process"] for e in steps[id]["exchanges"] if e["kind"] == "process"]
    of = system(*(steps[id] for id in needed), reference=reference)
    return evaluated(of, "1", of.by_id[reference].output.unit)


def kwh(reference: str) -> Decimal:
    return flow(reference, "electricity")


def flow(reference: str, name: str) -> Decimal:
    return total(item.amount for item in chain(reference).contributions if item.flow == name)


def delivered(reference: str, step: str) -> Decimal:
    return chain(reference).deliveries[step].amount


def partial(reference: str) -> Decimal:
    """Energy and direct CO2 alone, as the derived rows count: power of 2024, heat at 110 per GJ."""
    steps = [
        ("mg-silicon", "kg", None, "11", "0", "3.5808"),
        ("polysilicon", "kg", ("mg-silicon", "1.13", "kg"), "49", "28.8", "0"),
        ("cz-silicon", "kg", ("polysilicon", "1", "kg"), "32", "68.224", "0"),
        ("wafer", "m2", ("cz-silicon", "0.59524", "kg"), "4.7619", "3.9982", "0"),
        ("cell", "m2", ("wafer", "1.03", "m2"), "17.747", "0.0608", "0"),
    ]
    built, unit = [], ""
    for id, made_in, behind, power, heat, direct in steps:
        co2 = D(direct) + D(heat) * D("0.11")
        built.append(
            process(
                id,
                *([supply(*behind)] if behind else []),
                {
                    "kind": "factor", "id": "power", "flow": "electricity",
                    "factor": "ele-fp-cn-2024-nat", "amount": power, "unit": "kWh",
                },
                {"kind": "emission", "id": "co2", "gas": "CO2", "amount": f"{co2:f}", "unit": "kg"},
                unit=made_in,
            )
        )  # fmt: skip
        unit = made_in
        if id == reference:
            break
    found = evaluated(system(*built, reference=reference), "1", unit)
    return total(item.inside for item in found.contributions)


def sigma(set_name: str, basic: str, *scores: int) -> Decimal:
    return PEDIGREE.sigma(PedigreeScores(*scores), set_name=set_name, basic=D(basic))


def wood(density: str, moisture: str, fraction: str = "0.5") -> Decimal:
    volume = Quantity(D(1), "m3")
    return stored_co2(Wood("beam", volume, D(density), D(moisture), D(fraction)))


def burnt(carrier: str) -> Decimal:
    """kg CO2 per kg, or per normal cubic metre of gas."""
    fuel = FUELS[carrier]
    return fuel.co2_kg_per_unit / (1 if fuel.heating.per == "Nm3" else 1000)


def ipcc(co2: str, ch4: str, n2o: str) -> Decimal:
    """kg CO2e per GJ of a fuel by IPCC 2006 defaults (kg CO2/GJ, kg per TJ), weighed by AR5."""
    heating = {
        "net_calorific_value": "1", "per": "GJ", "oxidation": "1", "source": NAME,
        "carbon_content": f"{rounded(D(co2) * 12 / 44 / 1000, 20):f}",
        "ch4_kg_per_tj": ch4, "n2o_kg_per_tj": n2o,
    }  # fmt: skip
    fuel = {
        "kind": "fuel", "id": "fuel", "carrier": "fuel", "amount": "1", "unit": "GJ",
        "heating": heating, "no_upstream": NAME,
    }  # fmt: skip
    found = evaluated(system(process("top", fuel)), gwp="AR5")
    return total(item.inside for item in found.contributions)


def lifetime_kwh() -> Decimal:
    text = Text("NREL", "NREL")
    return Generation(D(1700), D("0.8"), 30, D("0.005"), text).kwh_per_kwp


def leg(id: str) -> Decimal:
    """kg CO2e of 1 t over 1 km by a class of the library."""
    transport = {
        "kind": "transport", "id": "leg", "mode": "road", "vehicle": "class", "factor": id,
        "mass": quantity("1", "t"), "distance": quantity("1", "km"), "assumption": NAME,
    }  # fmt: skip
    found = evaluated(system(process("top", transport)))
    return total(item.inside for item in found.contributions)


def factor(id: str) -> Decimal:
    return samples.library().factors[id].value


Line = tuple[str, Callable[[], Decimal], str]
GOLDEN: list[Line] = [
    # 2: carbon stored in wood, EN 16449
    ("2 wood of 650 kg/m3 at 12 % stores", lambda: wood("650", "12"), "1063.988"),
    ("2 the same at a carbon fraction of 0.45", lambda: wood("650", "12", "0.45"), "957.589"),
    ("2 wood of 720 kg/m3 at 8 % stores", lambda: wood("720", "8"), "1222.222"),
    # 3.1: pedigree
    ("3.1 (2,2,4,1,1,3)", lambda: sigma("v1", "1.05", 2, 2, 4, 1, 1, 3), "0.100964"),
    ("3.1 (2,2,1,1,1,3)", lambda: sigma("v1", "1.05", 2, 2, 1, 1, 1, 3), "0.043398"),
    ("3.1 (2,3,1,1,3,4)", lambda: sigma("v1", "1.05", 2, 3, 1, 1, 3, 4), "0.111205"),
    ("3.1 (2,3,1,2,1,3)", lambda: sigma("v1", "1.05", 2, 3, 1, 2, 1, 3), "0.049043"),
    ("3.1 (1,2,4,1,1,3)", lambda: sigma("v1", "1.05", 1, 2, 4, 1, 1, 3), "0.097972"),
    ("3.1 (2,2,4,1,1,3), 1.5", lambda: sigma("v1", "1.5", 2, 2, 4, 1, 1, 3), "0.225165"),
    ("3.1 v2 (2,2,4,1,1)", lambda: sigma("v2", "1.05", 2, 2, 4, 1, 1), "0.234494"),
    # 3.2: data quality rating
    ("3.2 the rating of (2,1,2,3)", lambda: dqr(D(2), D(1), D(2), D(3)), "2.00"),
    # 4.2: fuels
    ("4.2 burning anthracite", lambda: burnt("anthracite"), "2.3228"),
    ("4.2 burning bituminous coal", lambda: burnt("bituminous-coal"), "2.0715"),
    ("4.2 burning lignite", lambda: burnt("lignite"), "1.4241"),
    ("4.2 burning coke", lambda: burnt("coke"), "2.8518"),
    ("4.2 burning petrol", lambda: burnt("gasoline"), "3.0425"),
    ("4.2 burning diesel", lambda: burnt("diesel"), "3.1451"),
    ("4.2 burning LPG", lambda: burnt("lpg"), "2.9538"),
    ("4.2 burning LNG", lambda: burnt("lng"), "2.3253"),
    ("4.2 burning natural gas per Nm3", lambda: burnt("natural-gas"), "2.16219"),
    ("4.2 natural gas per GJ", lambda: co2_per_gj(FUELS["natural-gas"].heating), "55.539"),
    ("4.2 natural gas by IPCC and AR5", lambda: ipcc("56.1", "5", "0.1"), "56.2665"),
    ("4.2 LPG by IPCC and AR5", lambda: ipcc("63.1", "5", "0.1"), "63.2665"),
    ("4.2 diesel by IPCC and AR5", lambda: ipcc("74.1", "10", "0.6"), "74.539"),
    ("4.2 bituminous coal by IPCC and AR5", lambda: ipcc("94.6", "300", "1.5"), "103.3975"),
    ("4.2 heat in Tianjin per GJ", lambda: factor("cpcd-17300x0042025c"), "51"),
    ("4.2 heat in Hebei per GJ", lambda: factor("cpcd-17300x0052025c"), "59.2"),
    ("4.2 heat in Beijing per GJ", lambda: factor("cpcd-17300x0032025c"), "54.8"),
    ("4.2 supply of natural gas per m3", lambda: factor("cpcd-12020x0142024c"), "0.608"),
    ("4.2 supply of diesel per kg", lambda: factor("cpcd-12010x0072024c"), "0.65086"),
    ("4.2 supply of petrol per kg", lambda: factor("cpcd-12010x0062024c"), "0.63396"),
    ("4.2 supply of coal per kg", lambda: factor("cpcd-11010x0012022c"), "0.08"),
    ("4.2 supply of gas, DEFRA", lambda: factor("fuel-uk-wtt-ng"), "0.3366"),
    ("4.2 supply of diesel per litre, DEFRA", lambda: factor("fuel-uk-wtt-diesel"), "0.62409"),
    # 4.3: freight per t.km by mode and class
    ("4.3 light diesel truck", lambda: leg("cpcd-65119x0362024c"), "0.2611"),
    ("4.3 medium diesel truck", lambda: leg("cpcd-65119x0322024c"), "0.1502"),
    ("4.3 heavy diesel truck", lambda: leg("cpcd-65119x0282024c"), "0.0978"),
    ("4.3 heavy diesel truck, 25-31 t", lambda: leg("cpcd-65119x0292024c"), "0.0936"),
    ("4.3 heavy electric truck", lambda: leg("cpcd-65119x0412024c"), "0.1073"),
    ("4.3 rail", lambda: leg("cpcd-65129x0032024c"), "0.006502"),
    ("4.3 container ship", lambda: leg("cpcd-65213x0062024c"), "0.008122"),
    ("4.3 shipping, mean", lambda: leg("cpcd-65219x0932024c"), "0.006088"),
    ("4.3 air", lambda: leg("cpcd-65319x0012024c"), "0.921"),
    ("4.3 truck of 2 t, GB/T 51366", lambda: leg("cpcd-65119x0112019c"), "0.286"),
    ("4.3 truck of 8 t, GB/T 51366", lambda: leg("cpcd-65119x0122019c"), "0.179"),
    ("4.3 truck of 10 t, GB/T 51366", lambda: leg("cpcd-65119x0132019c"), "0.162"),
    ("4.3 truck of 18 t, GB/T 51366", lambda: leg("cpcd-65119x0142019c"), "0.129"),
    ("4.3 truck of 30 t, GB/T 51366", lambda: leg("cpcd-65119x0152019c"), "0.078"),
    ("4.3 truck of 46 t, GB/T 51366", lambda: leg("cpcd-65119x0162019c"), "0.057"),
    ("4.3 rail, GB/T 51366", lambda: leg("cpcd-65129x0022019c"), "0.010"),
    ("4.3 container ship, GB/T 51366", lambda: leg("cpcd-65213x0012019c"), "0.012"),
    ("4.3 van, DEFRA", lambda: leg("tr-uk-van-diesel"), "0.63130"),
    ("4.3 rigid truck of 7.5-17 t, DEFRA", lambda: leg("tr-uk-rigid-7.5-17"), "0.36362"),
    ("4.3 rail, DEFRA", lambda: leg("tr-uk-rail"), "0.02779"),
    ("4.3 container ship, DEFRA", lambda: leg("tr-uk-sea-container"), "0.01612"),
    ("4.3 long-haul air, DEFRA", lambda: leg("tr-uk-air-longhaul-norf"), "0.5313"),
    # 4.4: silicon steps by energy and direct CO2
    ("4.4 metallurgical silicon, partial", lambda: partial("mg-silicon"), "9.94"),
    ("4.4 Siemens silicon, partial", lambda: partial("polysilicon"), "42.70"),
    ("4.4 wafer per m2, partial", lambda: partial("wafer"), "44.08"),
    ("4.4 cell per m2, partial", lambda: partial("cell"), "55.66"),
    ("4.4 crystal, as its derived row", lambda: partial("cz-silicon"), "68.6935"),
    ("4.4 a 182 mm wafer per m2", lambda: factor("cpcd-47150x0962025c") / D("0.033124"), "39.9"),
    ("4.4 a 182 mm cell per m2", lambda: factor("cpcd-47150x0982025c") / D("0.033124"), "48.0"),
    # 5.1: nested electricity of the module
    ("5.1 Siemens silicon takes kWh per kg", lambda: kwh("polysilicon"), "61.43"),
    ("5.1 a crystal takes kWh per kg", lambda: kwh("cz-silicon"), "93.43"),
    ("5.1 a wafer takes kWh per m2", lambda: kwh("wafer"), "60.3752"),
    ("5.1 a cell takes kWh per m2", lambda: kwh("cell"), "79.9334"),
    ("5.1 a module takes kWh per m2", lambda: kwh("module"), "88.74552826"),
    ("5.1 by electricity of 2024", lambda: kwh("module") * D("0.5777"), "51.2683"),
    ("5.1 by electricity of 2023", lambda: kwh("module") * D("0.6205"), "55.0666"),
    ("5.1 at 200 Wp/m2, 2024", lambda: kwh("module") * D("0.5777") * 5, "256.34"),
    ("5.1 at 200 Wp/m2, 2023", lambda: kwh("module") * D("0.6205") * 5, "275.33"),
    ("5.1 silicon in kg per m2", lambda: delivered("module", "polysilicon"), "0.573497"),
    ("5.1 metallurgical silicon", lambda: delivered("module", "mg-silicon"), "0.648052"),
    ("5.1 heat in MJ per m2", lambda: flow("module", "heat"), "59.552"),
    # 5.2: per kWh of a life
    ("5.2 kWh of a kWp in thirty years", lifetime_kwh, "37975.5"),
    ("5.2 500 kg per kWp in g per kWh", lambda: D(500_000) / lifetime_kwh(), "13.166"),
]


@pytest.mark.parametrize(
    ("found", "golden"), [pytest.param(*line[1:], id=line[0]) for line in GOLDEN]
)
def test_a_golden_value_holds_to_the_digits_given(found, golden):
    digits = len(golden.partition(".")[2])

    assert rounded(found(), digits) == Decimal(golden)


def test_no_line_is_told_twice():
    assert len({line[0] for line in GOLDEN}) == len(GOLDEN)


@pytest.mark.parametrize(
    ("set_name", "indicator", "factors"),
    [
        ("v1", PedigreeIndicator.RELIABILITY, "1 1.05 1.1 1.2 1.5"),
        ("v1", PedigreeIndicator.COMPLETENESS, "1 1.02 1.05 1.1 1.2"),
        ("v1", PedigreeIndicator.TEMPORAL, "1 1.03 1.1 1.2 1.5"),
        ("v1", PedigreeIndicator.GEOGRAPHICAL, "1 1.01 1.02 1.02 1.1"),
        ("v1", PedigreeIndicator.TECHNOLOGICAL, "1 1 1.2 1.5 2"),
        ("v1", PedigreeIndicator.SAMPLE_SIZE, "1 1.02 1.05 1.1 1.2"),
        ("v2", PedigreeIndicator.RELIABILITY, "1 1.54 1.61 1.69 1.69"),
        ("v2", PedigreeIndicator.COMPLETENESS, "1 1.03 1.04 1.08 1.08"),
        ("v2", PedigreeIndicator.TEMPORAL, "1 1.03 1.1 1.19 1.29"),
        ("v2", PedigreeIndicator.GEOGRAPHICAL, "1 1.04 1.08 1.11 1.11"),
        ("v2", PedigreeIndicator.TECHNOLOGICAL, "1 1.18 1.65 2.08 2.8"),
    ],
)
def test_both_number_sets_are_those_published(set_name, indicator, factors):
    """Domain rules, 3.1: every cell of the table, one score at a time."""
    perfect = dict.fromkeys(PedigreeIndicator, 1)
    for score, factor in enumerate(factors.split(), start=1):
        scores = PedigreeScores(*(score if each is indicator else 1 for each in perfect))
        found = PEDIGREE.sigma(scores, set_name=set_name, basic=Decimal(1))

        assert rounded(found * 2, 12) == rounded(Decimal(factor).ln(), 12)


def test_basic_uncertainties_are_those_published():
    basic = {kind.value: str(value) for kind, value in PEDIGREE.basic.items()}

    assert basic == {
        "energy": "1.05", "material": "1.05", "waste": "1.05", "transport": "2",
        "infrastructure": "3", "co2": "1.05", "combustion-gas": "1.5",
    }  # fmt: skip
