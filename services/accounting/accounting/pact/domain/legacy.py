"""Reading footprints of PACT v2.3 as v3, with a report of everything that does not carry over.

The transformation is sanctioned by the specification; what it loses stays with the document.
"""

from collections.abc import Mapping
from decimal import Decimal

from accounting.pact.domain.linter import LintFinding, Severity
from accounting.pact.domain.urns import cpc_urn
from accounting.pact.domain.values import decimal_of
from accounting.values.domain.numbers import EXACT, plain, total

SPEC_VERSION = "3.0.3"
_RENAMED = {
    "declaredUnit": "declaredUnitOfMeasurement",
    "dLucGhgEmissions": "landUseChangeGhgEmissions",
    "otherBiogenicGhgEmissions": "biogenicNonCO2Emissions",
    "biogenicCarbonWithdrawal": "biogenicCO2Uptake",
    "ipccCharacterizationFactorsSources": "ipccCharacterizationFactors",
}
_KEPT = (
    "productMassPerDeclaredUnit",
    "referencePeriodStart",
    "referencePeriodEnd",
    "geographyRegionOrSubregion",
    "geographyCountry",
    "geographyCountrySubdivision",
    "boundaryProcessesDescription",
    "fossilGhgEmissions",
    "fossilCarbonContent",
    "biogenicCarbonContent",
    "aircraftGhgEmissions",
    "packagingEmissionsIncluded",
    "packagingGhgEmissions",
    "exemptedEmissionsDescription",
    "allocationRulesDescription",
    "secondaryEmissionFactorSources",
    "productOrSectorSpecificRules",
)
_NUMBERS = ("exemptedEmissionsPercent", "primaryDataShare")
_STANDARDS = {
    "GHG Protocol Product standard": "GHGP-Product",
    "ISO Standard 14067": "ISO14067",
    "ISO Standard 14044": "ISO14040-44",
}
_COVERAGE = {"product level": "product level", "PCF system": "PCF program"}
_VERIFIED = ("providerName", "completedAt", "standardName", "comments")
_COMPANY = (
    "id",
    "created",
    "status",
    "validityPeriodStart",
    "validityPeriodEnd",
    "companyName",
    "companyIds",
    "productDescription",
    "productIds",
    "productNameCompany",
    "comment",
    "precedingPfIds",
)
_ASSUMED_MASS = "0"
_BIOGENIC_PARTS = ("dLucGhgEmissions", "landManagementGhgEmissions", "otherBiogenicGhgEmissions")
"""What v2.3 leaves out of its value without biogenic emissions, and v3 counts in."""
ORIGINAL = "urn:tanbiao:pact-extension:v2-original:1"
_CODE = "v2-loss"


def is_legacy(document: Mapping[str, object]) -> bool:
    return str(document.get("specVersion", "")).startswith("2.")


def as_v3(document: Mapping[str, object]) -> tuple[dict[str, object], tuple[LintFinding, ...]]:
    """The v3 document, not yet validated, and a finding for whatever it cannot say.

    The document as it came is kept whole in an extension.
    """
    old = document.get("pcf")
    pcf = {k: v for k, v in old.items() if v is not None} if isinstance(old, dict) else {}
    written = {name: document[name] for name in _COMPANY if document.get(name) is not None}
    original = {"specVersion": "1.0.0", "dataSchema": ORIGINAL, "data": dict(document)}
    written |= {"specVersion": SPEC_VERSION, "pcf": _pcf(pcf), "extensions": [original]}
    if document.get("productCategoryCpc"):
        written["productClassifications"] = [cpc_urn(str(document["productCategoryCpc"]))]
    return written, (*_unsaid(document, pcf), *_assumed(pcf))


def _pcf(old: Mapping[str, object]) -> dict[str, object]:
    new: dict[str, object] = {name: old[name] for name in _KEPT if name in old}
    new |= {to: old[name] for name, to in _RENAMED.items() if name in old}
    new |= {name: _text(old[name]) for name in _NUMBERS if name in old}
    new.setdefault("productMassPerDeclaredUnit", _ASSUMED_MASS)
    # Values of v2.3 are per one declared unit, however many of it one product holds.
    new["declaredUnitAmount"] = "1"
    new |= _values(old)
    new["verification"] = _verification(old) or None
    standards = old.get("crossSectoralStandardsUsed")
    if isinstance(standards, list):
        named = [_STANDARDS.get(str(standard), str(standard)) for standard in standards]
        new["crossSectoralStandards"] = list(dict.fromkeys(named))
    return {name: value for name, value in new.items() if value is not None}


def _verification(old: Mapping[str, object]) -> dict[str, object]:
    """What v3 can say of an assurance; nothing where there was none."""
    assurance = old.get("assurance")
    if not isinstance(assurance, dict) or assurance.get("assurance") is not True:
        return {}
    kept: dict[str, object] = {name: assurance[name] for name in _VERIFIED if assurance.get(name)}
    coverage = _COVERAGE.get(str(assurance.get("coverage")))
    return kept | ({"coverage": coverage} if coverage else {})


def _unsaid_of_assurance(old: Mapping[str, object]) -> list[str]:
    assurance, said = old.get("assurance"), _verification(old)
    if not isinstance(assurance, dict) or not said:
        return ["pcf.assurance"] if assurance is not None else []
    given = {name for name, value in assurance.items() if value not in (None, "")}
    return [f"pcf.assurance.{name}" for name in given - {"assurance", *said}]


def _values(old: Mapping[str, object]) -> dict[str, object]:
    """The two values of v3. Management of land has one figure of either sign in v2.3."""
    excluding = total(_number(old.get(n)) for n in ("pCfExcludingBiogenic", *_BIOGENIC_PARTS))
    including = EXACT.add(excluding, _number(old.get("biogenicCarbonWithdrawal")))
    land = old.get("landManagementGhgEmissions")
    name = "Removals" if _number(land) < 0 else "Emissions"
    stated = old.get("pCfExcludingBiogenic")
    return {
        # A figure that is no decimal goes on as it is, for the wire model to refuse its place.
        "pcfExcludingBiogenicUptake": plain(excluding) if _is_number(stated) else stated,
        "pcfIncludingBiogenicUptake": old.get("pCfIncludingBiogenic", plain(including)),
        f"landManagementBiogenicCO2{name}": land,
    }


def _number(value: object) -> Decimal:
    return decimal_of(value) if isinstance(value, str) and _is_number(value) else Decimal(0)


def _is_number(value: object) -> bool:
    try:
        return isinstance(value, str) and decimal_of(value) is not None
    except ValueError:
        return False


def _unsaid(document: Mapping[str, object], pcf: Mapping[str, object]) -> list[LintFinding]:
    """Members that have no place in v3."""
    named = ["pCfExcludingBiogenic", "pCfIncludingBiogenic", "crossSectoralStandardsUsed"]
    if _number(pcf.get("unitaryProductAmount", "1")) == 1:
        named.append("unitaryProductAmount")
    known = {*_KEPT, *_RENAMED, *_NUMBERS, *_BIOGENIC_PARTS, *named, "assurance"}
    known_above = {*_COMPANY, "specVersion", "pcf", "productCategoryCpc"}
    fields = [f"pcf.{name}" for name in pcf if name not in known]
    fields += [name for name in document if name not in known_above]
    fields += _unsaid_of_assurance(pcf)
    return [
        _loss(field, f"v3 没有 {field} 的对应项。", f"v3 has no place for {field}.")
        for field in sorted(fields)
    ]


def _assumed(pcf: Mapping[str, object]) -> list[LintFinding]:
    """Members that v3 needs, or tells apart, and v2.3 does not."""
    found = []
    if "productMassPerDeclaredUnit" not in pcf:
        zh, en = "未给出质量,按 0 处理。", "No mass was given; it is taken as 0."
        found.append(_loss("pcf.productMassPerDeclaredUnit", zh, en))
    if "pCfIncludingBiogenic" not in pcf:
        zh = "未给出含生物源的值,按各分项相加。"
        en = "No value with biogenic emissions was given; the sum of the parts is taken."
        found.append(_loss("pcf.pCfIncludingBiogenic", zh, en))
    if "landManagementGhgEmissions" in pcf:
        zh = "土地管理排放在 v3 分化石与生物源,此处全部按生物源处理。"
        en = "v3 tells fossil from biogenic land management; all is taken as biogenic."
        found.append(_loss("pcf.landManagementGhgEmissions", zh, en))
    return found


def _loss(field: str, zh: str, en: str) -> LintFinding:
    return LintFinding(_CODE, Severity.WARNING, field, zh, en)


def _text(value: object) -> object:
    """v2 writes some figures as JSON numbers; v3 wants text, exactly as it was written."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format(Decimal(repr(value)), "f")
    return value
