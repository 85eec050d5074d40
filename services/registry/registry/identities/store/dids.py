"""DID documents: every version, of the node and of the certification bodies."""

from datetime import datetime

from sqlalchemy import Select, Text, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from registry.identities.domain.did import DidVersion
from registry.identities.store.tables import did_document
from registry.log.domain.entry import EntryKind
from registry.log.store.tables import log_leaf
from registry.values.domain.node import Node

NEWEST = select(func.max(log_leaf.c.log_index)).where(text("kind = 'did-document'"))
"""The leaf of the version that came last; written out, as the index of these leaves is."""


async def add(tx: AsyncConnection, version: DidVersion) -> None:
    """Record a version."""
    row = {
        "did": version.did,
        "version": version.version,
        "document": version.document,
        "changed_at": version.changed_at,
    }
    await tx.execute(insert(did_document).values(row))


async def version(tx: AsyncConnection, did: str, number: int) -> DidVersion | None:
    """One version of a document."""
    mine = (did_document.c.did == did) & (did_document.c.version == number)
    row = (await tx.execute(select(did_document).where(mine))).one_or_none()
    return DidVersion(**row._mapping) if row else None


async def latest(tx: AsyncConnection, did: str) -> DidVersion | None:
    """The newest version, in the log or not yet."""
    query = select(did_document).where(did_document.c.did == did)
    newest = query.order_by(did_document.c.version.desc()).limit(1)
    row = (await tx.execute(newest)).one_or_none()
    return DidVersion(**row._mapping) if row else None


async def every_logged(tx: AsyncConnection) -> list[DidVersion]:
    """All versions that the log commits to."""
    query = _logged().order_by(did_document.c.did, did_document.c.version)
    return [DidVersion(**row._mapping) for row in await tx.execute(query)]


async def logged_from(tx: AsyncConnection, index: int) -> list[DidVersion]:
    """The versions that the log commits to from this place on."""
    query = _logged().where(log_leaf.c.log_index >= index).order_by(log_leaf.c.log_index)
    return [DidVersion(**row._mapping) for row in await tx.execute(query)]


async def put_back(tx: AsyncConnection, lost: DidVersion) -> None:
    """Record a version unless it is there."""
    if await version(tx, lost.did, lost.version) is None:
        await add(tx, lost)


async def latest_logged(tx: AsyncConnection, did: str) -> DidVersion | None:
    """The newest version that the log commits to; the only one to show to others."""
    query = _logged().where(did_document.c.did == did)
    newest = query.order_by(did_document.c.version.desc()).limit(1)
    row = (await tx.execute(newest)).one_or_none()
    return DidVersion(**row._mapping) if row else None


def _logged() -> Select[tuple[str, int, str, datetime]]:
    identity = did_document.c.did + "#" + did_document.c.version.cast(Text)
    in_log = (log_leaf.c.kind == EntryKind.DID_DOCUMENT) & (log_leaf.c.identity == identity)
    return select(did_document).join(log_leaf, in_log)


async def body_dids(tx: AsyncConnection, node: Node) -> list[str]:
    """The certification bodies whose DID documents this node's log has."""
    own = did_document.c.did.startswith(f"{node.did}:bodies:", autoescape=True)
    logged = select(log_leaf.c.identity).where(log_leaf.c.kind == EntryKind.DID_DOCUMENT)
    identity = did_document.c.did + "#" + did_document.c.version.cast(log_leaf.c.identity.type)
    query = select(did_document.c.did).distinct().where(own, identity.in_(logged))
    return list(await tx.scalars(query.order_by(did_document.c.did)))
