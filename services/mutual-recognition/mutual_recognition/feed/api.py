"""The pull feed: every label event in order; it repairs what a webhook lost."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import JsonValue, StringConstraints

from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.generations import here
from chassis.pages import Limit, Since
from chassis.problems import problems
from chassis.refusals import Conflict
from chassis.routing import Router, settings_of
from mutual_recognition.feed.domain import FeedItem, FeedPart, Node, cloud_event
from mutual_recognition.feed.store import feed
from mutual_recognition.feed.usecases import node_of
from mutual_recognition.values.domain.forms import View
from mutual_recognition.values.domain.sight import sight_of

router = Router(tags=["feed"])


_LARGEST = 2**63 - 1


After = Annotated[int, Query(ge=0, le=_LARGEST, description="Last position already read.")]


Types = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,100}$")], ...],
    Query(alias="type", max_length=20, description="Types of events; all where none is named."),
]


class FeedItemView(View):
    position: int
    """Its position in the feed; it never changes."""
    log_index: int
    """The leaf of the transparency log that vouches for the event."""
    event: dict[str, JsonValue]
    """The CloudEvent, the same as in the webhook."""

    @classmethod
    def of(cls, item: FeedItem, node: Node) -> "FeedItemView":
        return cls.model_validate(
            {
                "position": item.position,
                "log_index": item.fact.log_index,
                "event": cloud_event(item.fact, node),
            }
        )


class FeedView(View):
    items: list[FeedItemView]
    """The events, in order."""
    next: int
    """Ask for `after` this position next time."""
    head: int
    """The last position there is; equal to `next` when the reader has everything."""
    generation: str
    """The life of the feed. When it changes, read again from where the last one was sure."""


class FeedEndsEarlier(Conflict):
    """The position is beyond the last one: the reader remembers more than the feed has."""

    zh = "位置 {after} 超出本目录末尾 {head}（世代 {generation}）；请从 {head} 起重新读取并核对。"
    en = (
        "Position {after} is beyond the last one, {head} (generation {generation}); read again "
        "from {head} on and compare."
    )


@router.get("/v1/feed", responses=problems(FeedEndsEarlier))
async def read_feed(
    request: Request,
    tx: Transaction,
    caller: CurrentCaller,
    after: After = 0,
    types: Types = (),
    since: Since = None,
    limit: Limit = 100,
) -> FeedView:
    """Label events beyond a position, in order; positions never change.

    Partner regions, banks and the city's agencies see all of them, without gaps; a district its
    own labels, a certification body those that it decided on, each at the same position.
    `type` and `since` narrow it; `next` passes over what they left out.
    """
    node = node_of(settings_of(request))
    head, generation = await feed.head(tx), str((await here(tx)).generation)
    if after > head:
        raise FeedEndsEarlier(after=after, head=head, generation=generation)
    part = FeedPart(after, limit, types, since)
    items = await feed.after(tx, part, sight_of(caller.role, caller.org))
    # What lies between the last item and the head is others', so it need not be asked for again.
    return FeedView(
        items=[FeedItemView.of(item, node) for item in items],
        next=items[-1].position if len(items) == limit else head,
        head=head,
        generation=generation,
    )
