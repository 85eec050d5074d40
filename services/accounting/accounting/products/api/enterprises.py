"""An enterprise's own description."""

from typing import Annotated, Self

from fastapi import Path, Response
from pydantic import ConfigDict, Field

from accounting.products.domain.enterprise import Enterprise, EnterpriseForeign, EnterpriseNotFound
from accounting.products.usecases import enterprises as usecases
from accounting.values.domain.codes import CreditCodeInvalid, DivisionInvalid
from accounting.values.domain.forms import Request, View
from accounting.values.domain.text import Symbol, Text
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Pasted

router = Router(prefix="/v1/enterprises", tags=["enterprises"])
Uscc = Annotated[Pasted, Path(description="Unified social credit code, GB 32100-2015.")]


class EnterpriseRequest(Request):
    """What an enterprise says about itself."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": {"zh": "示例光伏有限公司", "en": "Sample PV Co., Ltd."},
                    "division": "120116",
                }
            ]
        }
    )

    name: Text
    division: Annotated[Symbol, Field(description="GB/T 2260 code of the registered place.")]


class EnterpriseView(View):
    uscc: str
    """Unified social credit code."""
    name: Text
    division: str

    @classmethod
    def of(cls, enterprise: Enterprise) -> Self:
        return cls(uscc=enterprise.uscc, name=enterprise.name, division=enterprise.division)


@router.put(
    "/{uscc}",
    responses=problems(EnterpriseForeign, CreditCodeInvalid, DivisionInvalid),
)
async def put_enterprise(
    uscc: Uscc,
    request: EnterpriseRequest,
    response: Response,
    caller: CurrentCaller,
    tx: Transaction,
) -> EnterpriseView:
    """Register the caller's own enterprise, or correct its description."""
    enterprise, new = await usecases.describe(
        tx, caller.org, uscc=uscc, name=request.name, division=request.division
    )
    response.status_code = 201 if new else 200
    return EnterpriseView.of(enterprise)


@router.get("/{uscc}", responses=problems(EnterpriseNotFound))
async def get_enterprise(uscc: Uscc, caller: CurrentCaller, tx: Transaction) -> EnterpriseView:
    """The caller's own enterprise."""
    return EnterpriseView.of(await usecases.read(tx, caller.org, uscc))
