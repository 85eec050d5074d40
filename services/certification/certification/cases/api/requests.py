"""What enterprises and bodies send about applications and steps."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from certification.cases.domain.procedure import Outcome, Step
from certification.cases.domain.replacing import Replacement
from certification.cases.usecases.applications import Request
from certification.cases.usecases.steps import Entry
from certification.certificates.domain.states import ReplacementReason
from certification.values.domain.forms import Command
from chassis.text import Note
from contracts.certification import Scheme
from contracts.event import Sha256

# JSON has no UUIDs, moments or enumerations; these read their string form in strict models.
Id = Annotated[UUID, Field(strict=False)]


BodyNumber = Annotated[str, StringConstraints(pattern=r"^CNCA-RF?-\d{4}-\d{2,4}$")]


CertificateNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z-]{1,64}$")]


Evidence = Annotated[list[Sha256], Field(max_length=200)]


SAMPLE_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class ApplicationRequest(Command):
    """认证委托: which sealed footprint, before which body, under which scheme."""

    calculation_id: Id = Field(examples=["0198c7a6-5a2e-7c1f-9d51-0242ac120002"])
    """The sealed calculation that is to be certified."""
    body: BodyNumber = Field(examples=["CNCA-R-2099-901"])
    """Approval number of the certification body that is applied to."""
    scheme: Annotated[Scheme, Field(strict=False)] = Field(examples=["NATIONAL_CFP"])
    replaces: CertificateNumber | None = Field(default=None, examples=["2099901-CFP-2026-00001"])
    """Number of the certificate whose place the new one is to take."""
    replacement: Annotated[ReplacementReason | None, Field(strict=False)] = Field(
        default=None, examples=["02"]
    )
    """Why, by the national table: 02 re-certification, 03 another body, 04 a change."""

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.replaces is None) is not (self.replacement is None):
            raise ValueError("`replaces` and `replacement` go together")
        return self

    def order(self) -> Request:
        wanted = None
        if self.replaces and self.replacement:
            wanted = Replacement(self.replaces, self.replacement)
        return Request(self.calculation_id, self.body, self.scheme, wanted)


class StepRequest(Command):
    """How a step ended, why, and the SHA-256 of each evidence file."""

    outcome: Annotated[Outcome, Field(strict=False)] = Field(examples=["passed"])
    note_zh: Note = Field(examples=["资料齐全,符合受理条件。"])
    evidence: Evidence = Field(default=[], examples=[[SAMPLE_HASH]])
    """SHA-256 of each file of evidence."""

    def entry(self, step: Step) -> Entry:
        return Entry(step, self.outcome, self.note_zh, tuple(self.evidence))


class VerificationRequest(StepRequest):
    """产品碳足迹核查: a passed one states the seal that the reviewer recomputed."""

    recomputed_seal: Sha256 | None = Field(default=None, examples=[SAMPLE_HASH])

    def entry(self, step: Step) -> Entry:
        evidence = tuple(self.evidence)
        return Entry(step, self.outcome, self.note_zh, evidence, self.recomputed_seal)


class RetreatRequest(Command):
    """The enterprise withdraws its application."""

    note_zh: Note = Field(examples=["产品工艺即将调整,撤回申请。"])
