"""What moves: studies of how sealed footprints would stand under a change."""

from collections.abc import Mapping
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime, ConfigDict, Field, model_validator

from accounting.factors.domain.factors import Basis
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.impact.domain.moves import MoveOutcome
from accounting.impact.domain.search import StudiesAsked
from accounting.impact.domain.study import (
    ImpactStudyNotFound,
    OfFactors,
    OfLibrary,
    OfRule,
    Study,
    StudyOrigin,
    StudyState,
    StudyTally,
)
from accounting.impact.usecases import studies as usecases
from accounting.impact.usecases.studies import (
    ImportNotWaiting,
    LibraryVersionNotFound,
    NewValue,
    Proposal,
    ProposedFactorUnknown,
    ProposedValueImplausible,
    RuleVersionTaken,
)
from accounting.products.usecases.categories import CategoryNotFound
from accounting.values.domain.forms import Request, View
from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Name, Symbol
from accounting.values.domain.units import UnitUnknown
from chassis.auth import Caller, CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Fit, TextRule
from packs.models import CategoryPack

router = Router(prefix="/v1/impact-studies", tags=["impact-studies"])
_ONE_OF = ("factors", "factor_import", "library", "category")


class NewValueRequest(Request):
    """A factor of the library with the value it would have; what is not given stays."""

    id: Symbol
    value: Annotated[Exact, Field(ge=0)]
    """kg CO2e per `unit`."""
    unit: Symbol | None = None
    basis: Basis | None = None
    year: Annotated[int | None, Field(ge=1900, le=2200)] = None
    source_title: Name | None = None


class LibraryRequest(Request):
    """A version of a factor library that was loaded."""

    code: Symbol
    version: Symbol


class ProposalRequest(Request):
    """A change that is only thought of: exactly one of `factors`, `factor_import` (what waits in
    quarantine), `library` and `category` (a document with the proposed rule) is given.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "2025年全国电力平均碳足迹因子(征求意见)",
                    "factors": [{"id": "ele-fp-cn-2024-nat", "value": "0.5523"}],
                }
            ]
        }
    )

    title: Annotated[
        str,
        TextRule(),
        Field(description="What is proposed, for whoever reads the study."),
    ]
    every_seal: Annotated[
        bool, Field(description="Look at every seal, not only at the newest of each product.")
    ] = False
    factors: Annotated[tuple[NewValueRequest, ...], Field(max_length=1000)] = ()
    factor_import: UUID | None = None
    """An import whose factors would be used."""
    library: LibraryRequest | None = None
    category: Annotated[CategoryPack, Fit] | None = None

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        given = [name for name in _ONE_OF if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"give exactly one of {', '.join(_ONE_OF)} (只能给出其中一项)")
        ids = [new.id for new in self.factors]
        if len(set(ids)) != len(ids):
            raise ValueError("name each factor once (同一因子只能出现一次)")
        return self

    def proposal(self) -> Proposal:
        library = self.library
        return Proposal(
            title=self.title,
            every_seal=self.every_seal,
            values=[NewValue(**dict(new)) for new in self.factors],
            factor_import=self.factor_import,
            library=None if library is None else (library.code, library.version),
            category=self.category,
        )


class TotalsView(View):
    """How many calculations of a category had which outcome, among those the caller may see."""

    category: str
    affected: int
    """How many calculations the change touches."""
    up: int
    """How many footprints become larger."""
    down: int
    """How many footprints become smaller."""
    same: int
    """They depend on the change and do not move in the published rounding."""
    restated: int
    """The rule's declared unit is another one, so the values cannot be compared."""
    refused: int
    """They can no longer be computed."""
    crossed: int
    """They cross a published level or a limit of the rule, in either direction."""

    @classmethod
    def of(cls, category: str, tally: StudyTally) -> Self:
        counts = {outcome.value: tally.outcomes.get(outcome, 0) for outcome in MoveOutcome}
        given = {"category": category, "affected": tally.affected, "crossed": tally.crossed}
        return cls.model_validate({**given, **counts})


class FactorChangeView(View):
    """A factor of the library as it is proposed."""

    id: str
    value: Exact
    """kg CO2e per `unit`."""
    unit: str


class ChangeView(View):
    """What is changed; `factors` are those of the library that are proposed by value."""

    kind: str
    """What would change."""
    factors: tuple[FactorChangeView, ...] = ()
    library: str | None = None
    rule: str | None = None
    category: str | None = None

    @classmethod
    def of(cls, study: Study) -> Self:
        subject = study.question.subject
        match subject:
            case OfFactors(factors=content):
                rows = (FactorChangeView(id=f.id, value=f.value, unit=f.unit) for f in content)
                return cls(kind=subject.kind, factors=tuple(rows))
            case OfLibrary(code=code, version=version):
                return cls(kind=subject.kind, library=f"{code}/{version}")
            case OfRule(category=category, rule=rule):
                named = f"{rule.code}/{rule.version}"
                return cls(kind=subject.kind, rule=named, category=category)
            case _:
                return cls(kind=subject.kind)


class StudyView(View):
    """A study: what it asks, how far it is, and the totals of what the caller may see."""

    id: UUID
    created_at: AwareDatetime
    origin: StudyOrigin
    title: str
    change: ChangeView
    """What would change, as it was asked."""
    every_seal: bool
    state: StudyState
    """How far the study is."""
    finished_at: AwareDatetime | None

    @classmethod
    def of(cls, study: Study) -> Self:
        return cls(**_summary(study))


class StudyDetail(StudyView):
    """`affected` and `done` count everybody's calculations and are told to those who oversee."""

    affected: int | None
    """How many calculations the change touches."""
    done: int | None
    """How many calculations were compared."""
    proposed_by: str | None
    """The organisation that asked."""
    totals: tuple[TotalsView, ...]
    """The totals by category."""

    @classmethod
    def seen(cls, study: Study, tallies: Mapping[str, StudyTally], *, oversees: bool) -> Self:
        return cls(
            **_summary(study),
            affected=study.affected if oversees else None,
            done=study.done if oversees else None,
            proposed_by=study.question.org if oversees else None,
            totals=tuple(TotalsView.of(category, tally) for category, tally in tallies.items()),
        )


@router.post(
    "",
    status_code=201,
    responses=problems(
        ProposedFactorUnknown,
        ProposedValueImplausible,
        ImportNotWaiting,
        LibraryVersionNotFound,
        RuleVersionTaken,
        CategoryNotFound,
        PacksNotLoaded,
        UnitUnknown,
    ),
)
async def propose_impact_study(
    request: ProposalRequest, caller: CurrentCaller, tx: Transaction
) -> StudyDetail:
    """Ask what a change would move before it is published. The answer is found in the background;
    an event tells when it is complete."""
    study = await usecases.propose(tx, caller, request.proposal())
    return await _detail(tx, caller, study)


@router.get("", responses=problems(CursorInvalid))
async def list_impact_studies(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[StudiesAsked, Query()]
) -> Page[StudyView]:
    """Studies, newest first: all of them for who oversees factors and rules, else those with a
    calculation that the caller owns or was admitted to."""
    rows = await usecases.page(tx, caller, asked)
    return page(rows, asked.limit, StudyView.of, lambda row: row.position)


@router.get("/{id}", responses=problems(ImpactStudyNotFound))
async def get_impact_study(id: UUID, caller: CurrentCaller, tx: Transaction) -> StudyDetail:
    """One study with its progress and totals."""
    return await _detail(tx, caller, await usecases.read(tx, caller, id))


async def _detail(tx: Transaction, caller: Caller, study: Study) -> StudyDetail:
    tallies = await usecases.tallies(tx, caller, study.question.id)
    return StudyDetail.seen(study, tallies, oversees=usecases.oversees(caller))


def _summary(study: Study) -> "dict[str, object]":
    question = study.question
    return {
        "id": question.id,
        "created_at": question.at,
        "origin": question.origin,
        "title": question.title,
        "change": ChangeView.of(study),
        "every_seal": question.every_seal,
        "state": study.state,
        "finished_at": study.finished_at,
    }
