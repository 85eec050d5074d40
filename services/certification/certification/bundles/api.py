"""What accounting asks for after a restore: which bundles are kept, and each of them."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query, Response
from pydantic import AwareDatetime

from certification.bundles.domain import Kept
from certification.bundles.settings import CurrentBundleKeys
from certification.bundles.store import bundles as store
from certification.bundles.usecases import BundleNotKept, read
from chassis.asking import AskedByTime
from chassis.canonical import rfc3339
from chassis.database import Transaction
from chassis.forms import View
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router
from contracts.sealed_bundle import BUNDLE

router = Router(prefix="/v1/kept-bundles", tags=["archive"])


class KeptBundleView(View):
    """A sealed calculation whose bundle is in the archive."""

    calculation_id: UUID
    """Which calculation was sealed."""
    seal: str
    """SHA-256 of the sealed document."""
    sealed_at: AwareDatetime
    """When its enterprise sealed it."""
    kept_at: AwareDatetime
    """When its bundle came into the archive."""

    @classmethod
    def of(cls, kept: Kept) -> Self:
        return cls(
            calculation_id=kept.calculation_id,
            seal=kept.seal,
            sealed_at=kept.sealed_at,
            kept_at=kept.kept_at,
        )


@router.get("", responses=problems(CursorInvalid))
async def list_kept_bundles(
    tx: Transaction, asked: Annotated[AskedByTime, Query()]
) -> Page[KeptBundleView]:
    """Which bundles are kept, the newest first, for accounting alone."""
    rows = await store.page(tx, asked)
    return page(
        rows,
        asked.limit,
        KeptBundleView.of,
        lambda kept: [rfc3339(kept.kept_at), str(kept.calculation_id)],
    )


@router.get(
    "/{calculation_id}",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": BUNDLE}}},
        **problems(BundleNotKept),
    },
)
async def get_kept_bundle(
    calculation_id: UUID, tx: Transaction, keys: CurrentBundleKeys
) -> Response:
    """The sealed document with its seal, byte for byte, for accounting alone."""
    return Response(await read(tx, keys, calculation_id), media_type="application/json")
