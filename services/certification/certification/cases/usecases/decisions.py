"""The evaluation and decision (认证结果评价与批准), and the certificate that it grants."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Person
from certification.bundles import usecases as bundles
from certification.cases.domain.application import Case
from certification.cases.usecases.data_age import check_data_age
from certification.cases.usecases.steps import Entry, record_step
from certification.certificates.domain.certificate import Decision
from certification.certificates.usecases.grants import grant
from certification.footprints.usecases import check_kept


async def decide(
    tx: AsyncConnection, id: UUID, entry: Entry, person: Person, public_url: str
) -> Case:
    """Record the decision; a positive one grants the certificate.

    Raises `FootprintLost`, too: a certificate of a calculation that is nowhere is never granted;
    and `ActivityDataTooOld`.
    """
    case = await record_step(tx, id, entry, person)
    if not case.procedure.is_granted:
        return case
    await check_kept(tx, case.application.calculation_id)
    await check_data_age(tx, case.footprint)
    decision = _decision(case, person)
    granted = await grant(tx, decision, public_url)
    await bundles.want(tx, granted.calculation_id, file_ends_at=granted.valid_until)
    return replace(case, certificate_id=granted.id, certificate_number=granted.number)


def _decision(case: Case, decider: Person) -> Decision:
    application = case.application
    return Decision(
        application_id=application.id,
        calculation_id=application.calculation_id,
        body=application.body,
        enterprise=application.enterprise,
        division=application.division,
        scheme=application.scheme,
        rule_code=application.rule_code,
        rule_version=application.rule_version,
        decided_at=case.procedure.records[-1].at,
        decided_by=decider.id,
        reviewers=case.procedure.reviewers,
        replaces=application.replaces,
        replacement=application.replacement,
    )
