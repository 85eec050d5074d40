"""Put a sealed calculation back that a restored database lost, from a bundle that was kept."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.announcement import footprint_sealed
from accounting.calculations.domain.calculation import Document, Subject, read_document
from accounting.calculations.domain.record import CalculationRecord, Seal
from accounting.calculations.domain.sealing import Recomputation, recompute
from accounting.calculations.store import acts
from accounting.calculations.store import calculations as store
from accounting.calculations.usecases.calculations import record_seal
from accounting.inventory.usecases import systems
from accounting.products.domain.enterprise import EnterpriseNotFound
from accounting.products.domain.product import ModelRepeated
from accounting.products.usecases import enterprises, products
from accounting.values.domain.records import Part
from chassis import clock, outbox
from chassis.canonical import canonical
from chassis.refusals import Conflict


class BundleOfAnotherSeal(Conflict):
    """The bundle does not lead to the seal that the certificate names."""

    zh = (
        "封存文件的封存值为 {found}(复算 {recomputed}),与证书所载 {expected} 不一致;"
        "未放回任何内容。请向认证机构索取其留存的封存文件。"
    )
    en = (
        "The bundle has the seal {found} and recomputes to {recomputed}, the certificate names "
        "{expected}; nothing was put back. Ask the certification body for its bundle."
    )


@dataclass(frozen=True)
class Proven:
    """What a bundle holds, and what came out when it was computed again."""

    proof: Recomputation
    document: Document


def prove(bundle: bytes) -> Proven:
    """Raises `SealedBundleUnreadable`."""
    proof = recompute(bundle)
    return Proven(proof, json.loads(bundle)["document"])


async def put_back(
    tx: AsyncConnection,
    proven: Proven,
    *,
    seal: str,
    operator: str,
    sealed_at: datetime | None = None,
) -> UUID:
    """The calculation, which has its number, document and seal again; all of it may be there.

    Its product system and activity data get new numbers where the calculation was lost, as a
    bundle does not tell them. It is announced again where `sealed_at` is known: who missed it
    hears of it, and who looked for it in vain knows that it is there.
    Raises `BundleOfAnotherSeal` and `ModelRepeated`.
    """
    proof = proven.proof
    if not proof.holds or proof.claimed != seal:
        raise BundleOfAnotherSeal(found=proof.claimed, recomputed=proof.recomputed, expected=seal)
    subject, _ = read_document(proven.document)
    record = await store.find(tx, subject.calculation, reads=subject.enterprise.uscc)
    if record is None:
        record = await _added(tx, subject, canonical(proven.document).decode())
    if record.seal is None:
        again = Seal(seal, sealed_at or clock.now(), operator)
        content = await record_seal(tx, record, again)
        if sealed_at:
            await outbox.append(tx, footprint_sealed(content, again))
        await acts.note(tx, operator, "put back", record.id, seal)
    elif record.seal.sha256 != seal:
        raise BundleOfAnotherSeal(
            found=seal, recomputed=proof.recomputed, expected=record.seal.sha256
        )
    return record.id


async def _added(tx: AsyncConnection, subject: Subject, document: str) -> CalculationRecord:
    """The calculation with what it rests on, as far as that is not there."""
    org, at = subject.enterprise.uscc, clock.now()
    await _describe(tx, subject)
    system = Part(uuid4(), at, subject.system, subject.product.id)
    activity = Part(uuid4(), at, subject.activity, system.id)
    await systems.add_system(tx, system, of=org)
    await systems.add_activity(tx, activity, of=org)
    record = CalculationRecord(
        subject.calculation, org, subject.product.id, system.id, activity.id, at, document
    )
    await store.add(tx, record)
    return record


async def _describe(tx: AsyncConnection, subject: Subject) -> None:
    """Enterprise and product, unless they are known: what is known may be newer."""
    described, product = subject.enterprise, subject.product
    try:
        await enterprises.read(tx, described.uscc, described.uscc)
    except EnterpriseNotFound:
        await enterprises.describe(
            tx,
            described.uscc,
            uscc=described.uscc,
            name=described.name,
            division=described.division,
        )
    if await products.find(tx, product.id, of=described.uscc) is not None:
        return
    if not await products.add(tx, product, at=clock.now()):
        raise ModelRepeated(model=product.model)
