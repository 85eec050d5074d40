"""Whatever anybody tries in whichever order, a case goes only where it may."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from certification import main
from certification.duties.usecases.working_off import work_off
from chassis import clock
from tests.certification.conftest import PASSED
from tests.certification.samples import SEAL
from tests.support.fuzzing import examples

PEOPLE = ("wang", "li", "zhao")
STEPS = (
    "acceptance",
    "plan",
    "document-review",
    "on-site-inspection",
    "footprint-verification",
    "decision",
)
ACTS = ("suspension", "reinstatement", "withdrawal", "cancellation")
WISHES = ("cancellation-request", "statement")
FINAL = {"withdrawn", "cancelled", "expired"}
PATHS = {
    "valid": {"suspended", *FINAL},
    "suspended": {"valid", *FINAL},
    **{state: set() for state in FINAL},
}
"""Where a certificate may go from a state."""
COMMANDS = st.one_of(
    st.tuples(st.just("next"), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from([*STEPS, "surveillance", *ACTS]), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from(["failed surveillance", "failed plan"]), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from([*WISHES, "retreat"]), st.just("")),
    st.tuples(st.just("wait"), st.sampled_from(["1", "20", "100", "400"])),
)
BEGIN = tuple(("next", person) for person in ("wang", "wang", "li", "li", "wang", "zhao"))
"""The six steps that lead to a certificate."""


@dataclass
class Walk:
    """One case, all that was tried on it, and what must be true of it whatever that was."""

    certification: object
    travel: object
    id: str
    number: str | None = None
    steps: list[str] = field(default_factory=list)
    reviewers: set[str] = field(default_factory=set)
    state: str = "open"

    async def tries(self, command: str, by: str) -> None:
        if command == "wait":
            self.travel.shift(timedelta(days=int(by)))
            while await work_off(self.certification.database, follow=main.FOLLOW):
                pass
            await self.look()
            return
        outcome = "failed" if command.startswith("failed ") else "passed"
        name = command.removeprefix("failed ")
        if name == "next":
            name = STEPS[min(len(self.steps), len(STEPS) - 1)]
        before = self.state
        status = await self.sends(name, outcome, by)
        assert status in (201, 403, 404, 409), (name, status)
        self.check(name, outcome, by, status, before)
        await self.look()

    def check(self, name: str, outcome: str, by: str, status: int, before: str) -> None:
        """Nothing is skipped, nobody decides on their own review, what is final stays so."""
        if status != 201:
            return
        assert before not in {"ended", *FINAL}, f"{name} on {before}"
        if name in STEPS:
            assert self.steps == list(STEPS[: len(self.steps)])
            assert name == STEPS[len(self.steps)], "a step was skipped or done again"
            self.steps.append(name)
        if name in ("decision", *ACTS):
            assert by not in self.reviewers, f"{by} reviewed and did {name}"
        elif by:
            self.reviewers.add(by)
        if name in (*ACTS, *WISHES, "surveillance"):
            assert before in PATHS, f"{name} without a certificate"

    async def sends(self, name: str, outcome: str, by: str) -> int:
        certification = self.certification
        if name in STEPS:
            body = {**PASSED, "outcome": outcome}
            if name == "footprint-verification":
                body["recomputed_seal"] = SEAL
            return (await certification.step(self.id, name, body, person=by)).status_code
        if name == "retreat":
            path, headers = f"/v1/applications/{self.id}/withdrawal", certification.as_enterprise()
            return (await certification.post(path, {"note_zh": "撤回"}, headers)).status_code
        if self.number is None:
            return 404
        headers = certification.as_body(by) if by else certification.as_enterprise()
        path = f"/v1/certificates/{self.number}/{name}"
        return (await certification.post(path, self.body(name, outcome), headers)).status_code

    def body(self, name: str, outcome: str) -> dict[str, object]:
        note = {"note_zh": "说明"}
        until = (clock.now() + timedelta(days=30)).isoformat()
        return {
            "suspension": {**note, "reason_code": "0299", "until": until},
            "withdrawal": {**note, "reason_code": "0299"},
            "cancellation": {**note, "reason_code": "0204"},
            "surveillance": {**PASSED, "outcome": outcome},
        }.get(name, note)

    async def look(self) -> None:
        """Read the case, and see that it went only where it may."""
        certification = self.certification
        headers = certification.as_enterprise()
        case = (await certification.get(f"/v1/applications/{self.id}", headers)).json()
        self.number = case["certificate_number"]
        found = case["state"]
        if self.number:
            path = f"/v1/certificates/{self.number}"
            found = (await certification.get(path, headers)).json()["state"]
        allowed = PATHS.get(self.state, {"ended", "valid"} if self.state == "open" else set())
        assert found == self.state or found in allowed, f"{self.state} became {found}"
        self.state = found


async def walked(certification, commands: Sequence[tuple[str, str]]) -> Walk:
    with time_machine.travel(datetime(2026, 3, 2, 3, tzinfo=UTC), tick=True) as travel:
        walk = Walk(certification, travel, await certification.has_application())
        for command, by in commands:
            await walk.tries(command, by)
    return walk


@examples(8)
@given(commands=st.lists(COMMANDS, max_size=12), begin=st.sampled_from([(), BEGIN]))
async def test_whatever_is_tried_a_case_goes_only_where_it_may(shared, commands, begin):
    walk = await walked(shared, [*begin, *commands])

    assert walk.steps == list(STEPS[: len(walk.steps)])


@pytest.mark.parametrize(
    ("commands", "state"),
    [
        ([], "open"),
        ([("retreat", "")], "ended"),
        ([("next", "wang"), ("failed plan", "wang")], "ended"),
        (BEGIN, "valid"),
        ([*BEGIN, ("suspension", "zhao")], "suspended"),
        ([*BEGIN, ("suspension", "wang")], "valid"),
        ([*BEGIN, ("failed surveillance", "wang")], "suspended"),
        ([*BEGIN, ("suspension", "zhao"), ("reinstatement", "zhao")], "valid"),
        ([*BEGIN, ("withdrawal", "zhao")], "withdrawn"),
        ([*BEGIN, ("suspension", "zhao"), ("wait", "100"), ("wait", "20")], "withdrawn"),
        ([*BEGIN, ("cancellation-request", ""), ("cancellation", "zhao")], "cancelled"),
        ([*BEGIN, ("cancellation-request", ""), ("wait", "20")], "cancelled"),
        (
            [
                *BEGIN,
                *[("wait", "100"), ("surveillance", "li")] * 3,
                *[("wait", "400"), ("wait", "100")],
            ],
            "expired",
        ),
    ],
)
async def test_every_state_is_reached(shared, commands, state):
    assert (await walked(shared, commands)).state == state
