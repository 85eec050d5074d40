"""Nominations for the list of pilot products, the agencies' opinions, and the conclusion."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from certification.catalogue.api.requests import (
    ConclusionRequest,
    NominationRequest,
    OpinionRequest,
    ReasonsRequest,
)
from certification.catalogue.api.views import NominationView
from certification.catalogue.domain.nomination import (
    Author,
    NominationOfAnother,
    NominationOutOfTurn,
    NominationState,
    OpinionNotAsked,
    OpinionsClosed,
    OpinionsOutstanding,
)
from certification.catalogue.domain.search import NominationSearch
from certification.catalogue.store import nominations as store
from certification.catalogue.usecases import nominations
from certification.catalogue.usecases.nominations import (
    NominatedCategoryUnknown,
    NominationForAnother,
    NominationNotFound,
    ProductAlreadyNominated,
    sight_of_author,
)
from certification.catalogue.usecases.terms import listing_terms
from certification.values.api import Category, Division, Enterprise, position, position_of
from chassis import clock
from chassis.auth import CurrentCaller
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
from chassis.routing import Router, settings_of
from packs.region import Listing

router = Router(prefix="/v1/catalogue/nominations", tags=["catalogue"])


async def _author(caller: CurrentCaller) -> Author:
    return Author(caller.org, caller.role, caller.client, caller.person)


async def _terms(request: Request) -> Listing:
    settings = settings_of(request)
    return listing_terms(settings.packs_dir, settings.region)


By = Annotated[Author, Depends(_author)]
Terms = Annotated[Listing, Depends(_terms)]


@router.post(
    "",
    status_code=201,
    responses=problems(NominationForAnother, NominatedCategoryUnknown, ProductAlreadyNominated),
)
async def nominate_product(
    request: NominationRequest, tx: Transaction, author: By, terms: Terms
) -> NominationView:
    """提名: put a product forward. The agencies of the region are then asked for their opinions."""
    file = await nominations.nominate(tx, request.product(), request.reasons_zh, author, terms)
    return NominationView.of(file, clock.now())


@router.get("", responses=problems(CursorInvalid))
async def list_nominations(
    tx: Transaction,
    author: By,
    enterprise: Enterprise = None,
    product_id: UUID | None = None,
    category: Category = None,
    division: Division = None,
    state: NominationState | None = None,
    since: Since = None,
    until: Until = None,
    updated_since: UpdatedSince = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[NominationView]:
    """The nominations that the caller may see and that fit, by nomination, newest first."""
    search = NominationSearch(
        enterprise=enterprise,
        product_id=product_id,
        category=category,
        division=division,
        states=(state,) if state else (),
        since=since,
        until=until,
        updated_since=updated_since,
        words=q,
    )
    now, sight = clock.now(), sight_of_author(author)
    found = await store.newest(tx, sight, search, now, position_of(cursor), limit + 1)
    return page(
        found,
        limit,
        lambda file: NominationView.of(file, now),
        lambda file: position(file.nomination.nominated_at, file.nomination.id),
    )


@router.get("/{id}", responses=problems(NominationNotFound))
async def get_nomination(id: UUID, tx: Transaction, author: By) -> NominationView:
    """One nomination with its opinions, its silences and all that became of it."""
    return NominationView.of(await nominations.find(tx, id, sight_of_author(author)), clock.now())


@router.post(
    "/{id}/opinions",
    status_code=201,
    responses=problems(NominationNotFound, NominationOutOfTurn, OpinionNotAsked, OpinionsClosed),
)
async def give_opinion(
    id: UUID, request: OpinionRequest, tx: Transaction, author: By
) -> NominationView:
    """意见: what your department thinks of it. Until the deadline a later opinion replaces it."""
    file = await nominations.opine(tx, id, request.position, request.reasons_zh, author)
    return NominationView.of(file, clock.now())


@router.post(
    "/{id}/conclusion",
    status_code=201,
    responses=problems(NominationNotFound, NominationOutOfTurn, OpinionsOutstanding),
)
async def conclude_nomination(
    id: UUID, request: ConclusionRequest, tx: Transaction, author: By
) -> NominationView:
    """结论: the lead concludes, once all opinions are there or their deadline passed in silence."""
    file = await nominations.conclude(tx, id, request.is_included, request.reasons_zh, author)
    return NominationView.of(file, clock.now())


@router.post(
    "/{id}/retraction",
    status_code=201,
    responses=problems(NominationNotFound, NominationOutOfTurn, NominationOfAnother),
)
async def retract_nomination(
    id: UUID, request: ReasonsRequest, tx: Transaction, author: By
) -> NominationView:
    """撤回: take your own nomination back before it is concluded on."""
    file = await nominations.retract(tx, id, request.reasons_zh, author)
    return NominationView.of(file, clock.now())


@router.post(
    "/{id}/withdrawal",
    status_code=201,
    responses=problems(NominationNotFound, NominationOutOfTurn),
)
async def withdraw_listing(
    id: UUID, request: ReasonsRequest, tx: Transaction, author: By
) -> NominationView:
    """移出清单: take a published product off the list, with reasons that are public."""
    file = await nominations.withdraw(tx, id, request.reasons_zh, author)
    return NominationView.of(file, clock.now())
