"""The worker announces which keys each body signs with: one DID document per change."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.issuers.domain.identity import (
    IssuerDocument,
    body_did,
    did_document,
    keys_missing_from,
)
from certification.issuers.domain.keys import BodyKeys, KeyFileUnusable, KeyRing
from certification.issuers.store import documents
from chassis import aside, clock, outbox
from chassis.database import Database
from contracts.certification import IssuerKeysChanged

JOB = "announce keys"


async def announce_keys(database: Database, *, keys: KeyRing, public_url: str) -> bool:
    """Announce every body whose DID document changed. Always False: nothing is left over.

    Whatever fails for one body is set aside for that body. Raises `KeyFileUnusable`, after all
    others were announced, when a key file lost a key that has been announced: certificates signed
    with it would no longer verify.
    """
    faults = []
    for body in keys.bodies.values():
        try:
            await _attempt(database, body, public_url)
        except KeyFileUnusable as fault:
            faults.append(str(fault))
    if faults:
        raise KeyFileUnusable("; ".join(faults))
    return False


async def _attempt(database: Database, body: BodyKeys, public_url: str) -> None:
    """Raises `KeyFileUnusable`, which names the lost key: a reason kept aside could not."""
    fault: KeyFileUnusable | None = None
    async with aside.attempt(database, JOB) as attempt, database.transaction() as tx:
        attempt.at(body.body)
        try:
            await _announce(tx, body, public_url)
        except KeyFileUnusable as unusable:
            fault = unusable
    if fault:
        raise fault


async def _announce(tx: AsyncConnection, keys: BodyKeys, public_url: str) -> None:
    did = body_did(public_url, keys.body)
    document = did_document(did, keys.keys)
    last = await documents.newest_document(tx, did)
    if last and last.document == document:
        return
    if last and (lost := keys_missing_from(document, last.document)):
        raise KeyFileUnusable(
            f"{keys.body}.json lost {', '.join(lost)}; retire a key with retired_at, keep its line"
        )
    version = last.version + 1 if last else 1
    new = IssuerDocument(did, keys.body, version, document, clock.now())
    await documents.add_document(tx, new)
    await outbox.append(tx, _changed(new))


def _changed(document: IssuerDocument) -> IssuerKeysChanged:
    return IssuerKeysChanged(
        issuer=document.issuer,
        body=document.body,
        document=document.document,
        version=document.version,
        changed_at=document.changed_at,
    )
