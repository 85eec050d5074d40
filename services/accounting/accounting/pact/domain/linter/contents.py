"""Rules about carbon, mass and packaging: what lies in a product cannot exceed the product."""

from collections.abc import Iterator
from decimal import Decimal

from accounting.pact.domain.footprint import CarbonFootprint
from accounting.pact.domain.linter.findings import LintFinding, error, warning
from accounting.pact.domain.values import WITHOUT_MASS, PactUnit
from accounting.values.domain.numbers import EXACT, ZERO, plain, total

_CARBON = error(
    "carbon-exceeds-mass",
    "{field}:产品含碳 {carbon} kg,超过产品质量 {mass} kg。",
    "{field}: the product holds {carbon} kg of carbon and weighs {mass} kg.",
)
_RECYCLED = error(
    "recycled-exceeds-carbon",
    "{field} 为 {stated},超过产品含碳总量 {carbon}。",
    "{field} is {stated}, more than all carbon of the product ({carbon}).",
)
_UPTAKE = warning(
    "uptake-carbon",
    "{field} 为 {stated},与生物碳含量折算的二氧化碳 {expected}(×44/12)不符。",
    "{field} is {stated}; the biogenic carbon content was {expected} of carbon dioxide (44/12).",
)
_KILOGRAM = error(
    "mass-of-kilogram",
    "{field} 为 {mass};声明单位为 {amount} kg 时只能是 1 或 {amount}。",
    "{field} is {mass}; of a declared unit of {amount} kilogram it is 1 or {amount}.",
)
_WEIGHTLESS = warning(
    "mass-unexpected",
    "{field} 为 {mass};能源、运输和服务没有质量,应为 0。",
    "{field} is {mass}; energy, transport and services have no mass, so it should be 0.",
)
_PACKAGING = error(
    "packaging-exceeds-whole",
    "{field} 为 {stated},超过全部排放 {whole}。",
    "{field} is {stated}, more than all emissions ({whole}).",
)
_PACKAGING_CARBON = error(
    "packaging-excluded",
    "packagingEmissionsIncluded 为 false 时不得给出 {field}。",
    "{field} cannot be given while packagingEmissionsIncluded is false.",
)
_TWELFTHS = Decimal(44) / Decimal(12)
_NEAR = Decimal("0.05")


def contents(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    """Findings about what a product holds and weighs."""
    yield from _mass(pcf)
    yield from _carbon(pcf)
    yield from _uptake(pcf)
    yield from _packaging(pcf)


def _mass(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    field, mass, amount = "pcf.productMassPerDeclaredUnit", *_masses(pcf)
    facts = {"mass": plain(mass), "amount": plain(amount)}
    unit = pcf.declared_unit_of_measurement
    if unit is PactUnit.KILOGRAM and mass > 0 and mass not in (1, amount):
        yield _KILOGRAM.broken(field, **facts)
    if unit in WITHOUT_MASS and mass > 0:
        yield _WEIGHTLESS.broken(field, **facts)


def _carbon(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    """Mass is stated per unit or per declared amount, as versions of the text differ: the larger
    of both bounds the carbon.
    """
    carbon = EXACT.add(pcf.fossil_carbon_content, pcf.biogenic_carbon_content or ZERO)
    mass, amount = _masses(pcf)
    most = max(mass, EXACT.multiply(mass, amount))
    if 0 < most < carbon:
        yield _CARBON.broken("pcf.fossilCarbonContent", carbon=plain(carbon), mass=plain(most))
    recycled = pcf.recycled_carbon_content
    if recycled is not None and recycled > carbon:
        stated = plain(recycled)
        yield _RECYCLED.broken("pcf.recycledCarbonContent", stated=stated, carbon=plain(carbon))


def _uptake(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    """Source: PACT Methodology 3.0: the uptake is of the carbon that is still in the product."""
    uptake, content = pcf.biogenic_co2_uptake, pcf.biogenic_carbon_content
    if uptake is None or content is None:
        return
    held = EXACT.add(content, pcf.packaging_biogenic_carbon_content or ZERO)
    expected = EXACT.multiply(held, _TWELFTHS)
    least, most = sorted((EXACT.multiply(content, _TWELFTHS), expected))
    taken = -uptake
    if not least * (1 - _NEAR) <= taken <= most * (1 + _NEAR):
        yield _UPTAKE.broken(
            "pcf.biogenicCO2Uptake", stated=plain(uptake), expected=plain(round(expected, 6))
        )


def _packaging(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    emissions, carbon = pcf.packaging_ghg_emissions, pcf.packaging_biogenic_carbon_content
    if pcf.packaging_emissions_included is False and carbon:
        yield _PACKAGING_CARBON.broken("pcf.packagingBiogenicCarbonContent")
    whole = total(part for part in _emissions(pcf) if part is not None)
    if emissions is not None and emissions > whole:
        field = "pcf.packagingGhgEmissions"
        yield _PACKAGING.broken(field, stated=plain(emissions), whole=plain(whole))


def _emissions(pcf: CarbonFootprint) -> tuple[Decimal | None, ...]:
    return (
        pcf.fossil_ghg_emissions,
        pcf.land_use_change_ghg_emissions,
        pcf.land_management_biogenic_co2_emissions,
        pcf.biogenic_non_co2_emissions,
    )


def _masses(pcf: CarbonFootprint) -> tuple[Decimal, Decimal]:
    return pcf.product_mass_per_declared_unit, max(pcf.declared_unit_amount, Decimal(0))
