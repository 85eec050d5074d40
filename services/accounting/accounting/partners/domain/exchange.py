"""Partners, requests with their one answer, and deliveries that are tried until they arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from accounting.pact.domain.urns import company_urn
from chassis.backoff import Backoff
from chassis.refusals import Conflict, Invalid, Missing

ANSWER_WITHIN = timedelta(days=30)
"""An accepted request that nobody answers is rejected after this time."""
REMIND_BEFORE = timedelta(days=7)
"""An open request is shown as due soon for this long before its deadline."""
GIVE_UP_AFTER = timedelta(hours=72)
_PAUSES = Backoff.doubling(timedelta(seconds=15), timedelta(hours=6), more=0.2)


class PartnerNotFound(Missing):
    """The enterprise has not registered this organisation as a partner."""

    zh = "未登记交换伙伴 {org};请先 PUT /v1/exchange-partners/{org}。"
    en = "{org} is not a registered partner; PUT /v1/exchange-partners/{org} first."


class SourceUnknown(Invalid):
    """An event comes from an organisation, or names an address, that nobody registered."""

    zh = "事件来源 {source} 不是 {org} 登记的地址,无法回复。请联系数据方登记。"
    en = "The source {source} is not the registered address of {org}; ask the data owner for it."


class RequestUnroutable(Invalid):
    """A request that names no enterprise of this platform which knows the requester."""

    zh = "无法确定向哪家企业请求;请在 companyId 中写明,可用:{known}。"
    en = "It is not clear which enterprise is asked; name it in companyId, one of: {known}."


class RequestNotFound(Missing):
    """The caller has no such request."""

    zh = "没有数据请求 {id}。请在 /v1/footprint-requests 查看。"
    en = "There is no request {id}. See /v1/footprint-requests."


class RequestAlreadyAnswered(Conflict):
    """A request has one answer, and this one has it."""

    zh = "请求 {id} 已有答复({outcome}),不能再次答复。"
    en = "Request {id} is answered already ({outcome}) and cannot be answered again."


class FootprintNotAsked(Invalid):
    """A partner was asked for one footprint and gave another."""

    zh = "请求的是碳足迹 {asked},对方给出的却是 {given};未予接收,请与对方核实后重发。"
    en = "Footprint {asked} was asked for and {given} was given; it is not kept. Ask the partner."


class DeadlinePassed(Invalid):
    """A deadline that lies in the past, or too far ahead."""

    zh = "截止时间 {deadline} 须在将来一年之内。"
    en = "The deadline {deadline} must lie within the year ahead."


class DeliveryNotFound(Missing):
    """The caller has no such delivery."""

    zh = "没有投递 {id}。请在 /v1/exchange-deliveries 查看。"
    en = "There is no delivery {id}. See /v1/exchange-deliveries."


class DeliveryNotDead(Conflict):
    """A delivery that arrived, or is still tried, is not sent again."""

    zh = "投递 {id} 已送达或仍在尝试,无需重发;请在 /v1/exchange-deliveries 查看进展。"
    en = "Delivery {id} arrived or is still tried; follow it at /v1/exchange-deliveries."


class DeliveryWithheld(Conflict):
    """A delivery that was withheld because access had ended is not sent again."""

    zh = "投递 {id} 因接收方的读取授权已终止而未发出,不能重发;重新授权后平台会另行通知对方。"
    en = (
        "Delivery {id} was withheld: access had ended. Give it again, and the partner is told anew."
    )


class RequestState(StrEnum):
    """How a request stands against its deadline."""

    OPEN = "open"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered-late"


class Version(StrEnum):
    """The major version of the specification that a partner speaks."""

    V2 = "2"
    V3 = "3"


class RequestDirection(StrEnum):
    IN = "in"
    OUT = "out"


class RequestOutcome(StrEnum):
    FULFILLED = "fulfilled"
    REJECTED = "rejected"


class Errand(StrEnum):
    """What a delivery does: hand over an event, or fetch a footprint that was announced."""

    EVENT = "event"
    FETCH = "fetch"


@dataclass(frozen=True)
class Partner:
    """Where an organisation is reached, by the enterprise that registered it."""

    owner: str
    org: str
    base_url: str
    auth_base: str | None
    version: Version = Version.V3

    def is_source(self, source: str) -> bool:
        """Whether an event's source is this partner: a base, `//host/path`, or a whole address."""
        whole = f"{urlsplit(self.base_url).scheme}:{source}" if source[:2] == "//" else source
        try:
            return _host(whole) == _host(self.base_url)
        except ValueError:
            return False


@dataclass(frozen=True)
class Answer:
    """The one answer to a request."""

    outcome: RequestOutcome
    at: datetime
    footprints: tuple[UUID, ...] = ()
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class FootprintRequest:
    """A request for footprints, to us or from us."""

    id: UUID
    direction: RequestDirection
    owner: str
    partner: str
    event_id: str
    """The id of its event, by which the answer names it."""
    criteria: Mapping[str, object]
    created_at: datetime
    deadline: datetime
    answer: Answer | None = None
    version: Version = Version.V3
    """The version of PACT in which it was asked, and is answered."""
    not_asked: tuple[UUID, ...] = ()
    """Footprints of other products that came in answer to it, and leave it open."""

    def must_be_open(self) -> None:
        if self.answer is not None:
            raise RequestAlreadyAnswered(id=self.id, outcome=self.answer.outcome)

    def state(self, now: datetime) -> RequestState:
        if self.answer is not None:
            return (
                RequestState.ANSWERED_LATE
                if self.answer.at > self.deadline
                else RequestState.ANSWERED
            )
        if now > self.deadline:
            return RequestState.OVERDUE
        return RequestState.DUE_SOON if now > self.deadline - REMIND_BEFORE else RequestState.OPEN

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.created_at.isoformat(), str(self.id)


@dataclass(frozen=True)
class Delivery:
    """One errand to a partner, due now."""

    id: UUID
    owner: str
    partner: str
    errand: Errand
    content: Mapping[str, object]
    since: datetime
    """When it was asked for, or asked for again: attempts end 72 hours later."""
    attempts: int
    version: Version | None = None
    """The version of PACT that it goes out in, where that is not the partner's own."""
    left_out: tuple[UUID, ...] = ()
    """Footprints that the last attempt went without, because access to them had ended."""


def owner_asked(owners: set[str], companies: tuple[str, ...], domain: str) -> str:
    """Which enterprise a request is for. Raises `RequestUnroutable`."""
    urns = {company_urn(domain, owner).casefold(): owner for owner in owners}
    asked = {urn.casefold() for urn in companies}
    fitting = {owner for urn, owner in urns.items() if not asked or urn in asked}
    if len(fitting) != 1:
        raise RequestUnroutable(known=", ".join(sorted(urns)))
    return fitting.pop()


def next_attempt(delivery: Delivery, now: datetime, roll: float) -> datetime | None:
    """When to try again: pauses double up to six hours; None once 72 hours have gone by.

    `roll` lies between 0 and 1 and stretches a pause by up to a fifth.
    """
    due = _PAUSES.next_attempt(delivery.attempts, now, roll)
    return due if due and due <= delivery.since + GIVE_UP_AFTER else None


def _host(url: str) -> tuple[str | None, int | None]:
    parts = urlsplit(url)
    return parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)
