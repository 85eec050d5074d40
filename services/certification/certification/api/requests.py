"""What callers send: strict, and no member is accepted that is not declared."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from certification.domain.procedure import Outcome, Step
from certification.domain.reasons import SuspensionReason, WithdrawalReason
from certification.usecases.apply import Request
from certification.usecases.steps import Entry
from certification.usecases.supervise import SuspensionOrder
from contracts.certification import Scheme
from contracts.event import Sha256

# JSON has no UUIDs, moments or enumerations; these read their string form in strict models.
Id = Annotated[UUID, Field(strict=False)]
Note = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\x00]*$"),
]
BodyNumber = Annotated[str, StringConstraints(pattern=r"^CNCA-RF?-\d{4}-\d{2,4}$")]
Evidence = Annotated[list[Sha256], Field(max_length=200)]

SAMPLE_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class Command(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ApplicationRequest(Command):
    """认证委托: which sealed footprint, before which body, under which scheme."""

    calculation_id: Id = Field(examples=["0198c7a6-5a2e-7c1f-9d51-0242ac120002"])
    body: BodyNumber = Field(examples=["CNCA-R-2099-901"])
    scheme: Annotated[Scheme, Field(strict=False)] = Field(examples=["NATIONAL_CFP"])

    def order(self) -> Request:
        return Request(self.calculation_id, self.body, self.scheme)


class StepRequest(Command):
    """How a step ended, why, and the SHA-256 of each evidence file."""

    outcome: Annotated[Outcome, Field(strict=False)] = Field(examples=["passed"])
    note_zh: Note = Field(examples=["资料齐全,符合受理条件。"])
    evidence: Evidence = Field(default=[], examples=[[SAMPLE_HASH]])

    def entry(self, step: Step) -> Entry:
        return Entry(step, self.outcome, self.note_zh, tuple(self.evidence))


class VerificationRequest(StepRequest):
    """产品碳足迹核查: a passed one states the seal that the reviewer recomputed."""

    recomputed_seal: Sha256 | None = Field(default=None, examples=[SAMPLE_HASH])

    def entry(self, step: Step) -> Entry:
        evidence = tuple(self.evidence)
        return Entry(step, self.outcome, self.note_zh, evidence, self.recomputed_seal)


class SuspensionRequest(Command):
    """暂停: the national reason code, and when the suspension ends at the latest."""

    reason_code: Annotated[SuspensionReason, Field(strict=False)] = Field(examples=["0201"])
    until: Annotated[AwareDatetime, Field(strict=False)] = Field(examples=["2027-03-01T00:00:00Z"])
    note_zh: Note = Field(examples=["未按期接受监督。"])

    def order(self) -> SuspensionOrder:
        return SuspensionOrder(self.reason_code, self.until, self.note_zh)


class ReinstatementRequest(Command):
    """恢复: why the certificate is good again."""

    note_zh: Note = Field(examples=["整改完成,验证有效。"])


class WithdrawalRequest(Command):
    """撤销: the national reason code. Final."""

    reason_code: Annotated[WithdrawalReason, Field(strict=False)] = Field(examples=["0203"])
    note_zh: Note = Field(examples=["逾期未完成整改。"])
