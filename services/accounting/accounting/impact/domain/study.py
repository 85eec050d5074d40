"""Impact studies: what is asked, how far the work is, and the totals it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from accounting.factors.domain.datasets import EVERYONE
from accounting.factors.domain.factors import Factor
from accounting.impact.domain.moves import Move, MoveOutcome
from accounting.values.domain.numbers import Exact
from chassis.refusals import Missing
from packs.models import Rule


class ImpactStudyNotFound(Missing):
    """There is no such study, or nothing in it that the caller may see."""

    zh = "没有可查看的影响研究 {id}。请在 /v1/impact-studies 查看与您有关的研究。"
    en = "There is no impact study {id} for you to read. See /v1/impact-studies for yours."


class StudyOrigin(StrEnum):
    """Whether the change is only thought of, or has been made."""

    PROPOSED = "proposed"
    PUBLISHED = "published"


class StudyState(StrEnum):
    """How far a study is."""

    WAITING = "waiting"
    RUNNING = "running"
    COMPLETED = "completed"


@dataclass(frozen=True)
class OfFactors:
    """New content of some factors of the library, which everyone may see."""

    kind: Literal["factors"]
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class OfOwn:
    """Versions of an enterprise's own factors; their content stays where it is kept encrypted."""

    kind: Literal["own-factors"]
    versions: dict[str, str]
    """By identifier."""


@dataclass(frozen=True)
class OfImport:
    """The rows of an import that wait in quarantine, as if they were released."""

    kind: Literal["factor-import"]
    id: UUID
    lines: tuple[int, ...]


@dataclass(frozen=True)
class OfSupplied:
    """A supplier's footprint that takes the place of an earlier one."""

    kind: Literal["supplier-footprint"]
    before: UUID
    after: UUID


@dataclass(frozen=True)
class OfLibrary:
    """One version of a factor library in place of what calculations were sealed with."""

    kind: Literal["library"]
    code: str
    version: str
    before: tuple[str, str] | None
    """Code and version of the library that it follows; successors named since are new."""


@dataclass(frozen=True)
class OfRule:
    """A version of a category's rule."""

    kind: Literal["rule"]
    category: str
    rule: Rule


@dataclass(frozen=True)
class OfGwp:
    """A version of a set of warming potentials."""

    kind: Literal["gwp"]
    name: str
    version: str
    values: dict[str, Exact]


Subject = OfFactors | OfOwn | OfImport | OfSupplied | OfLibrary | OfRule | OfGwp
SUBJECT: TypeAdapter[Subject] = TypeAdapter(Annotated[Subject, Field(discriminator="kind")])


@dataclass(frozen=True)
class Question:
    """What a study asks, and who asks; nobody does when a change was published."""

    id: UUID
    at: datetime
    origin: StudyOrigin
    subject: Subject
    title: str
    every_seal: bool = False
    """Look at every sealed calculation, not only at the newest of each product."""
    owner: str = EVERYONE
    """The only enterprise whose calculations it can touch."""
    org: str | None = None
    client: str | None = None
    person: str | None = None


@dataclass(frozen=True)
class StudyTally:
    """How many calculations had which outcome, and how many crossed a threshold."""

    outcomes: Mapping[MoveOutcome, int]
    crossed: int

    @property
    def affected(self) -> int:
        return sum(self.outcomes.values())


@dataclass(frozen=True)
class Study:
    """A question, and how far its answer is."""

    question: Question
    state: StudyState
    affected: int
    """Calculations that depend on the change; 0 until they are listed."""
    done: int
    finished_at: datetime | None

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.question.at.isoformat(), str(self.question.id)


@dataclass(frozen=True)
class Affected:
    """A sealed calculation that depends on a change, and what its factors were sealed with."""

    calculation: UUID
    enterprise: str
    product: UUID
    category: str
    figures: Mapping[str, str]


@dataclass(frozen=True)
class Moved:
    """The move of one sealed calculation."""

    of: Affected
    move: Move

    @property
    def size(self) -> Decimal:
        """By which results are sorted: the change in percent, whichever way; else below all."""
        percent = self.move.percent
        return Decimal(-1) if percent is None else abs(percent)
