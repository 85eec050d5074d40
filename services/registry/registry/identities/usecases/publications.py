"""Publish DID documents: the node's own and those of certification bodies. All enter the log."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from registry.identities.domain.did import DidVersion, VerificationKey, document, renewed
from registry.identities.domain.entry import did_document_entry
from registry.identities.domain.signed import keys_of, parse_json
from registry.identities.domain.signing import NodeKeys
from registry.identities.store import dids
from registry.log.domain.entry import Entry
from registry.log.domain.pending import Pending, PendingKind
from registry.log.usecases import queue
from registry.log.usecases.writing import append
from registry.values.domain.node import Node


async def publish_identities(tx: AsyncConnection, batch: Sequence[Pending], at: datetime) -> bool:
    """Log the versions that the batch points at; True when held labels may go on because of it."""
    subjects = {item.subject for item in batch if item.kind is PendingKind.DID_DOCUMENT}
    versions = [await _version(tx, subject) for subject in sorted(subjects)]
    entries = [_entry(version) for version in versions if version]
    await append(tx, entries)
    return bool(entries) and await queue.release(tx, at)


async def publish_own_identity(
    tx: AsyncConnection, node: Node, keys: NodeKeys, at: datetime
) -> None:
    """Issue and log a new version of the node's document when its keys have changed."""
    latest = await dids.latest(tx, node.did)
    known = keys_of(parse_json(latest.document)) if latest else ()
    published = [VerificationKey(key.id.partition("#")[2], key.jwk, key.expires) for key in known]
    vkey = str(keys.log_signer(node).verifier)
    text = document(node, renewed(published, keys.public, at), vkey)
    if latest and latest.document == text:
        return
    version = DidVersion(node.did, latest.version + 1 if latest else 1, text, at)
    await dids.add(tx, version)
    await append(tx, [_entry(version)])


async def _version(tx: AsyncConnection, subject: str) -> DidVersion | None:
    did, _, number = subject.rpartition("#")
    return await dids.version(tx, did, int(number))


def _entry(version: DidVersion) -> Entry:
    return did_document_entry(version.did, version.version, version.document)
