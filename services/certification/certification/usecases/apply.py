"""An enterprise applies to a certification body (认证委托)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.domain.application import (
    Application,
    ApplicationStillOpen,
    Body,
    Case,
    submitted,
)
from certification.domain.numbering import CHINA_TIME
from certification.domain.procedure import Procedure
from certification.domain.reasons import CertificateState
from certification.domain.rules import RuleVersion, rule_for
from certification.domain.sight import Sight
from certification.store import applications, certificates, footprints, packs
from certification.store.locks import hold
from chassis import clock, outbox
from chassis.refusals import Invalid, Missing
from contracts.accounting import FootprintSealed
from contracts.certification import ApplicationSubmitted, Scheme


class FootprintNotFound(Missing):
    """No sealed footprint of this enterprise has arrived here under this calculation."""

    zh = "没有收到核算 {id} 的封存足迹。请确认核算已封存且属于本企业;若刚刚封存,请稍候片刻重试。"
    en = (
        "No sealed footprint has arrived for calculation {id}. Check that it is sealed and yours; "
        "if you sealed it just now, try again in a moment."
    )


class BodyNotApproved(Invalid):
    """The application names a body that the region does not list."""

    zh = "{body} 不在本地区认证机构名单内;请核对批准号,如 CNCA-R-2002-001。"
    en = "{body} is not among the region's certification bodies; check the approval number."


class CategoryUnknown(Invalid):
    """The footprint's product category has no rules here."""

    zh = "产品类别 {category} 尚无认证规则;请联系主管部门装载该类别。"
    en = "Product category {category} has no certification rules here; ask for its pack."


@dataclass(frozen=True)
class Request:
    """What an enterprise asks for."""

    calculation_id: UUID
    body: str
    scheme: Scheme


async def apply(tx: AsyncConnection, request: Request, enterprise: str, client: str) -> Case:
    """File an application and tell accounting, which then lets the body read the calculation."""
    footprint = await footprints.find(tx, request.calculation_id, enterprise)
    if footprint is None:
        raise FootprintNotFound(id=request.calculation_id)
    body = await packs.find_body(tx, request.body)
    if body is None:
        raise BodyNotApproved(body=request.body)
    now = clock.now()
    rule = await _rule(tx, footprint, request.scheme, now)
    await _refuse_second(tx, footprint, body, now)
    case = _case(request, footprint, rule, client, now)
    await _save(tx, case)
    return case


async def _rule(
    tx: AsyncConnection, footprint: FootprintSealed, scheme: Scheme, now: datetime
) -> RuleVersion:
    category = await packs.find_category(tx, footprint.product.category)
    if category is None:
        raise CategoryUnknown(category=footprint.product.category)
    category.check_scheme(scheme)
    return rule_for(category, footprint, now.astimezone(CHINA_TIME).date())


async def _refuse_second(
    tx: AsyncConnection, footprint: FootprintSealed, body: Body, now: datetime
) -> None:
    """One open application per footprint and body, also when two arrive at once."""
    await hold(tx, f"application of {footprint.calculation_id} at {body.number}")
    for case in await applications.of_footprint(tx, footprint.calculation_id, body.number):
        if case.is_open(await _certificate_state(tx, case, now)):
            id, calculation_id = case.application.id, footprint.calculation_id
            raise ApplicationStillOpen(id=id, calculation_id=calculation_id, body=body.number)


async def _certificate_state(
    tx: AsyncConnection, case: Case, now: datetime
) -> CertificateState | None:
    if case.certificate_id is None:
        return None
    file = await certificates.find(tx, case.certificate_id, Sight())
    return file.state(now) if file else None


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
    return Case(application, Procedure((submitted(application, client),)))


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
