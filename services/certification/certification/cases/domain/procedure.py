"""The eight fixed steps of certification, in order, none skipped (CNCA-CFP-00:2025)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from chassis.refusals import Conflict, Denied


class Step(StrEnum):
    """A step of the procedure; members stand in the only permitted order."""

    APPLICATION = "application"
    ACCEPTANCE = "acceptance"
    PLANNING = "planning"
    DOCUMENT_REVIEW = "document-review"
    ON_SITE_INSPECTION = "on-site-inspection"
    FOOTPRINT_VERIFICATION = "footprint-verification"
    DECISION = "decision"
    SURVEILLANCE = "surveillance"


class StepName(NamedTuple):
    """What people call a step."""

    zh: str
    en: str


STEP_NAMES = {
    Step.APPLICATION: StepName("认证委托", "application"),
    Step.ACCEPTANCE: StepName("受理", "acceptance"),
    Step.PLANNING: StepName("认证策划", "planning"),
    Step.DOCUMENT_REVIEW: StepName("文件评审", "document review"),
    Step.ON_SITE_INSPECTION: StepName("现场检查", "on-site inspection"),
    Step.FOOTPRINT_VERIFICATION: StepName("产品碳足迹核查", "footprint verification"),
    Step.DECISION: StepName("认证结果评价与批准", "evaluation and decision"),
    Step.SURVEILLANCE: StepName("获证后监督", "surveillance"),
}
ORDER = tuple(Step)


class Outcome(StrEnum):
    """How a step ended. Before the certificate, a failed step ends the whole procedure."""

    PASSED = "passed"
    FAILED = "failed"


class ProcedureEnded(Conflict):
    """A step is recorded for an application that already ended without a certificate."""

    zh = "申请 {id} 已在“{step_zh}”环节以否定结论终止,不能再办理;请企业另行提交申请。"
    en = (
        "Application {id} ended negatively at {step_en}; the enterprise may file a new application."
    )


class StepAlreadyRecorded(Conflict):
    """A step that was already done is recorded again."""

    zh = "申请 {id} 的“{step_zh}”已有记录,不能重复或退回;当前环节是“{next_zh}”。"
    en = "Application {id} has passed {step_en} already; record {next_en} next."


class StepOutOfTurn(Conflict):
    """A step is recorded before the steps that must come first."""

    zh = "申请 {id} 不能跳过程序直接办理“{step_zh}”;请先完成“{next_zh}”。"
    en = "Application {id} cannot skip ahead to {step_en}; record {next_en} first."


class DeciderReviewedTheCase(Denied):
    """The person who decides took part in an earlier step of the same application."""

    zh = "申请 {id} 的批准人参与过“{step_zh}”,不能批准自己办理的申请;请由其他人员批准。"
    en = "You took part in {step_en} of application {id}; somebody else must decide."


@dataclass(frozen=True)
class StepRecord:
    """One step as it was done. `person` is a person of the body, or the applicant's client."""

    step: Step
    outcome: Outcome
    person: str
    note_zh: str
    evidence: tuple[str, ...]
    """SHA-256 of each evidence file, lower-case hexadecimal."""
    at: datetime
    recomputed_seal: str | None = None
    """Only for footprint verification: the seal that the reviewer computed."""

    @property
    def ends_the_procedure(self) -> bool:
        """Surveillance follows a certificate: its failure leads to suspension, not to an end."""
        return self.outcome is Outcome.FAILED and self.step is not Step.SURVEILLANCE


@dataclass(frozen=True)
class Procedure:
    """All steps of one application so far."""

    records: tuple[StepRecord, ...]

    @property
    def end(self) -> StepRecord | None:
        """The negative step that ended the procedure, if any."""
        return next((r for r in self.records if r.ends_the_procedure), None)

    @property
    def next_step(self) -> Step | None:
        """The only step that may be recorded now; None when the procedure ended."""
        if self.end:
            return None
        return ORDER[min(len(self.records), len(ORDER) - 1)]

    @property
    def is_granted(self) -> bool:
        """True once the decision was positive."""
        return any(r.step is Step.DECISION and r.outcome is Outcome.PASSED for r in self.records)

    @property
    def reviewers(self) -> frozenset[str]:
        """Who took part in a step between application and decision, or in a surveillance."""
        others = (Step.APPLICATION, Step.DECISION)
        return frozenset(r.person for r in self.records if r.step not in others)

    def add(self, record: StepRecord, id: object) -> "Procedure":
        """The procedure with one more step; `id` names the application in refusals.

        Only surveillance recurs. Source: CNCA-CFP-00:2025; adding, reducing or leaving out steps
        is punished by the Regulations on Certification and Accreditation, article 59.
        """
        self._check_turn(record.step, id)
        if record.step is Step.DECISION:
            self._check_four_eyes(record.person, id)
        return Procedure((*self.records, record))

    def _check_turn(self, step: Step, id: object) -> None:
        name = STEP_NAMES[step]
        if self.end:
            ended = STEP_NAMES[self.end.step]
            raise ProcedureEnded(id=id, step_zh=ended.zh, step_en=ended.en)
        due = self.next_step or ORDER[-1]
        if step is due:
            return
        late = ORDER.index(step) < ORDER.index(due)
        refusal = StepAlreadyRecorded if late else StepOutOfTurn
        following = STEP_NAMES[due]
        raise refusal(
            id=id, step_zh=name.zh, step_en=name.en, next_zh=following.zh, next_en=following.en
        )

    def _check_four_eyes(self, decider: str, id: object) -> None:
        for earlier in self.records:
            if earlier.step is not Step.APPLICATION and earlier.person == decider:
                name = STEP_NAMES[earlier.step]
                raise DeciderReviewedTheCase(id=id, step_zh=name.zh, step_en=name.en)
