"""The event that tells the other services of a sealed footprint; no trade secret leaves in it."""

from collections.abc import Mapping
from typing import cast

from accounting.calculations.domain.calculation import read_document
from accounting.calculations.domain.record import Seal
from contracts.accounting import DeclaredUnit, FootprintSealed, ProductIdentity


def footprint_sealed(sealed: Mapping[str, object], seal: Seal) -> FootprintSealed:
    """Say who made what, how much it emits per which unit, and by which rule that is so."""
    subject, background = read_document(sealed)
    result = cast(Mapping[str, str], sealed["result"])
    engine = cast(Mapping[str, str], sealed["engine"])
    product, enterprise, rule = subject.product, subject.enterprise, subject.rule
    return FootprintSealed.model_validate(
        {
            "calculation_id": subject.calculation,
            "seal": seal.sha256,
            "product": ProductIdentity(
                id=product.id,
                name_zh=product.name.zh,
                name_en=product.name.en,
                model=product.model,
                gtin=product.gtin,
                category=product.category,
                cpc=product.cpc,
                enterprise=enterprise.uscc,
                enterprise_name_zh=enterprise.name.zh,
                enterprise_name_en=enterprise.name.en,
                site_division=product.site_division,
            ),
            "declared_unit": DeclaredUnit(
                amount=rule.declared_unit.amount, unit=rule.declared_unit.unit
            ),
            "value": result["value"],
            "boundary": rule.boundary.value,
            "rule_code": rule.code,
            "rule_version": rule.version,
            "gwp_set": background.gwp.name,
            "engine_version": engine["version"],
            "period_start": subject.activity.period_start,
            "period_end": subject.activity.period_end,
            "sealed_at": seal.sealed_at,
        }
    )
