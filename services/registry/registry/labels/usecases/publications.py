"""Publish labels: admit their credentials, log them, tell everyone. Never before, never twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import outbox
from chassis.canonical import sha256_hex
from chassis.refusals import Conflict, Refusal
from chassis.telemetry import continued_trace
from contracts.registry import LabelIssued
from registry.identities.usecases.documents import latest_logged
from registry.labels.domain.admission import admit
from registry.labels.domain.entry import label_entry
from registry.labels.domain.label import Label, Publication
from registry.labels.store import found, labels
from registry.log.domain.pending import Pending, PendingKind
from registry.log.usecases import queue
from registry.log.usecases import records as log_records
from registry.log.usecases.writing import append
from registry.values.domain.node import Node

_HELD_FOR = timedelta(hours=1)
"""A new key in the log ends this at once; otherwise a person has to look."""
log = structlog.get_logger()


class LabelLeafDiffers(Conflict):
    """The log commits to another certificate or to other bytes of it under this number."""

    zh = "透明日志中编号 {number} 的内容与收到的证书不一致，不予发布；请核对证书的签名版本。"
    en = "The log says something else about label {number} than this certificate; compare the two."


@dataclass(frozen=True)
class LabelWork:
    """What a batch is about: labels that are public by now, and pointers that must wait."""

    published: tuple[Label, ...]
    held: tuple[Pending, ...]


async def publish_labels(
    tx: AsyncConnection, batch: Sequence[Pending], node: Node, at: datetime
) -> LabelWork:
    """Publish every label of the batch that is not public yet and whose credential is authentic."""
    pointers = [item for item in batch if item.kind is PendingKind.LABEL]
    waiting = await labels.find(tx, sorted({item.subject for item in pointers}))
    refused = await _refused(tx, [label for label in waiting if not label.publication])
    held = [item for item in pointers if item.subject in refused]
    for number, refusal in refused.items():
        await _hold(tx, [item for item in held if item.subject == number], refusal, at)
    admitted = [label for label in waiting if str(label.number) not in refused]
    fresh = await _log(tx, [label for label in admitted if not label.publication], at)
    traces = {item.subject: item.traceparent for item in pointers}
    for label in fresh:
        with continued_trace(traces[str(label.number)], "publish label"):
            await outbox.append(tx, _issued(label, node))
    public = [label for label in admitted if label.publication]
    return LabelWork((*public, *fresh), tuple(held))


async def _refused(tx: AsyncConnection, candidates: Sequence[Label]) -> dict[str, Refusal]:
    """The labels that may not be published now, by number, and why."""
    issuers = {label.certificate.issuer for label in candidates}
    versions = {issuer: await latest_logged(tx, issuer) for issuer in issuers}
    refused = {}
    for label in candidates:
        version = versions[label.certificate.issuer]
        try:
            admit(label.certificate, version.document if version else None)
            await _fits_its_leaf(tx, label)
        except Refusal as refusal:
            refused[str(label.number)] = refusal
    return refused


async def _fits_its_leaf(tx: AsyncConnection, label: Label) -> None:
    """Raises `LabelLeafDiffers` when the log has another label under this number."""
    entry = label_entry(label)
    known = await log_records.data(tx, [entry])
    if known and list(known.values()) != [entry.data]:
        raise LabelLeafDiffers(number=label.number)


async def _hold(
    tx: AsyncConnection, items: Sequence[Pending], refusal: Refusal, at: datetime
) -> None:
    log.warning("label held back", label=items[0].subject, because=str(refusal))
    await queue.hold(tx, items, at + _HELD_FOR, str(refusal))


async def _log(tx: AsyncConnection, fresh: Sequence[Label], at: datetime) -> list[Label]:
    indexes = await append(tx, [label_entry(label) for label in fresh])
    published = [
        replace(label, publication=Publication(index, at))
        for label, index in zip(fresh, indexes, strict=True)
    ]
    await labels.publish(tx, published)
    await found.enter(tx, published)
    return published


def _issued(label: Label, node: Node) -> LabelIssued:
    certificate, publication = label.certificate, label.publication
    if publication is None:
        raise ValueError(f"label {label.number} is not in the log")
    return LabelIssued(
        label_number=str(label.number),
        certificate_id=certificate.certificate_id,
        certificate_number=certificate.certificate_number,
        log_index=publication.log_index,
        scheme=certificate.scheme,
        body=certificate.body,
        product=certificate.product,
        declared_unit=certificate.declared_unit,
        value=certificate.value,
        boundary=certificate.boundary,
        seal=certificate.seal,
        credential_sha256=sha256_hex(certificate.credential.encode()),
        label_url=node.label_url(str(label.number)),
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
        issued_at=publication.at,
    )
