"""Writing our v3 footprints as documents of PACT v2.3, with a report of what v2.3 cannot say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from accounting.pact.domain.footprint import CarbonFootprint, ProductFootprint
from accounting.pact.domain.urns import cpc_of
from accounting.pact.domain.values import Coverage, PactUnit
from accounting.values.domain.numbers import EXACT, plain, rounded, total

SPEC_VERSION = "2.3.0"
LOSSES = "urn:tanbiao:pact-extension:v2-losses:1"
_PLACES = 10
_MOST_EXEMPTED = 5
_NO_UNIT = frozenset({PactUnit.PIECE, PactUnit.HOUR, PactUnit.MEGABIT_SECOND})
"""Units that v2.3 does not have."""
_STANDARDS = {
    "GHGP-Product": "GHG Protocol Product standard",
    "ISO14067": "ISO Standard 14067",
    "ISO14040-44": "ISO Standard 14044",
}
_PER_UNIT = {
    "fossilGhgEmissions": "fossilGhgEmissions",
    "fossilCarbonContent": "fossilCarbonContent",
    "biogenicCarbonContent": "biogenicCarbonContent",
    "landUseChangeGhgEmissions": "dLucGhgEmissions",
    "biogenicNonCO2Emissions": "otherBiogenicGhgEmissions",
    "biogenicCO2Uptake": "biogenicCarbonWithdrawal",
    "aircraftGhgEmissions": "aircraftGhgEmissions",
    "packagingGhgEmissions": "packagingGhgEmissions",
    "pcfIncludingBiogenicUptake": "pCfIncludingBiogenic",
}
_AS_THEY_ARE = (
    "referencePeriodStart",
    "referencePeriodEnd",
    "geographyRegionOrSubregion",
    "geographyCountry",
    "geographyCountrySubdivision",
    "allocationRulesDescription",
    "secondaryEmissionFactorSources",
    "productOrSectorSpecificRules",
)
_HANDLED = frozenset(
    {
        *_PER_UNIT,
        *_AS_THEY_ARE,
        "declaredUnitOfMeasurement",
        "declaredUnitAmount",
        "productMassPerDeclaredUnit",
        "pcfExcludingBiogenicUptake",
        "landManagementBiogenicCO2Emissions",
        "landManagementBiogenicCO2Removals",
        "boundaryProcessesDescription",
        "packagingEmissionsIncluded",
        "ipccCharacterizationFactors",
        "crossSectoralStandards",
        "exemptedEmissionsPercent",
        "exemptedEmissionsDescription",
        "primaryDataShare",
        "verification",
    }
)
_HEAD = (
    "id",
    "precedingPfIds",
    "created",
    "status",
    "validityPeriodStart",
    "validityPeriodEnd",
    "companyName",
    "companyIds",
    "productDescription",
    "productIds",
    "productNameCompany",
)
_COVERAGE = {
    Coverage.PRODUCT: "product level",
    Coverage.PROGRAM: "PCF system",
    Coverage.MODEL: "PCF system",
}


@dataclass(frozen=True)
class LegacyLoss:
    """What v2.3 cannot say, or says otherwise; `field` is the name in v3."""

    field: str
    zh: str
    en: str


@dataclass(frozen=True)
class Written:
    """A footprint for v2.3. Without a document it cannot be said there at all."""

    document: dict[str, object] | None
    losses: tuple[LegacyLoss, ...]


def as_v2(footprint: ProductFootprint) -> Written:
    """The same footprint in v2.3; its losses stand in an extension of the document too.

    Values of v2.3 are per one declared unit, those of v3 per its stated amount. A unit that v2.3
    lacks becomes one kilogram where the product's mass is known.
    """
    if reasons := tuple(_impossible(footprint)):
        return Written(None, reasons)
    whole = footprint.written()
    pcf = cast(Mapping[str, object], whole["pcf"])
    losses = (*_losses(footprint, pcf), *_left_out(pcf))
    document: dict[str, object] = {name: whole[name] for name in _HEAD if name in whole}
    document |= {
        "specVersion": SPEC_VERSION,
        "version": 0,
        "productCategoryCpc": cpc_of(footprint.product_classifications or ()),
        "comment": footprint.comment or "",
        "pcf": _carbon(footprint.pcf, pcf),
        "extensions": [*cast(list[object], whole.get("extensions", [])), _extension(losses)],
    }
    return Written(document, losses)


def _impossible(footprint: ProductFootprint) -> Iterator[LegacyLoss]:
    pcf = footprint.pcf
    if pcf.declared_unit_of_measurement in _NO_UNIT and pcf.product_mass_per_declared_unit <= 0:
        zh, en = "v2.3 没有该声明单位,且未给出质量。", "v2.3 lacks the unit, and no mass is given."
        yield LegacyLoss("pcf.declaredUnitOfMeasurement", zh, en)
    if not cpc_of(footprint.product_classifications or ()):
        zh, en = "v2.3 必须有 CPC 分类。", "v2.3 needs a class of the CPC."
        yield LegacyLoss("productClassifications", zh, en)
    if not any(standard in _STANDARDS for standard in pcf.cross_sectoral_standards):
        zh, en = "v2.3 没有所用标准的代码。", "v2.3 knows none of the standards."
        yield LegacyLoss("pcf.crossSectoralStandards", zh, en)


def _unit(pcf: CarbonFootprint) -> tuple[PactUnit, Decimal]:
    """The unit of v2.3, and how many of it the values of v3 are for."""
    if pcf.declared_unit_of_measurement in _NO_UNIT:
        return PactUnit.KILOGRAM, pcf.product_mass_per_declared_unit
    return pcf.declared_unit_of_measurement, pcf.declared_unit_amount


def _carbon(pcf: CarbonFootprint, written: Mapping[str, object]) -> dict[str, object]:
    unit, share = _unit(pcf)

    def each(value: Decimal) -> str:
        return plain(rounded(EXACT.divide(value, share), _PLACES))

    new: dict[str, object] = {name: written[name] for name in _AS_THEY_ARE if name in written}
    new |= {
        to: each(Decimal(str(written[name]))) for name, to in _PER_UNIT.items() if name in written
    }
    new.setdefault("biogenicCarbonContent", "0")
    if (land := _land(pcf)) is not None:
        new["landManagementGhgEmissions"] = each(land)
    standards = [_STANDARDS[s] for s in pcf.cross_sectoral_standards if s in _STANDARDS]
    return new | {
        "declaredUnit": unit.value,
        "unitaryProductAmount": "1",
        "productMassPerDeclaredUnit": each(pcf.product_mass_per_declared_unit),
        "pCfExcludingBiogenic": each(_without_biogenic(pcf)),
        "characterizationFactors": pcf.ipcc_characterization_factors[0],
        "ipccCharacterizationFactorsSources": list(pcf.ipcc_characterization_factors),
        "crossSectoralStandardsUsed": standards,
        "boundaryProcessesDescription": pcf.boundary_processes_description or "",
        "packagingEmissionsIncluded": bool(pcf.packaging_emissions_included),
        "exemptedEmissionsPercent": float(pcf.exempted_emissions_percent),
        "exemptedEmissionsDescription": pcf.exempted_emissions_description or "",
        **_optional(pcf),
    }


def _optional(pcf: CarbonFootprint) -> dict[str, object]:
    found: dict[str, object] = {}
    if pcf.primary_data_share is not None:
        found["primaryDataShare"] = float(pcf.primary_data_share)
    if pcf.verification is not None:
        said = pcf.verification.written()
        kept: dict[str, object] = {
            n: said[n] for n in ("completedAt", "standardName", "comments") if n in said
        }
        if pcf.verification.coverage is not None:
            kept["coverage"] = _COVERAGE[pcf.verification.coverage]
        provider = pcf.verification.provider_name or ""
        found["assurance"] = {"assurance": True, "providerName": provider, **kept}
    return found


def _land(pcf: CarbonFootprint) -> Decimal | None:
    parts = (
        pcf.land_management_biogenic_co2_emissions,
        pcf.land_management_biogenic_co2_removals,
    )
    given = [part for part in parts if part is not None]
    return total(given) if given else None


def _without_biogenic(pcf: CarbonFootprint) -> Decimal:
    """v2.3 leaves out land use and biogenic gases, which v3 counts into its first value."""
    apart = (pcf.land_use_change_ghg_emissions, pcf.biogenic_non_co2_emissions, _land(pcf))
    return EXACT.subtract(
        pcf.pcf_excluding_biogenic_uptake, total(part for part in apart if part is not None)
    )


def _losses(footprint: ProductFootprint, pcf: Mapping[str, object]) -> Iterator[LegacyLoss]:
    """What is said otherwise, or had to be assumed."""
    unit, share = _unit(footprint.pcf)
    was = f"{footprint.pcf.declared_unit_amount} {footprint.pcf.declared_unit_of_measurement}"
    if share != 1 or unit is not footprint.pcf.declared_unit_of_measurement:
        zh = f"原为每 {was};v2.3 按每 1 {unit} 写出,除以 {plain(share)}。"
        en = f"It was per {was}; v2.3 has it per 1 {unit}, divided by {plain(share)}."
        yield LegacyLoss("pcf.declaredUnitOfMeasurement", zh, en)
    if footprint.pcf.packaging_emissions_included is None:
        zh, en = "未说明是否含包装;v2.3 写作不含。", "Not stated; v2.3 must say, and says false."
        yield LegacyLoss("pcf.packagingEmissionsIncluded", zh, en)
    if footprint.pcf.biogenic_carbon_content is None:
        zh, en = "未给出生物碳含量;v2.3 写作 0。", "Not stated; v2.3 must say, and says 0."
        yield LegacyLoss("pcf.biogenicCarbonContent", zh, en)
    for standard in footprint.pcf.cross_sectoral_standards:
        if standard not in _STANDARDS:
            zh, en = f"v2.3 没有 {standard}。", f"v2.3 does not know {standard}."
            yield LegacyLoss("pcf.crossSectoralStandards", zh, en)
    if footprint.pcf.exempted_emissions_percent > _MOST_EXEMPTED:
        zh = "v2.3 只允许 0 至 5;照实写出,严格的读取方可能拒收。"
        en = "v2.3 admits 0 to 5; it is written as it is, and a strict reader may refuse it."
        yield LegacyLoss("pcf.exemptedEmissionsPercent", zh, en)
    others = set(footprint.product_classifications or ())
    if len(others) > 1:
        zh, en = "v2.3 只有一个 CPC 分类。", "v2.3 has one class of the CPC alone."
        yield LegacyLoss("productClassifications", zh, en)
    if "verification" in pcf:
        zh, en = (
            "v2.3 的鉴证没有程度一项可填。",
            "The assurance of v2.3 is written without a level.",
        )
        yield LegacyLoss("pcf.verification", zh, en)


def _left_out(pcf: Mapping[str, object]) -> Iterator[LegacyLoss]:
    """Members without a place, the ratings from 1 to 5 among them: v2.3 rates from 1 to 3."""
    for name in sorted(set(pcf) - _HANDLED):
        zh, en = f"v2.3 没有 {name} 的对应项。", f"v2.3 has no place for {name}."
        yield LegacyLoss(f"pcf.{name}", zh, en)


def _extension(losses: tuple[LegacyLoss, ...]) -> dict[str, object]:
    return {
        "specVersion": "2.0.0",
        "dataSchema": LOSSES,
        "data": {"losses": [vars(loss) for loss in losses]},
    }
