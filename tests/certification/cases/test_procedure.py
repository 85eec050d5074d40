"""The eight steps can be neither skipped nor repeated nor taken back."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import sampled_from

from certification.cases.domain.procedure import (
    ORDER,
    DeciderReviewedTheCase,
    Outcome,
    Procedure,
    ProcedureEnded,
    Step,
    StepAlreadyRecorded,
    StepOutOfTurn,
    StepRecord,
)
from chassis.refusals import Refusal
from tests.certification.samples import MAY_4

REVIEWER, DECIDER = "wang", "zhao"


def record(step: Step, outcome: Outcome = Outcome.PASSED, person: str | None = None) -> StepRecord:
    person = person or (DECIDER if step is Step.DECISION else REVIEWER)
    return StepRecord(step, outcome, person, "符合要求", (), MAY_4)


def reached(count: int) -> Procedure:
    """A procedure in which the first `count` steps passed."""
    return Procedure(tuple(record(step) for step in ORDER[:count]))


@pytest.mark.clause("C20")
def test_the_eight_steps_stand_in_the_order_of_the_general_rule():
    assert [step.value for step in ORDER] == [
        "application",
        "acceptance",
        "planning",
        "document-review",
        "on-site-inspection",
        "footprint-verification",
        "decision",
        "surveillance",
    ]


@pytest.mark.parametrize(("done", "step"), list(product(range(1, 9), ORDER)))
def test_only_the_step_that_is_due_may_be_recorded(done, step):
    procedure = reached(done)
    due = ORDER[min(done, 7)]

    if step is due:
        assert procedure.add(record(step), 1).records[-1].step is step
    else:
        early = ORDER.index(step) > ORDER.index(due)
        with pytest.raises(StepOutOfTurn if early else StepAlreadyRecorded):
            procedure.add(record(step), 1)


@pytest.mark.parametrize("failing", ORDER[1:7])
@pytest.mark.parametrize("step", ORDER)
def test_after_a_negative_outcome_nothing_more_may_be_recorded(failing, step):
    ended = reached(ORDER.index(failing)).add(record(failing, Outcome.FAILED), 1)

    assert ended.next_step is None
    assert not ended.is_granted
    with pytest.raises(ProcedureEnded):
        ended.add(record(step), 1)


@pytest.mark.parametrize("shared", ORDER[1:6])
def test_whoever_did_one_of_the_earlier_steps_may_not_decide(shared):
    records = list(reached(6).records)
    position = ORDER.index(shared)
    records[position] = replace(records[position], person=DECIDER)

    with pytest.raises(DeciderReviewedTheCase):
        Procedure(tuple(records)).add(record(Step.DECISION), 1)


def test_a_negative_decision_needs_four_eyes_too():
    with pytest.raises(DeciderReviewedTheCase):
        reached(6).add(record(Step.DECISION, Outcome.FAILED, person=REVIEWER), 1)


def test_an_applicant_who_is_named_like_the_decider_took_no_part_in_the_review():
    records = (record(Step.APPLICATION, person=DECIDER), *reached(6).records[1:])

    assert Procedure(records).add(record(Step.DECISION), 1).is_granted


def test_surveillance_recurs_and_its_failure_does_not_end_the_file():
    procedure = reached(8).add(record(Step.SURVEILLANCE, Outcome.FAILED), 1)

    assert procedure.next_step is Step.SURVEILLANCE
    assert procedure.is_granted


def test_a_refusal_says_which_step_comes_next():
    with pytest.raises(StepOutOfTurn) as refused:
        reached(2).add(record(Step.DECISION), "A-1")

    assert "认证策划" in refused.value.messages["zh"]
    assert "planning" in refused.value.messages["en"]


class AnyOrderOfSteps(RuleBasedStateMachine):
    """Whatever is tried in whatever order, the file is a prefix of the one permitted order."""

    def __init__(self):
        super().__init__()
        self.procedure = reached(1)

    @rule(
        step=sampled_from(ORDER),
        outcome=sampled_from([Outcome.PASSED] * 3 + [Outcome.FAILED]),
        person=sampled_from([REVIEWER, DECIDER]),
    )
    def attempt(self, step, outcome, person):
        before = self.procedure
        try:
            self.procedure = before.add(record(step, outcome, person), 1)
        except Refusal:
            assert self.procedure is before

    @invariant()
    def the_file_is_a_prefix_of_the_order(self):
        steps = [r.step for r in self.procedure.records]
        assert steps == (list(ORDER) + [Step.SURVEILLANCE] * len(steps))[: len(steps)]

    @invariant()
    def only_the_last_step_before_a_certificate_may_be_negative(self):
        assert all(not r.ends_the_procedure for r in self.procedure.records[:-1])

    @invariant()
    def nobody_decides_the_own_case(self):
        records = self.procedure.records
        for decision in (r for r in records if r.step is Step.DECISION):
            assert decision.person not in {r.person for r in records[1:6]}


AnyOrderOfSteps.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, database=None
)
TestAnyOrderOfSteps = AnyOrderOfSteps.TestCase
