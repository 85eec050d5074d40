"""An enterprise applies to a certification body (认证委托)."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Body
from certification.bodies.usecases import bodies
from certification.cases.domain.application import (
    Application,
    ApplicationStillOpen,
    Case,
    CaseState,
    FootprintUnderCertification,
    submitted,
)
from certification.cases.domain.procedure import Procedure
from certification.cases.domain.replacing import Replacement, ReplacementUnderWay, check_fits
from certification.cases.store import applications
from certification.cases.usecases import clocks
from certification.cases.usecases.data_age import check_data_age
from certification.catalogue.usecases import categories
from certification.catalogue.usecases.nominations import check_listed
from certification.certificates.domain.certificate import CertificateFile
from certification.certificates.domain.states import CertificateState
from certification.certificates.usecases import certificates, replacing
from certification.footprints import usecases as footprints
from certification.rules import usecases as rules
from certification.rules.domain import RuleVersion, rule_for
from certification.values.domain.calendar import CHINA_TIME
from certification.values.store.locks import hold
from chassis import clock, outbox
from contracts.accounting import FootprintSealed
from contracts.certification import ApplicationSubmitted, Scheme


@dataclass(frozen=True)
class Request:
    """What an enterprise asks for."""

    calculation_id: UUID
    body: str
    scheme: Scheme
    replacement: Replacement | None = None
    """Which certificate is to be replaced, and why, if any."""


async def apply(tx: AsyncConnection, request: Request, enterprise: str, client: str) -> Case:
    """File an application and tell accounting, which then lets the body read the calculation."""
    footprint = await footprints.find(tx, request.calculation_id, enterprise)
    body = await bodies.find_body(tx, request.body)
    now = clock.now()
    rule = await _rule(tx, footprint, request.scheme, now)
    await check_data_age(tx, footprint)
    replaced = await _replaced(tx, request, footprint, now)
    await _refuse_second(tx, footprint, body, now, replaced)
    case = _case(request, footprint, rule, client, now)
    if replaced and request.replacement:
        id, why = replaced.certificate.id, request.replacement.why
        case = replace(case, application=replace(case.application, replaces=id, replacement=why))
    await _save(tx, case)
    await clocks.begin(tx, case)
    return case


async def _rule(
    tx: AsyncConnection, footprint: FootprintSealed, scheme: Scheme, now: datetime
) -> RuleVersion:
    versions = await rules.rules_of(tx, footprint.product.category)
    product = footprint.product
    category = await categories.get_category(tx, product.category)
    category.check_scheme(scheme)
    if scheme is Scheme.NATIONAL_CFP:
        await check_listed(tx, product.enterprise, product.id)
    return rule_for(versions, footprint, now.astimezone(CHINA_TIME).date())


async def _replaced(
    tx: AsyncConnection, request: Request, footprint: FootprintSealed, now: datetime
) -> CertificateFile | None:
    """The certificate that the new one is to replace, if it may; one application at a time."""
    wanted = request.replacement
    if wanted is None:
        return None
    enterprise = footprint.product.enterprise
    old = await replacing.open_replacement(tx, wanted.number, wanted.why, enterprise, now)
    check_fits(old, wanted, footprint, request.body)
    if any(c.state is CaseState.OPEN for c in await applications.replacing(tx, old.certificate.id)):
        raise ReplacementUnderWay(number=old.certificate.number)
    return old


async def _refuse_second(
    tx: AsyncConnection,
    footprint: FootprintSealed,
    body: Body,
    now: datetime,
    replaced: CertificateFile | None,
) -> None:
    """One open application per footprint at all bodies, also when two arrive at once.

    A certificate that is to be replaced is in nobody's way.
    """
    calculation_id = footprint.calculation_id
    await hold(tx, f"application of {calculation_id}")
    for case in await applications.of_footprint(tx, calculation_id):
        if replaced and case.certificate_id == replaced.certificate.id:
            continue
        if case.is_open(await _certificate_state(tx, case, now)):
            if case.application.body != body.number:
                raise FootprintUnderCertification(calculation_id=calculation_id)
            id = case.application.id
            raise ApplicationStillOpen(id=id, calculation_id=calculation_id, body=body.number)


async def _certificate_state(
    tx: AsyncConnection, case: Case, now: datetime
) -> CertificateState | None:
    if case.certificate_id is None:
        return None
    return await certificates.state_of(tx, case.certificate_id, now)


def _case(
    request: Request, footprint: FootprintSealed, rule: RuleVersion, client: str, now: datetime
) -> Case:
    application = Application(
        id=uuid4(),
        calculation_id=request.calculation_id,
        enterprise=footprint.product.enterprise,
        body=request.body,
        division=footprint.product.site_division,
        scheme=request.scheme,
        category=footprint.product.category,
        rule_code=rule.code,
        rule_version=rule.version,
        submitted_at=now,
    )
    return Case(application, Procedure((submitted(application, client),)), footprint)


async def _save(tx: AsyncConnection, case: Case) -> None:
    application = case.application
    await applications.add(tx, application)
    await applications.add_step(tx, application.id, 0, case.procedure.records[0])
    await outbox.append(
        tx,
        ApplicationSubmitted(
            application_id=application.id,
            calculation_id=application.calculation_id,
            enterprise=application.enterprise,
            body=application.body,
            submitted_at=application.submitted_at,
        ),
    )
