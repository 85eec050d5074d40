"""Label events as the registry publishes them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import uuid4

from contracts.accounting import DeclaredUnit, ProductIdentity
from contracts.certification import Scheme
from contracts.registry import LabelIssued, LabelStatus, LabelStatusChanged
from tests.support.tokens import ISSUER

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEASE = timedelta(seconds=30)


_LEAVES = count(1000)
"""A leaf vouches for one label only."""


def issued(label: str = "TJ-1", log_index: int | None = None) -> LabelIssued:
    log_index = next(_LEAVES) if log_index is None else log_index
    return LabelIssued(
        label_number=label,
        certificate_id=uuid4(),
        certificate_number="C-1",
        log_index=log_index,
        scheme=Scheme.NATIONAL_CFP,
        body="CNCA-R-2099-901",
        product=ProductIdentity(
            id=uuid4(),
            name_zh="示例双玻组件",
            name_en="Sample module",
            model="JG-S-580",
            category="pv-module",
            cpc="47150",
            enterprise="91120116MA0000007N",
            enterprise_name_zh="津光示例光伏(天津)有限公司",
            enterprise_name_en="Jinguang Sample PV",
            site_division="120116",
        ),
        declared_unit=DeclaredUnit(amount=Decimal("1"), unit="kWp"),
        value=Decimal("474.240"),
        boundary="cradle-to-gate",
        seal="0" * 64,
        credential_sha256="1" * 64,
        label_url=f"{ISSUER}/label/{label}",
        valid_from=NOON,
        valid_until=NOON + timedelta(days=730),
        issued_at=NOON,
    )


def changed(
    label: str = "TJ-1", log_index: int = 1, status: LabelStatus = LabelStatus.SUSPENDED
) -> LabelStatusChanged:
    return LabelStatusChanged(
        label_number=label,
        certificate_id=uuid4(),
        certificate_number="C-1",
        log_index=log_index,
        status=status,
        changed_at=NOON + timedelta(hours=1),
    )
