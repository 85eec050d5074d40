"""The published list of pilot products and its batches, for everyone."""

from typing import Annotated

from fastapi import Query

from certification.catalogue.api.nominations import By
from certification.catalogue.api.requests import BatchRequest
from certification.catalogue.api.views import BatchView, ListedProductView
from certification.catalogue.domain.nomination import NominationOutOfTurn, NominationState
from certification.catalogue.domain.search import NominationSearch
from certification.catalogue.store import nominations as store
from certification.catalogue.usecases import batches
from certification.catalogue.usecases.nominations import NominationNotFound
from certification.values.api import Category, Division, Enterprise, position, position_of
from certification.values.domain.sight import Sight
from chassis import clock, pages
from chassis.database import Transaction
from chassis.pages import (
    Cursor,
    CursorInvalid,
    Limit,
    Page,
    Since,
    Until,
    UpdatedSince,
    Words,
    page,
)
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/catalogue", tags=["catalogue"])
_ON_THE_LIST = (NominationState.PUBLISHED, NominationState.WITHDRAWN)
BatchNumber = Annotated[int | None, Query(ge=1, le=100_000, description="Of this batch.")]
IsListed = Annotated[
    bool | None, Query(description="Whether it stands on the list, or was taken off it.")
]


@router.get("/products", responses=problems(CursorInvalid))
async def list_pilot_products(
    tx: Transaction,
    enterprise: Enterprise = None,
    category: Category = None,
    division: Division = None,
    batch: BatchNumber = None,
    is_listed: IsListed = None,
    since: Since = None,
    until: Until = None,
    updated_since: UpdatedSince = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ListedProductView]:
    """The pilot products that were published and fit, by publication, newest first."""
    search = NominationSearch(
        enterprise=enterprise,
        category=category,
        division=division,
        states=_ON_THE_LIST if is_listed is None else (_ON_THE_LIST[not is_listed],),
        batch=batch,
        since=since,
        until=until,
        updated_since=updated_since,
        words=q,
        by_publication=True,
    )
    found = await store.newest(tx, Sight(), search, clock.now(), position_of(cursor), limit + 1)
    views = [ListedProductView.of(file) for file in found]
    return page(views, limit, lambda view: view, lambda view: position(view.published_at, view.id))


@router.get("/batches", responses=problems(CursorInvalid))
async def list_catalogue_batches(
    tx: Transaction,
    since: Since = None,
    until: Until = None,
    updated_since: UpdatedSince = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[BatchView]:
    """The batches that were published, newest first; a batch never changes."""
    after = pages.decode(cursor, int)
    begun = max((moment for moment in (since, updated_since) if moment), default=None)
    found = await store.batches(tx, begun, until, after[0] if after else None, limit + 1)
    return page(found, limit, BatchView.of, lambda batch: [str(batch.number)])


@router.post(
    "/batches",
    status_code=201,
    responses=problems(NominationNotFound, NominationOutOfTurn),
)
async def publish_catalogue_batch(request: BatchRequest, tx: Transaction, author: By) -> BatchView:
    """公布: publish included nominations as the next numbered batch, all of them or none."""
    ids = tuple(request.nomination_ids)
    return BatchView.of(await batches.publish(tx, ids, request.title_zh, author))
