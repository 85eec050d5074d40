"""Operator routes for organisations."""

from typing import Annotated

from fastapi import Path
from pydantic import ConfigDict, Field, JsonValue

from chassis import forms
from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Name, TextRule
from gateway.clients.domain.clients import Organisation
from gateway.clients.domain.refusals import (
    OrganisationFromPack,
    OrganisationIdInvalid,
    OrganisationNotFound,
    RoleUnknown,
)
from gateway.clients.store import organisations
from gateway.clients.usecases import organisations as clients_organisations
from gateway.values.api import CurrentPack

router = Router(prefix="/v1/organisations", tags=["operator"])

OrganisationId = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")]
_EXAMPLE: dict[str, JsonValue] = {
    "role": "enterprise",
    "name_zh": "示例光伏有限公司",
    "name_en": "Sample Photovoltaic Co., Ltd.",
    "division": "120116",
}


class OrganisationRequest(forms.Request):
    """What an operator says about an organisation."""

    model_config = ConfigDict(strict=True, json_schema_extra={"example": _EXAMPLE})

    role: Annotated[str, TextRule(most=32)]
    name_zh: Name
    name_en: Name
    division: str | None = Field(default=None, pattern=r"^\d{6}$")
    """GB/T 2260 code; a district bureau sees only files of its own division."""


class OrganisationView(OrganisationRequest):
    """An organisation that may hold clients."""

    id: str
    sample: bool


@router.get("/{id}", responses=problems(OrganisationNotFound))
async def get_organisation(id: OrganisationId, tx: Transaction) -> OrganisationView:
    """One organisation."""
    return _view(await organisations.get_organisation(tx, id))


@router.put("/{id}", responses=problems(RoleUnknown, OrganisationIdInvalid, OrganisationFromPack))
async def put_organisation(
    id: OrganisationId, request: OrganisationRequest, tx: Transaction, pack: CurrentPack
) -> OrganisationView:
    """Register an organisation that the region pack does not name, or replace what is known."""
    organisation = Organisation(id=id, sample=False, **request.model_dump())
    await clients_organisations.register_organisation(tx, organisation, pack=pack)
    return _view(organisation)


def _view(organisation: Organisation) -> OrganisationView:
    return OrganisationView(**vars(organisation))
