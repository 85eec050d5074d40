"""Requests for footprints: asking suppliers, being asked, and giving exactly one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.pact.domain import events
from accounting.pact.domain.criteria import Criteria, read_criteria
from accounting.pact.domain.events import Envelope, EventType, RequestCreated
from accounting.pact.domain.footprint import ProductFootprint
from accounting.pact.domain.product_ids import same_products
from accounting.partners.domain.exchange import (
    ANSWER_WITHIN,
    Answer,
    DeadlinePassed,
    Errand,
    FootprintRequest,
    Partner,
    PartnerNotFound,
    RequestAlreadyAnswered,
    RequestDirection,
    RequestNotFound,
    RequestOutcome,
    owner_asked,
)
from accounting.partners.domain.host import Host
from accounting.partners.domain.rules import UnknownProducts
from accounting.partners.usecases import errands, registrations, rules
from accounting.publications.domain.record import PublishedFootprint, PublishedFootprintNotFound
from accounting.publications.usecases import readership
from accounting.requests import store
from accounting.requests.usecases.known import any_known
from accounting.suppliers.domain.footprints import Arrival
from accounting.suppliers.usecases import footprints as supplied
from chassis import clock
from chassis.aside import Attempt
from chassis.canonical import rfc3339

_YEAR = timedelta(days=366)
_MOST = 200
_UNKNOWN = "本企业没有所请求的产品 / There is no such product at this company"
_LATE = "No answer within the time that is allowed for it"


@dataclass(frozen=True)
class Wish:
    """What an enterprise asks a partner for."""

    partner: str
    criteria: Mapping[str, object]
    deadline: datetime


async def ask(tx: AsyncConnection, org: str, wish: Wish, *, source: str) -> FootprintRequest:
    """Record a request and send its event; the partner gives one answer, sooner or later."""
    now = clock.now()
    if not now < wish.deadline <= now + _YEAR:
        raise DeadlinePassed(deadline=wish.deadline)
    if await registrations.find(tx, wish.partner, owner=org) is None:
        raise PartnerNotFound(org=wish.partner)
    asked = events.read_as(RequestCreated, wish.criteria)
    read_criteria(asked.pairs())
    id = uuid4()
    request = FootprintRequest(
        id, RequestDirection.OUT, org, wish.partner, str(id), wish.criteria, now, wish.deadline
    )
    await store.add(tx, request)
    event = events.envelope(EventType.CREATED, _told(wish), source=source, at=now, id=id)
    await errands.add(tx, org, wish.partner, Errand.EVENT, event, at=now)
    return request


def _told(wish: Wish) -> dict[str, object]:
    """The specification has no deadline; the people who look for the data read the comment."""
    until = f"截止 / deadline: {rfc3339(wish.deadline)}"
    said = wish.criteria.get("comment")
    return {**wish.criteria, "comment": f"{said} ({until})" if said else until}


async def accept(
    tx: AsyncConnection,
    event: Envelope,
    asked: RequestCreated,
    known_by: Sequence[Partner],
    host: Host,
) -> None:
    """Take in a request to an enterprise here, of a partner as each of `known_by` registered it.

    It is answered at once when the data was granted before, and where the enterprise's rule says
    what becomes of it; otherwise a person answers.
    """
    criteria = read_criteria(asked.pairs())
    owner = owner_asked({partner.owner for partner in known_by}, asked.company_id, host.domain)
    partner = next(each for each in known_by if each.owner == owner)
    now = clock.now()
    request = FootprintRequest(
        id=uuid4(),
        direction=RequestDirection.IN,
        owner=owner,
        partner=partner.org,
        event_id=event.id,
        criteria=event.data,
        created_at=now,
        deadline=now + ANSWER_WITHIN,
        version=partner.version,
    )
    if await store.add(tx, request):
        await _answer_unattended(tx, request, asked, criteria, host)


async def _answer_unattended(
    tx: AsyncConnection,
    request: FootprintRequest,
    asked: RequestCreated,
    criteria: Criteria,
    host: Host,
) -> None:
    owner, newest = request.owner, await readership.newest_position(tx)
    found = await readership.page(
        tx, criteria, reader=request.partner, after=0, snapshot=newest, limit=_MOST
    )
    own = [published for published in found if published.owner == owner]
    if own:
        await _send_footprints(tx, request, own, host.source)
    elif await _needs_nobody(tx, owner, asked.product_id, host.domain):
        await _send_rejection(tx, request, "NotFound", _UNKNOWN, host.source)


async def _needs_nobody(
    tx: AsyncConnection, owner: str, products: Sequence[str], domain: str
) -> bool:
    """Whether the products are unknown, and the owner's rule is that no person looks then."""
    rule = await rules.find(tx, owner)
    if not products or rule.unknown_products is not UnknownProducts.REJECT:
        return False
    return not await any_known(tx, owner, products, domain)


async def fulfil(
    tx: AsyncConnection, org: str, id: UUID, ids: Sequence[UUID], *, source: str
) -> FootprintRequest:
    """Answer a request with footprints of one's own; the asking organisation may read them now."""
    request = await _open(tx, org, id)
    chosen = [await readership.find(tx, footprint, reader=org) for footprint in ids]
    own = [found for found in chosen if found is not None and found.owner == org]
    if len(own) < len(ids):
        missing = next(i for i, f in zip(ids, chosen, strict=True) if f is None or f.owner != org)
        raise PublishedFootprintNotFound(id=missing)
    for published in own:
        await readership.grant(tx, published.content.id, [request.partner], by=org)
    await _send_footprints(tx, request, own, source)
    return await read(tx, org, id)


async def reject(
    tx: AsyncConnection, org: str, id: UUID, message: str, *, source: str
) -> FootprintRequest:
    """Answer a request with a reason instead of data."""
    await _send_rejection(tx, await _open(tx, org, id), "AccessDenied", message, source)
    return await read(tx, org, id)


async def reject_overdue(tx: AsyncConnection, attempt: Attempt, *, source: str) -> bool:
    """Reject one request whose time has gone by; False when there is none."""
    request = await store.overdue(tx, clock.now())
    if request is None:
        return False
    attempt.at(request.id)
    await _send_rejection(tx, request, "NotFound", _LATE, source)
    return True


async def read(tx: AsyncConnection, org: str, id: UUID) -> FootprintRequest:
    found = await store.find(tx, id, owner=org)
    if found is None:
        raise RequestNotFound(id=id)
    return found


async def fulfilled(tx: AsyncConnection, partner: str, given: events.RequestFulfilled) -> None:
    """Keep what a partner answered with. Footprints of products that were not asked for are kept
    and noted; they are no answer, so a request that got nothing else stays open.
    """
    request, now = await _ours(tx, partner, given.request_event_id), clock.now()
    received = [
        (await supplied.receive(tx, request.owner, partner, document, way=Arrival.EVENT))[0]
        for document in given.pfs
    ]
    fitting = {each.id: None for each in received if _was_asked(request, each.content)}
    others = {each.id: None for each in received if each.id not in fitting}
    await store.note_not_asked(tx, request.id, others, at=now)
    if fitting:
        await _answer(tx, request, Answer(RequestOutcome.FULFILLED, now, tuple(fitting)))


def _was_asked(request: FootprintRequest, footprint: ProductFootprint) -> bool:
    """By the products that were named. Whom a request names as company, it is sent to."""
    named = events.read_as(RequestCreated, request.criteria).product_id
    wanted = set(same_products(named))
    return not wanted or bool(wanted & set(same_products(footprint.product_ids)))


async def rejected(tx: AsyncConnection, partner: str, reason: events.RequestRejected) -> None:
    request = await _ours(tx, partner, reason.request_event_id)
    error = reason.error
    answer = Answer(
        RequestOutcome.REJECTED, clock.now(), code=error.code, message=error.message[:2_000]
    )
    await _answer(tx, request, answer)


async def _open(tx: AsyncConnection, org: str, id: UUID) -> FootprintRequest:
    request = await read(tx, org, id)
    if request.direction is not RequestDirection.IN:
        raise RequestNotFound(id=id)
    request.must_be_open()
    return request


async def _ours(tx: AsyncConnection, partner: str, event_id: str) -> FootprintRequest:
    request = await store.asked_of(tx, partner, event_id)
    if request is None:
        raise RequestNotFound(id=repr(event_id[:80]))
    request.must_be_open()
    return request


async def _answer(tx: AsyncConnection, request: FootprintRequest, answer: Answer) -> None:
    if not await store.answer(tx, request.id, answer):
        raise RequestAlreadyAnswered(id=request.id, outcome="-")


async def _send_footprints(
    tx: AsyncConnection, request: FootprintRequest, own: Sequence[PublishedFootprint], source: str
) -> None:
    shown = [published.shown for published in own]
    ids = tuple(document.id for document in shown)
    await _answer(tx, request, Answer(RequestOutcome.FULFILLED, clock.now(), ids))
    data = events.fulfilled(request.event_id, shown)
    await _send(tx, request, EventType.FULFILLED, data, source)


async def _send_rejection(
    tx: AsyncConnection, request: FootprintRequest, code: str, message: str, source: str
) -> None:
    answer = Answer(RequestOutcome.REJECTED, clock.now(), code=code, message=message)
    await _answer(tx, request, answer)
    data = events.rejected(request.event_id, code, message)
    await _send(tx, request, EventType.REJECTED, data, source)


async def _send(
    tx: AsyncConnection,
    request: FootprintRequest,
    type: EventType,
    data: Mapping[str, object],
    source: str,
) -> None:
    now = clock.now()
    event = events.envelope(type, data, source=source, at=now)
    to, version = request.partner, request.version
    await errands.add(tx, request.owner, to, Errand.EVENT, event, at=now, version=version)
