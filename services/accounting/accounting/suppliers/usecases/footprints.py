"""Taking in suppliers' footprints, and resting calculations on them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.factors import FactorLibrary
from accounting.factors.domain.superseded import Superseded, SupersededKind
from accounting.factors.usecases import superseded
from accounting.pact.domain.footprint import ProductFootprint, must_be_keepable, read_footprint
from accounting.pact.domain.legacy import as_v3, is_legacy
from accounting.pact.domain.legacy_linter import legacy_findings
from accounting.pact.domain.linter import LintFinding, lint, refused
from accounting.pact.domain.values import FootprintStatus
from accounting.suppliers.domain.footprints import (
    Arrival,
    Supplied,
    SupplierFootprintChanged,
    SupplierFootprintNotFound,
    SupplierFootprintRefused,
    as_factor,
    footprints_among,
)
from accounting.suppliers.store import footprints as store
from accounting.suppliers.store.footprints import several as several
from chassis import clock


async def receive(
    tx: AsyncConnection,
    owner: str,
    supplier: str,
    document: Mapping[str, object],
    *,
    way: Arrival,
) -> tuple[Supplied, bool]:
    """Keep a version as it came, with what the linter finds; True when it is new.

    A version that names earlier ones of the same supplier ends those. A document of v2.3 is read
    as v3, and what that loses is among the findings.
    """
    footprint, findings = read_document(document)
    if faults := refused(findings):
        raise SupplierFootprintRefused(
            id=footprint.id,
            faults=" ".join(fault.en for fault in faults),
            faults_zh="".join(fault.zh for fault in faults),
        )
    await store.lock(tx, owner)
    known = await store.find(tx, footprint.id, owner=owner)
    if known is None:
        await store.add(tx, Supplied(owner, supplier, way, clock.now(), footprint, findings))
    elif (known.content.sha256, known.supplier) != (footprint.sha256, supplier):
        raise SupplierFootprintChanged(id=footprint.id)
    await _end_versions(tx, owner, supplier, footprint, new=known is None)
    return await read(tx, owner, footprint.id), known is None


def read_document(
    document: Mapping[str, object],
) -> tuple[ProductFootprint, tuple[LintFinding, ...]]:
    """A document of either version with everything that is to be said about it."""
    must_be_keepable(document)
    if not is_legacy(document):
        footprint = read_footprint(document)
        return footprint, lint(footprint)
    legacy = legacy_findings(document)
    document, losses = as_v3(document)
    footprint = read_footprint(document)
    return footprint, (*lint(footprint), *legacy, *losses)


async def _end_versions(
    tx: AsyncConnection, owner: str, supplier: str, footprint: ProductFootprint, *, new: bool
) -> None:
    """Note which versions this arrival ends: earlier ones, or itself when it comes late."""
    for before in await store.several(tx, footprint.preceding_pf_ids or (), owner=owner):
        if before.supplier == supplier and before.id != footprint.id:
            await store.deprecate(tx, before.id, owner=owner, replaced_by=footprint.id)
            # One that was withdrawn before its successor came is followed up when that is here.
            if not before.deprecated or (new and before.replaced_by is None):
                replaced_by = {str(before.id): str(footprint.id)}
                note = Superseded(owner, SupersededKind.SUPPLIED, replaced_by)
                await superseded.add(tx, note)
    later = await store.successor(tx, footprint.id, owner=owner, supplier=supplier)
    if later == footprint.id:
        later = None
    if later is not None or footprint.status is FootprintStatus.DEPRECATED:
        await store.deprecate(tx, footprint.id, owner=owner, replaced_by=later)


async def read(tx: AsyncConnection, owner: str, id: UUID) -> Supplied:
    found = await store.find(tx, id, owner=owner)
    if found is None:
        raise SupplierFootprintNotFound(id=id)
    return found


async def with_supplied(
    tx: AsyncConnection, library: FactorLibrary, owner: str, ids: Collection[str] | None = None
) -> FactorLibrary:
    """The library and the footprints that the enterprise received from its suppliers.

    With `ids`, only those that factors of these names stand for.
    """
    if ids is None:
        received = await store.newest_of(tx, owner, most=_MOST)
    else:
        named = footprints_among(ids)
        received = await store.several(tx, named, owner=owner) if named else []
    given = {supplied.factor_id: as_factor(supplied) for supplied in received}
    return replace(library, factors={**library.factors, **given}) if given else library


_MOST = 10_000
