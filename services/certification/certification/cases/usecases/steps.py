"""The body's people record the steps of a case, in order."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Person
from certification.bundles import usecases as bundles
from certification.cases.domain.application import ApplicationRetreated, Case, check_recomputed
from certification.cases.domain.procedure import Outcome, Step, StepRecord
from certification.cases.store import applications
from certification.cases.usecases import clocks, endings
from certification.cases.usecases.cases import find_case
from certification.footprints import usecases as footprints
from certification.values.store.locks import hold
from chassis import clock
from contracts.certification import ApplicationEnding


@dataclass(frozen=True)
class Entry:
    """What a person says about a step."""

    step: Step
    outcome: Outcome
    note_zh: str
    evidence: tuple[str, ...]
    recomputed_seal: str | None = None

    def record(self, person: Person, at: datetime) -> StepRecord:
        return StepRecord(
            step=self.step,
            outcome=self.outcome,
            person=person.id,
            note_zh=self.note_zh,
            evidence=self.evidence,
            at=at,
            recomputed_seal=self.recomputed_seal,
        )


async def record_step(tx: AsyncConnection, id: UUID, entry: Entry, person: Person) -> Case:
    """Add the step that is due. Two people who record it at once: the second is refused."""
    await hold(tx, f"application {id}")
    case = await find_case(tx, id, person.sight)
    if case.retreat:
        raise ApplicationRetreated(id=id)
    record = entry.record(person, clock.now())
    procedure = case.procedure.add(record, id)
    calculation_id = case.application.calculation_id
    if record.step is Step.FOOTPRINT_VERIFICATION:
        footprint = await footprints.get(tx, calculation_id)
        check_recomputed(record, footprint)
        await bundles.want(tx, calculation_id, file_ends_at=record.at)
    await applications.add_step(tx, id, len(case.procedure.records), record)
    await clocks.follow_step(tx, case.application, record)
    if record.ends_the_procedure:
        await endings.tell_ended(tx, case.application, ApplicationEnding.REFUSED, record.at)
    return replace(case, procedure=procedure)
