"""Calculating, sealing and handing out footprints."""

import json
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain import sealing
from accounting.calculations.domain.announcement import footprint_sealed
from accounting.calculations.domain.calculation import (
    Document,
    Subject,
    calculate,
    document,
    read_document,
)
from accounting.calculations.domain.record import (
    CalculationAlreadySealed,
    CalculationNotFound,
    CalculationNotReproducible,
    CalculationNotSealed,
    CalculationRecord,
    Seal,
)
from accounting.calculations.domain.trace import trace_of
from accounting.calculations.store import bases, levels, traces
from accounting.calculations.store import calculations as store
from accounting.calculations.store.calculations import end_access as end_access
from accounting.calculations.store.calculations import is_admitted as is_admitted
from accounting.calculations.store.holdings import APPLICATIONS as APPLICATIONS
from accounting.calculations.store.holdings import FOOTPRINTS as FOOTPRINTS
from accounting.factors.usecases import libraries
from accounting.foreign.usecases import losses
from accounting.inventory.domain.records import ActivityNotFound
from accounting.inventory.usecases import contexts, library
from accounting.inventory.usecases import systems as products
from accounting.products.usecases import enterprises
from accounting.suppliers.usecases import findings as supplier_findings
from accounting.tasks.usecases import progress
from chassis import clock, outbox
from chassis.auth import Caller
from chassis.canonical import canonical

_STEPS = 4
"""Of a calculation: it is opened, solved, written as canonical JSON, and recorded."""
_SEALING = 3
"""Of a seal: the calculation is opened, computed again, and recorded with what its parts are."""


@dataclass(frozen=True)
class Order:
    """What to calculate; without a rule version, by the newest rule in force."""

    system: UUID
    activity: UUID
    rule_version: str | None


async def run(tx: AsyncConnection, org: str, order: Order) -> CalculationRecord:
    """Compute a footprint and record its whole document; nothing is certified before the seal."""
    context = await contexts.open(tx, org, order.system, rule_version=order.rule_version)
    activity = await products.find_activity(tx, order.activity, system=order.system)
    if activity is None:
        raise ActivityNotFound(id=order.activity, system=order.system)
    subject = Subject(
        calculation=uuid4(),
        enterprise=await enterprises.read(tx, org, org),
        product=context.product,
        system=context.system.content,
        activity=activity.content,
        rule=context.rule,
        losses=await losses.settled(tx, order.system),
    )
    gwp = await libraries.gwp(tx, context.rule.gwp_set)
    data = await library.background_of(tx, context.product, context.system.content, gwp)
    progress.step(1, _STEPS)
    result = calculate(subject, data)
    progress.step(2, _STEPS)
    content = canonical(document(subject, data, result))
    progress.step(3, _STEPS)
    record = CalculationRecord(
        id=subject.calculation,
        enterprise=org,
        product=context.product.id,
        system=order.system,
        activity=order.activity,
        at=clock.now(),
        document=content.decode(),
    )
    await store.add(tx, record)
    return record


async def read(tx: AsyncConnection, org: str, id: UUID) -> CalculationRecord:
    """A calculation that the caller owns, or may read for an application."""
    found = await store.find(tx, id, reads=org)
    if found is None:
        raise CalculationNotFound(id=id)
    return found


async def seal(tx: AsyncConnection, caller: Caller, id: UUID) -> Seal:
    """Make a calculation immutable, after proving that it can be computed again to the byte."""
    record = await read(tx, caller.org, id)
    if record.enterprise != caller.org:
        raise CalculationNotFound(id=id)
    await supplier_findings.must_be_settled(tx, caller.org, record.system)
    await losses.settled(tx, record.system)
    progress.step(1, _SEALING)
    bundle = sealing.bundle(record.document, sealing.seal_of(record.document))
    if not (proof := sealing.recompute(bundle)).holds:
        raise CalculationNotReproducible(id=id)
    progress.step(2, _SEALING)
    sealed = Seal(proof.actual, clock.now(), caller.client)
    content = await record_seal(tx, record, sealed)
    await outbox.append(tx, footprint_sealed(content, sealed))
    return sealed


async def record_seal(tx: AsyncConnection, record: CalculationRecord, sealed: Seal) -> Document:
    """Keep a seal with all that is known by it; what was sealed.

    Raises `CalculationAlreadySealed`.
    """
    if not await store.add_seal(tx, record.id, sealed):
        raise CalculationAlreadySealed(id=record.id)
    content: Document = json.loads(record.document)
    await levels.add(tx, content, sealed_at=sealed.sealed_at)
    await bases.add(tx, *read_document(content), sealed_at=sealed.sealed_at)
    await traces.add(tx, record.id, record.enterprise, trace_of(record.document))
    return content


async def bundle(tx: AsyncConnection, org: str, id: UUID) -> bytes:
    """The file by which anyone can do a sealed calculation again, offline."""
    record = await read(tx, org, id)
    if record.seal is None:
        raise CalculationNotSealed(id=id)
    return sealing.bundle(record.document, record.seal.sha256)


async def bundle_of_applicant(tx: AsyncConnection, id: UUID) -> bytes:
    """The same for certification's archive, once its enterprise has applied with it."""
    enterprise = await store.applicant(tx, id)
    if enterprise is None:
        raise CalculationNotFound(id=id)
    return await bundle(tx, enterprise, id)


async def admit_body(
    tx: AsyncConnection, id: UUID, *, enterprise: str, body: str, application: UUID
) -> None:
    """Let a body read the calculation that its applicant owns.

    An application that names another enterprise's calculation admits nobody.
    """
    record = await read(tx, enterprise, id)
    if record.enterprise != enterprise:
        raise CalculationNotFound(id=id)
    await store.admit(tx, id, body=body, application=application)
