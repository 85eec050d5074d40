"""Turning a sealed calculation into a PACT footprint, and what the publisher has to add."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import cast
from uuid import UUID

from accounting.pact.domain import urns
from accounting.pact.domain.footprint import SPEC_VERSION, ProductFootprint, read_footprint
from accounting.pact.domain.values import PactUnit
from accounting.products.domain.product import PRODUCT, Product
from accounting.values.domain.numbers import EXACT, plain, rounded
from accounting.values.domain.units import Quantity
from chassis.canonical import rfc3339
from chassis.refusals import Conflict, Invalid
from chassis.text import KEPT

EXTENSION_SCHEMA = "urn:tanbiao:pact-extension:sealed-calculation:1"
_CHINA = timezone(timedelta(hours=8))
_PLACES = 10
_PROVINCES = {"11": "CN-BJ", "12": "CN-TJ", "13": "CN-HE"}
_UNITS = {
    "kg": PactUnit.KILOGRAM,
    "m2": PactUnit.SQUARE_METER,
    "m3": PactUnit.CUBIC_METER,
    "L": PactUnit.LITER,
    "kWh": PactUnit.KILOWATT_HOUR,
    "MJ": PactUnit.MEGAJOULE,
    "t.km": PactUnit.TON_KILOMETER,
    "h": PactUnit.HOUR,
    "piece": PactUnit.PIECE,
}
_CUT_OFF_NOTE = "Share of the mass of all inputs, left out within the limits of the rule"


class CalculationAlreadyPublished(Conflict):
    """The calculation was published before; a version is published once."""

    zh = "核算 {id} 已发布为碳足迹 {footprint},不能再次发布;如需更新请封存新的核算。"
    en = "Calculation {id} is published as footprint {footprint}; seal a new one for an update."


class PublicationUnsound(Invalid):
    """The footprint would break the methodology's rules, so nobody should receive it."""

    zh = "该碳足迹不符合 PACT 方法学,不能发布:{faults_zh}。请补充声明后重试。"
    en = "The footprint breaks PACT's methodology and is not published: {faults}. Add to it."


class RecipientsInvalid(Invalid):
    """The recipients name the publisher itself or repeat an organisation."""

    zh = "接收方 {recipient} 重复或为本企业自身;请逐一列出其他组织。"
    en = "The recipient {recipient} is repeated or is the publisher; name other organisations."


@dataclass(frozen=True)
class Statement:
    """What PACT asks for and a calculation does not know, per declared unit of the footprint."""

    fossil_carbon_kg: Decimal
    biogenic_carbon_kg: Decimal | None = None
    boundary: str | None = None
    allocation: str | None = None
    technological_dqr: Decimal | None = None
    geographical_dqr: Decimal | None = None
    temporal_dqr: Decimal | None = None


@dataclass(frozen=True)
class Edition:
    """The identity of the version to publish."""

    id: UUID
    at: datetime
    domain: str
    """The host in the URNs that the platform issues."""
    seal: str
    replaces: UUID | None


def compose(document: str, statement: Statement, edition: Edition) -> ProductFootprint:
    """The footprint of a sealed calculation; the same document gives the same numbers.

    A declared unit that PACT does not know, such as kWp, becomes one piece, and the footprint per
    rule unit goes into the extension. Raises `UnitsIncompatible` when no piece is stated.
    """
    sealed: dict[str, dict[str, object]] = json.loads(document)
    product = PRODUCT.validate_python(sealed["product"], context=KEPT)
    enterprise = cast(dict[str, dict[str, str]], sealed["enterprise"])
    content: dict[str, object] = {
        "id": edition.id,
        "specVersion": SPEC_VERSION,
        "precedingPfIds": None if edition.replaces is None else [edition.replaces],
        "created": edition.at,
        "status": "Active",
        "companyName": enterprise["name"]["en"],
        "companyIds": [urns.company_urn(edition.domain, product.enterprise)],
        "productDescription": f"{product.name.zh} / {product.name.en}",
        "productIds": _product_ids(product, edition.domain),
        "productClassifications": [urns.cpc_urn(product.cpc)],
        "productNameCompany": product.model,
        "comment": f"{sealed['rule']['code']} {sealed['rule']['version']}",
        "pcf": _carbon_footprint(sealed, product, statement),
        "extensions": [_extension(sealed, edition)],
    }
    return read_footprint(content)


def _product_ids(product: Product, domain: str) -> list[str]:
    own = [urns.product_urn(domain, str(product.id))]
    return own if product.gtin is None else [urns.gtin_urn(product.gtin), *own]


def _carbon_footprint(
    sealed: Mapping[str, Mapping[str, object]], product: Product, statement: Statement
) -> dict[str, object]:
    rule, result = sealed["rule"], sealed["result"]
    stated = cast(Mapping[str, str], rule["declared_unit"])
    declared = Quantity(Decimal(stated["amount"]), stated["unit"])
    unit, amount, share = _published_unit(product, declared)
    value = rounded(EXACT.divide(Decimal(str(result["exact"])), share), _PLACES)
    parts = _separate(result, share)
    gases, land_use = parts.get("biogenic_gases"), parts.get("land_use_change")
    apart = EXACT.add(gases or Decimal(0), land_use or Decimal(0))
    uptake = _uptake(statement.biogenic_carbon_kg)
    mass = EXACT.divide(product.express(declared, "kg").amount, share)
    cut_offs = cast(Mapping[str, str], result["cut_offs"])
    return {
        "declaredUnitOfMeasurement": unit,
        "declaredUnitAmount": plain(amount),
        "productMassPerDeclaredUnit": plain(rounded(mass, _PLACES)),
        **_period_and_place(sealed, product),
        "pcfExcludingBiogenicUptake": plain(value),
        "pcfIncludingBiogenicUptake": plain(EXACT.add(value, uptake or Decimal(0))),
        "fossilGhgEmissions": plain(EXACT.subtract(value, apart)),
        "aircraftGhgEmissions": _text(parts.get("aircraft")),
        "landUseChangeGhgEmissions": _text(land_use),
        "biogenicCO2Uptake": _text(uptake),
        "biogenicNonCO2Emissions": _text(gases),
        "fossilCarbonContent": plain(statement.fossil_carbon_kg),
        "biogenicCarbonContent": _text(statement.biogenic_carbon_kg),
        "ipccCharacterizationFactors": [str(sealed["gwp"]["set"])],
        "crossSectoralStandards": ["ISO14067"],
        "productOrSectorSpecificRules": [
            {
                "operator": "Other",
                "ruleNames": [f"{rule['code']} {rule['version']}"],
                "otherOperatorName": str(rule["general_rule"]),
            }
        ],
        "exemptedEmissionsPercent": cut_offs["total_mass_percent"],
        "exemptedEmissionsDescription": _CUT_OFF_NOTE,
        "boundaryProcessesDescription": statement.boundary or str(rule["boundary"]),
        "allocationRulesDescription": statement.allocation,
        "secondaryEmissionFactorSources": _sources(sealed),
        "primaryDataShare": result["primary_percent"],
        "dqi": _quality(statement),
    }


def _uptake(biogenic_carbon_kg: Decimal | None) -> Decimal | None:
    """The carbon dioxide that the product's biogenic carbon was: 44 kg for 12 kg of carbon."""
    if biogenic_carbon_kg is None:
        return None
    dioxide = EXACT.divide(EXACT.multiply(biogenic_carbon_kg, Decimal(44)), Decimal(12))
    return -rounded(dioxide, _PLACES)


def _published_unit(product: Product, declared: Quantity) -> tuple[PactUnit, Decimal, Decimal]:
    """The unit on the wire, how many of it, and how many of that lie in the rule's unit."""
    unit = _UNITS.get(declared.unit)
    if unit is not None:
        return unit, declared.amount, Decimal(1)
    return PactUnit.PIECE, Decimal(1), product.express(declared, "piece").amount


def _period_and_place(
    sealed: Mapping[str, Mapping[str, object]], product: Product
) -> dict[str, object]:
    """Days begin at midnight in China, where the pilot's plants are."""
    activity = sealed["activity"]
    place = _PROVINCES.get(product.site_division[:2])
    name = "geographyCountry" if place is None else "geographyCountrySubdivision"
    return {
        "referencePeriodStart": _midnight(str(activity["period_start"])),
        "referencePeriodEnd": _midnight(str(activity["period_end"])),
        name: place or "CN",
    }


def _midnight(day: str) -> str:
    return rfc3339(datetime.combine(date.fromisoformat(day), time(), _CHINA))


def _separate(result: Mapping[str, object], share: Decimal) -> Mapping[str, Decimal]:
    """The parts of the footprint that an engine since 1.1 keeps apart, per published unit."""
    parts = cast(Mapping[str, str], result.get("separate") or {})
    return {
        name: rounded(EXACT.divide(Decimal(parts[name]), share), _PLACES)
        for name in ("biogenic_gases", "land_use_change", "aircraft")
        if name in parts
    }


def _sources(sealed: Mapping[str, Mapping[str, object]]) -> list[dict[str, str]] | None:
    if not sealed["factors"]:
        return None
    name, _, version = str(sealed["library"]["reference"]).rpartition("/")
    return [{"name": name, "version": version}]


def _quality(statement: Statement) -> dict[str, str] | None:
    ratings = (statement.technological_dqr, statement.geographical_dqr, statement.temporal_dqr)
    if any(rating is None for rating in ratings):
        return None
    names = ("technologicalDQR", "geographicalDQR", "temporalDQR")
    return {name: plain(rating) for name, rating in zip(names, ratings, strict=True) if rating}


def _extension(sealed: Mapping[str, Mapping[str, object]], edition: Edition) -> dict[str, object]:
    """The way back to the calculation: its seal proves every number of it."""
    rule, unit = sealed["rule"], cast(Mapping[str, str], sealed["rule"]["declared_unit"])
    return {
        "specVersion": "2.0.0",
        "dataSchema": EXTENSION_SCHEMA,
        "data": {
            "calculation": str(sealed["calculation"]),
            "seal": edition.seal,
            "value": str(sealed["result"]["value"]),
            "declaredUnit": f"{unit['amount']} {unit['unit']}",
            "rule": f"{rule['code']} {rule['version']}",
            "engine": str(sealed["engine"]["version"]),
        },
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
