"""What the end of suppliers' footprints touches, and settling it with a reason."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime

from accounting.suppliers.domain.finding_search import SupplierFindingsAsked
from accounting.suppliers.domain.findings import (
    Cause,
    Dependant,
    FindingKey,
    SupplierFindingAlreadyResolved,
    SupplierFindingNotFound,
)
from accounting.suppliers.store import findings as store
from accounting.suppliers.usecases import findings as usecases
from accounting.values.domain.forms import View
from accounting.values.domain.resolutions import ResolutionRequest, ResolutionView
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/supplier-findings", tags=["supply chain"])
_ZH = {
    Cause.REPLACED: "产品系统使用的供应商碳足迹 {footprint} 已由新版本 {newer} 取代。"
    "请改用新版本后重新核算。",
    Cause.WITHDRAWN: "产品系统使用的供应商碳足迹 {footprint} 已由供应商撤回。"
    "请向供应商索取新数据后重新核算。",
    Cause.EXPIRED: "产品系统使用的供应商碳足迹 {footprint} 已过有效期。"
    "请向供应商索取新数据后重新核算。",
    Cause.NOT_YET_VALID: "产品系统使用的供应商碳足迹 {footprint} 尚未生效。"
    "请与供应商核对日期,或在其生效后核算。",
}
_EN = {
    Cause.REPLACED: "The system rests on footprint {footprint}, which {newer} replaces. "
    "Use that one and calculate again.",
    Cause.WITHDRAWN: "The system rests on footprint {footprint}, which its supplier withdrew. "
    "Ask the supplier for new data and calculate again.",
    Cause.EXPIRED: "The system rests on footprint {footprint}, whose validity has ended. "
    "Ask the supplier for new data and calculate again.",
    Cause.NOT_YET_VALID: "The system rests on footprint {footprint}, which is not valid yet. "
    "Ask the supplier about its dates, or calculate once it is valid.",
}


class SupplierFindingView(View):
    """A product system rests on a version that ended; `published` footprints rest on it too."""

    footprint_id: UUID
    system_id: UUID
    cause: Cause
    """What ended."""
    product_name: str
    company_name: str
    replaced_by: UUID | None
    noticed_at: AwareDatetime
    """When it was noticed."""
    product_id: UUID
    calculations: int
    """How many calculations rest on it."""
    sealed: int
    """How many of the calculations are sealed."""
    published: int
    """How many published footprints rest on it."""
    zh: str
    en: str
    resolution: ResolutionView | None

    @classmethod
    def of(cls, found: Dependant) -> Self:
        cause, settled = found.key.cause, found.resolution
        facts = {"footprint": found.key.footprint, "newer": found.replaced_by}
        return cls(
            footprint_id=found.key.footprint,
            system_id=found.key.system,
            cause=cause,
            product_name=found.product_name,
            company_name=found.company_name,
            replaced_by=found.replaced_by,
            noticed_at=found.noticed_at,
            product_id=found.product,
            calculations=found.calculations,
            sealed=found.sealed,
            published=found.published,
            zh=_ZH[cause].format(**facts),
            en=_EN[cause].format(**facts),
            resolution=settled
            and ResolutionView(
                reason=settled.reason, resolved_at=settled.at, resolved_by=settled.by
            ),
        )


@router.get("", responses=problems(CursorInvalid))
async def list_supplier_findings(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[SupplierFindingsAsked, Query()]
) -> Page[SupplierFindingView]:
    """Product systems of the caller that rest on versions which ended, the newest end first."""
    found = await store.newest(tx, asked, owner=caller.org)
    return page(found, asked.limit, SupplierFindingView.of, lambda item: item.position)


@router.post(
    "/{footprint_id}/{system_id}/{cause}/resolution",
    status_code=201,
    responses=problems(SupplierFindingNotFound, SupplierFindingAlreadyResolved),
)
async def resolve_supplier_finding(
    footprint_id: UUID,
    system_id: UUID,
    cause: Cause,
    request: ResolutionRequest,
    caller: CurrentCaller,
    tx: Transaction,
) -> SupplierFindingView:
    """Settle a finding with a reason. Irreversible: the reason stays for an auditor to read."""
    key = FindingKey(footprint_id, system_id, cause)
    return SupplierFindingView.of(await usecases.resolve(tx, caller, key, request.reason))
