"""Invented parties and a sealed footprint that certification's tests share."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from certification.bodies.domain import Body
from certification.catalogue.domain.category import Category
from certification.catalogue.domain.nomination import NationalEntry
from certification.certificates.domain.certificate import Certificate, CertificateFile
from certification.certificates.domain.credential import Grant
from certification.certificates.domain.numbering import StatusPlace
from certification.rules.domain import CategoryRules, RuleVersion
from contracts.accounting import DeclaredUnit, FootprintSealed, ProductIdentity
from contracts.certification import Scheme

PUBLIC_URL = "http://127.0.0.1:8080"
ENTERPRISE = "91120116MA0000007N"
OTHER_ENTERPRISE = "91130200MA0000007R"
BODY = "CNCA-R-2099-901"
OTHER_BODY = "CNCA-R-2099-902"
DIVISION = "120116"
SEAL = "5ea1" * 16
EVIDENCE = "e0" * 32
FIRST = UUID(int=1)
MAY_4 = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def footprint(calculation_id: UUID = FIRST, **changes: object) -> FootprintSealed:
    """A sealed footprint of a sample PV module."""
    product = ProductIdentity(
        id=UUID(str(changes.pop("product_id", UUID(int=7)))),
        name_zh="示例单晶组件",
        name_en="Sample mono module",
        model="JG-S 200",
        gtin="06901234567892",
        category=str(changes.pop("category", "pv-module")),
        cpc="47150",
        enterprise=str(changes.pop("enterprise", ENTERPRISE)),
        enterprise_name_zh="津光示例光伏(天津)有限公司",
        enterprise_name_en="Jinguang Sample Photovoltaic (Tianjin) Co., Ltd.",
        site_division=str(changes.pop("division", DIVISION)),
    )
    sealed = FootprintSealed(
        calculation_id=calculation_id,
        seal=SEAL,
        product=product,
        declared_unit=DeclaredUnit(amount=Decimal("1"), unit="kWp"),
        value=Decimal("511.20"),
        boundary="cradle-to-gate",
        rule_code="TJ-CFP-PV",
        rule_version="2025.1",
        gwp_set="AR6",
        engine_version="1",
        period_start=date(2025, 1, 1),
        period_end=date(2026, 1, 1),
        sealed_at=MAY_4,
    )
    return sealed.model_copy(update=changes)


def rule(version: str = "2025.1", since: date = date(2025, 9, 30)) -> RuleVersion:
    return RuleVersion(
        code="TJ-CFP-PV",
        version=version,
        category="pv-module",
        name_zh="光伏组件产品碳足迹标识认证实施规则",
        name_en="Implementation rule for PV modules",
        general_rule="CNCA-CFP-00:2025",
        standard="GB/T 24067-2024",
        in_force_from=since,
        validity_months=24,
        surveillance_interval_months=12,
    )


def rules(*versions: RuleVersion) -> CategoryRules:
    return CategoryRules("pv-module", versions or (rule(),))


def category(*, catalogued: bool = True) -> Category:
    return Category("pv-module", NationalEntry(5, "光伏组件", "2025-07-09") if catalogued else None)


def body() -> Body:
    return Body(BODY, "示例认证(天津)有限公司", "Sample Certification (Tianjin) Co., Ltd.")


def grant(**changes: object) -> Grant:
    """A positive decision about the sample footprint."""
    facts: dict[str, object] = {
        "id": UUID(int=42),
        "number": "2099901-CFP-2026-00001",
        "body": body(),
        "scheme": Scheme.NATIONAL_CFP,
        "footprint": footprint(),
        "rule": rule(),
        "place": StatusPlace(1, 94567),
        "decided_at": MAY_4,
        "valid_until": MAY_4.replace(year=2028),
    }
    return Grant(**{**facts, **changes})  # type: ignore[arg-type]


def certificate_file(*acts: object) -> CertificateFile:
    """A certificate in force from 4 May 2026 for two years, with the acts given."""
    certificate = Certificate(
        id=UUID(int=42),
        number="2099901-CFP-2026-00001",
        application_id=UUID(int=9),
        calculation_id=UUID(int=1),
        body=BODY,
        enterprise=ENTERPRISE,
        division=DIVISION,
        scheme=Scheme.NATIONAL_CFP,
        rule_code="TJ-CFP-PV",
        rule_version="2025.1",
        payload=b"{}",
        payload_sha256="0" * 64,
        status_list=1,
        status_index=5,
        valid_from=MAY_4,
        valid_until=MAY_4.replace(year=2028),
        decided_at=MAY_4,
        decided_by="zhao",
    )
    return CertificateFile(certificate, tuple(acts), None, footprint())  # type: ignore[arg-type]
