"""Sample certificates, as certification publishes them. All parties are invented."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from contracts.accounting import DeclaredUnit, ProductIdentity
from contracts.certification import CertificateIssued, Scheme


def sample_product(**changes: Any) -> ProductIdentity:
    facts = {
        "id": uuid4(),
        "name_zh": "示例双玻组件",
        "name_en": "Sample glass-glass module",
        "model": "JG-S-580",
        "gtin": "06901234567892",
        "category": "pv-module",
        "cpc": "47150",
        "enterprise": "91120116MA0000007N",
        "enterprise_name_zh": "津光示例光伏(天津)有限公司",
        "enterprise_name_en": "Jinguang Sample PV (Tianjin) Co., Ltd.",
        "site_division": "120116",
    }
    return ProductIdentity.model_validate(facts | changes)


def sample_certificate(**changes: Any) -> CertificateIssued:
    facts = {
        "certificate_id": uuid4(),
        "certificate_number": "CFP-901-26-00001",
        "scheme": Scheme.NATIONAL_CFP,
        "body": "CNCA-R-2099-901",
        "body_name_zh": "示例认证(天津)有限公司",
        "body_name_en": "Sample Certification (Tianjin) Co., Ltd.",
        "issuer": "did:web:127.0.0.1%3A8080:bodies:CNCA-R-2099-901",
        "calculation_id": uuid4(),
        "seal": "5e" * 32,
        "product": sample_product(),
        "declared_unit": DeclaredUnit(amount=Decimal(1), unit="kWp"),
        "value": Decimal("474.24"),
        "boundary": "cradle-to-gate",
        "rule_code": "CNCA-CFP-PV",
        "rule_version": "1",
        "standard": "GB/T 24067-2024",
        "credential": "e30.e30.c2FtcGxl",
        "payload_sha256": "7a" * 32,
        "status_index": 4711,
        "valid_from": datetime(2026, 5, 4, tzinfo=UTC),
        "valid_until": datetime(2028, 5, 4, tzinfo=UTC),
        "issued_at": datetime(2026, 5, 4, 8, tzinfo=UTC),
    }
    return CertificateIssued.model_validate(facts | changes)
