"""The pull feed: every label event in order; it repairs what a webhook lost."""

from typing import Annotated

from fastapi import Query, Request

from chassis.database import Transaction
from chassis.pages import Limit
from chassis.routing import Router
from mutual_recognition.api.models import FeedItemView, FeedView
from mutual_recognition.settings import Settings
from mutual_recognition.store import feed

router = Router(tags=["feed"])
_LARGEST = 2**63 - 1
After = Annotated[int, Query(ge=0, le=_LARGEST, description="Last position already read.")]


@router.get("/v1/feed")
async def read_feed(
    request: Request, tx: Transaction, after: After = 0, limit: Limit = 100
) -> FeedView:
    """Label events beyond a position, in order and without gaps; positions never change."""
    settings: Settings = request.app.state.settings
    items = await feed.after(tx, after, limit)
    return FeedView(
        items=[FeedItemView.of(item, settings.node) for item in items],
        next=items[-1].position if items else after,
        head=await feed.head(tx),
    )
