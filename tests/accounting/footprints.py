"""Footprints of an invented supplier, as it would send them."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from accounting.pact.domain.footprint import ProductFootprint, read_footprint

SUPPLIER_URN = "urn:pact:example.com:supplier-id:9001"
PRODUCT_URN = "urn:gtin:6901234567892"


def pcf(**changes: Any) -> dict[str, Any]:
    """The carbon footprint of one kilogram of sample glass; its sums hold."""
    content: dict[str, Any] = {
        "declaredUnitOfMeasurement": "kilogram",
        "declaredUnitAmount": "1",
        "productMassPerDeclaredUnit": "1",
        "referencePeriodStart": "2025-01-01T00:00:00Z",
        "referencePeriodEnd": "2026-01-01T00:00:00Z",
        "geographyCountrySubdivision": "CN-TJ",
        "boundaryProcessesDescription": "Cradle to gate",
        "pcfExcludingBiogenicUptake": "1.35",
        "pcfIncludingBiogenicUptake": "1.35",
        "fossilCarbonContent": "0",
        "fossilGhgEmissions": "1.3",
        "landUseChangeGhgEmissions": "0.03",
        "biogenicNonCO2Emissions": "0.02",
        "ipccCharacterizationFactors": ["AR6"],
        "crossSectoralStandards": ["ISO14067"],
        "exemptedEmissionsPercent": "0",
        "allocationRulesDescription": "By mass",
        "secondaryEmissionFactorSources": [{"name": "Sample library", "version": "1"}],
        "primaryDataShare": "60",
        "dqi": {"technologicalDQR": "2", "geographicalDQR": "1.5", "temporalDQR": "1"},
    }
    content.update(changes)
    return {name: value for name, value in content.items() if value is not ...}


def footprint(*, of: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A whole document; `of` replaces its carbon footprint."""
    content: dict[str, Any] = {
        "id": str(uuid4()),
        "specVersion": "3.0.3",
        "created": "2026-02-01T00:00:00Z",
        "status": "Active",
        "companyName": "Sample Glass",
        "companyIds": [SUPPLIER_URN],
        "productDescription": "Tempered glass",
        "productIds": [PRODUCT_URN],
        "productNameCompany": "Glass 3.2 mm",
        "comment": "",
        "pcf": of or pcf(),
    }
    content.update(changes)
    return {name: value for name, value in content.items() if value is not ...}


def read(**changes: Any) -> ProductFootprint:
    return read_footprint(footprint(of=pcf(**changes)))


def text(value: Decimal) -> str:
    return format(value, "f")
