"""What certification's archive takes: bundles of calculations that a body was admitted to."""

from uuid import UUID

from fastapi import Response

from accounting.calculations.domain.record import CalculationNotFound, CalculationNotSealed
from accounting.calculations.usecases import calculations as usecases
from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from contracts.sealed_bundle import BUNDLE

router = Router(prefix="/v1/sealed-bundles", tags=["archive"])


@router.get(
    "/{calculation_id}",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": BUNDLE}}},
        **problems(CalculationNotFound, CalculationNotSealed),
    },
)
async def get_sealed_bundle(calculation_id: UUID, tx: Transaction) -> Response:
    """The sealed document with its seal, for the archive of certification alone.

    Only of a calculation that its enterprise applied with, which is its consent. It stands in the
    trail of whom it belongs to.
    """
    content = await usecases.bundle_of_applicant(tx, calculation_id)
    return Response(content, media_type="application/json")
