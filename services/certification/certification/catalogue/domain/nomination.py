"""A nomination for the list of pilot products, what became of it, and which acts are refused."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chassis.refusals import Conflict, Denied


class ActKind(StrEnum):
    """What may happen to a nomination."""

    OPINION = "opinion"
    INCLUSION = "inclusion"
    DECLINATION = "declination"
    PUBLICATION = "publication"
    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"


class OpinionPosition(StrEnum):
    """What an agency thinks of a nomination."""

    SUPPORT = "support"
    OBJECT = "object"


class NominationState(StrEnum):
    """Where a nomination stands."""

    OPEN = "open"
    """Opinions are given, or awaited."""
    INCLUDED = "included"
    """The lead concluded to list it; it waits for its batch."""
    DECLINED = "declined"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    """Taken back by who nominated it, before the conclusion."""
    WITHDRAWN = "withdrawn"
    """Taken off the published list."""


STATE_AFTER = {
    ActKind.INCLUSION: NominationState.INCLUDED,
    ActKind.DECLINATION: NominationState.DECLINED,
    ActKind.PUBLICATION: NominationState.PUBLISHED,
    ActKind.RETRACTION: NominationState.RETRACTED,
    ActKind.WITHDRAWAL: NominationState.WITHDRAWN,
}
LIVE = (NominationState.OPEN, NominationState.INCLUDED, NominationState.PUBLISHED)
_NAMES = {
    NominationState.OPEN: "征求意见",
    NominationState.INCLUDED: "已同意列入",
    NominationState.DECLINED: "不予列入",
    NominationState.PUBLISHED: "已公布",
    NominationState.RETRACTED: "已撤回",
    NominationState.WITHDRAWN: "已移出清单",
}


class OpinionNotAsked(Denied):
    """The department is not among those whose opinion is asked."""

    zh = "{role} 不在应出具意见的部门之列({asked}),不能出具意见。"
    en = "No opinion of {role} is asked; it is asked of {asked}."


class OpinionsClosed(Conflict):
    """An opinion comes after its deadline; the silence until then is on record."""

    zh = "意见期限 {until} 已过,逾期未回复已记录为未发表意见;如有异议请与牵头部门联系。"
    en = "Opinions closed at {until} and the silence is on record; turn to the lead department."


class OpinionsOutstanding(Conflict):
    """The lead would conclude before every department spoke or the deadline passed."""

    zh = "{missing} 尚未出具意见,且意见期限 {until} 未到;请待全部意见到齐或期限届满后再作结论。"
    en = "{missing} may still give an opinion until {until}; conclude afterwards."


class NominationOutOfTurn(Conflict):
    """What is to happen to a nomination does not fit where it stands."""

    zh = "提名 {id} 目前为“{state_zh}”,不能办理此事项;请先查看其当前状态。"
    en = "Nomination {id} is {state}, which does not allow this; look at where it stands."


class NominationOfAnother(Denied):
    """A nomination is taken back by somebody who did not make it."""

    zh = "提名 {id} 由其他单位提出,只能由提名单位撤回。"
    en = "Nomination {id} was made by another organisation, which alone may take it back."


@dataclass(frozen=True)
class Author:
    """Who acts: an organisation in its role, by a client and perhaps a named person."""

    org: str
    role: str
    client: str
    person: str | None


@dataclass(frozen=True)
class Product:
    """What is nominated; `product_id` is the one under which the enterprise accounts for it."""

    enterprise: str
    enterprise_name_zh: str
    enterprise_name_en: str
    product_id: UUID
    category: str
    name_zh: str
    name_en: str
    model: str
    division: str


@dataclass(frozen=True)
class NationalEntry:
    """An entry of the national pilot catalogue, in one of its editions."""

    item: int
    name_zh: str
    edition: str


@dataclass(frozen=True)
class Act:
    """Something that happened to a nomination; never changed afterwards."""

    kind: ActKind
    author: Author
    reasons_zh: str
    at: datetime
    position: OpinionPosition | None = None
    silent: tuple[str, ...] = ()
    """Roles that gave no opinion before the deadline; on a conclusion only."""
    batch: int | None = None
    entry: NationalEntry | None = None
    """Which entry of the national catalogue covers it; None on the city's list only."""


@dataclass(frozen=True)
class Nomination:
    """A product that somebody would have on the list, with why."""

    id: UUID
    product: Product
    reasons_zh: str
    author: Author
    nominated_at: datetime
    asked: tuple[str, ...]
    """Roles whose opinion is asked."""
    opinions_until: datetime


@dataclass(frozen=True)
class NominationFile:
    """A nomination with everything that happened to it since."""

    nomination: Nomination
    acts: tuple[Act, ...] = ()

    @property
    def state(self) -> NominationState:
        decided = [STATE_AFTER[act.kind] for act in self.acts if act.kind in STATE_AFTER]
        return decided[-1] if decided else NominationState.OPEN

    @property
    def opinions(self) -> dict[str, Act]:
        """What each role said last."""
        return {act.author.role: act for act in self.acts if act.kind is ActKind.OPINION}

    @property
    def publication(self) -> Act | None:
        return next((act for act in self.acts if act.kind is ActKind.PUBLICATION), None)

    @property
    def withdrawal(self) -> Act | None:
        return next((act for act in self.acts if act.kind is ActKind.WITHDRAWAL), None)

    def missing(self) -> tuple[str, ...]:
        """Roles that were asked and said nothing."""
        return tuple(role for role in self.nomination.asked if role not in self.opinions)

    def silent(self, at: datetime) -> tuple[str, ...]:
        """Roles that let the deadline pass; what a conclusion recorded stands."""
        if concluded := next((act for act in self.acts if act.kind in _CONCLUSIONS), None):
            return concluded.silent
        return self.missing() if at >= self.nomination.opinions_until else ()

    def opine(self, act: Act) -> Act:
        """The opinion, if it is asked for and in time; a later one of the same role counts."""
        self._must_be(NominationState.OPEN)
        if act.author.role not in self.nomination.asked:
            raise OpinionNotAsked(role=act.author.role, asked=", ".join(self.nomination.asked))
        if act.at >= self.nomination.opinions_until:
            raise OpinionsClosed(until=_moment(self.nomination.opinions_until))
        return act

    def conclude(self, act: Act) -> Act:
        """The conclusion with the silence until then, once nobody can speak any more."""
        self._must_be(NominationState.OPEN)
        until = self.nomination.opinions_until
        if self.missing() and act.at < until:
            raise OpinionsOutstanding(missing=", ".join(self.missing()), until=_moment(until))
        return replace(act, silent=self.missing())

    def publish(self, act: Act) -> Act:
        self._must_be(NominationState.INCLUDED)
        return act

    def retract(self, act: Act) -> Act:
        """The retraction, before anybody concluded and by who nominated."""
        if act.author.org != self.nomination.author.org:
            raise NominationOfAnother(id=self.nomination.id)
        self._must_be(NominationState.OPEN)
        return act

    def withdraw(self, act: Act) -> Act:
        self._must_be(NominationState.PUBLISHED)
        return act

    def _must_be(self, state: NominationState) -> None:
        if self.state is not state:
            raise NominationOutOfTurn(
                id=self.nomination.id, state=self.state, state_zh=_NAMES[self.state]
            )


@dataclass(frozen=True)
class Batch:
    """Products that were published together."""

    number: int
    title_zh: str
    products: int
    published_at: datetime


_CONCLUSIONS = (ActKind.INCLUSION, ActKind.DECLINATION)


def live(files: Iterable[NominationFile]) -> NominationFile | None:
    """The nomination that stands in the way of another one of the same product, if any."""
    return next((file for file in files if file.state in LIVE), None)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
