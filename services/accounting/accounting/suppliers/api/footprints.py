"""Suppliers' footprints: handing one in and reading them, with what the linter found."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query, Response
from pydantic import AwareDatetime, ConfigDict

from accounting.pact.domain.footprint import FootprintUnreadable
from accounting.pact.domain.linter import LintFinding, usable
from accounting.suppliers.domain.footprints import (
    Arrival,
    Supplied,
    SupplierFootprintChanged,
    SupplierFootprintNotFound,
    SupplierFootprintRefused,
)
from accounting.suppliers.domain.search import SupplierFootprintsAsked
from accounting.suppliers.store import footprints as store
from accounting.suppliers.usecases import footprints as usecases
from accounting.values.domain.codes import Organisation
from accounting.values.domain.forms import Request, View
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Document

router = Router(prefix="/v1", tags=["supply chain"])


class SupplierFootprintRequest(Request):
    """A PACT v3 document, and the organisation that it came from."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"supplier": "91130200MA0000007R", "document": {"specVersion": "3.0.3"}}]
        }
    )

    supplier: Organisation
    document: Document


class LintFindingView(View):
    """What the linter says; `code` is stable."""

    code: str
    severity: str
    """Whether it is an error or a warning."""
    field: str
    zh: str
    en: str

    @classmethod
    def of(cls, finding: LintFinding) -> Self:
        return cls(
            code=finding.code,
            severity=finding.severity,
            field=finding.field,
            zh=finding.zh,
            en=finding.en,
        )


class SupplierFootprintView(View):
    """A received version. `factor` is how an exchange of a product system names it."""

    id: UUID
    factor: str
    supplier: str
    received_at: AwareDatetime
    """When it was received."""
    way: str
    """How it came in."""
    company_name: str
    product_name: str
    sha256: str
    usable: bool
    deprecated: bool
    replaced_by: UUID | None
    findings: list[LintFindingView]
    document: Document

    @classmethod
    def of(cls, supplied: Supplied) -> Self:
        content = supplied.content
        return cls.model_validate(
            {
                "id": supplied.id,
                "factor": supplied.factor_id,
                "supplier": supplied.supplier,
                "received_at": supplied.at,
                "way": supplied.way,
                "company_name": content.company_name,
                "product_name": content.product_name_company,
                "sha256": content.sha256,
                "usable": usable(supplied.findings),
                "deprecated": supplied.deprecated,
                "replaced_by": supplied.replaced_by,
                "findings": [LintFindingView.of(finding) for finding in supplied.findings],
                "document": content.written(),
            }
        )


@router.post(
    "/supplier-footprints",
    status_code=201,
    responses=problems(FootprintUnreadable, SupplierFootprintRefused, SupplierFootprintChanged),
)
async def add_supplier_footprint(
    request: SupplierFootprintRequest, caller: CurrentCaller, tx: Transaction, response: Response
) -> SupplierFootprintView:
    """Keep a supplier's footprint as it came, linted. The same document again changes nothing."""
    received, new = await usecases.receive(
        tx, caller.org, request.supplier, request.document, way=Arrival.UPLOAD
    )
    response.status_code = 201 if new else 200
    return SupplierFootprintView.of(received)


@router.get("/supplier-footprints", responses=problems(CursorInvalid))
async def list_supplier_footprints(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[SupplierFootprintsAsked, Query()]
) -> Page[SupplierFootprintView]:
    """Footprints that the caller's enterprise received, the newest first."""
    rows = await store.page(tx, asked, owner=caller.org)
    return page(rows, asked.limit, SupplierFootprintView.of, lambda row: row.position)


@router.get("/supplier-footprints/{id}", responses=problems(SupplierFootprintNotFound))
async def get_supplier_footprint(
    id: UUID, caller: CurrentCaller, tx: Transaction
) -> SupplierFootprintView:
    """One version with its findings."""
    return SupplierFootprintView.of(await usecases.read(tx, caller.org, id))
