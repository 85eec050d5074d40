"""Importing an organisation's own factors, and reviewing what looks wrong."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.bounds import BoundsPack
from accounting.factors.domain.reviews import (
    FactorImport,
    FactorImportNotFound,
    FactorRowAlreadyReviewed,
    FactorRowNotQuarantined,
    FactorRowOutdated,
    Review,
    ReviewDecision,
)
from accounting.factors.domain.rows import Draft, Judged, RowOutcome, judge
from accounting.factors.domain.superseded import Superseded, SupersededKind
from accounting.factors.store import datasets, superseded
from accounting.factors.store import imports as store
from accounting.factors.store.imports import find_quarantined as find_quarantined
from accounting.factors.store.imports import rows as rows
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.sheets.domain.harmless import csv_text
from accounting.sheets.domain.tables import Sheet, read_sheet
from accounting.values.domain.calendar import today
from chassis import clock
from chassis.auth import Caller
from chassis.canonical import sha256_hex
from chassis.work import Pool

BAD = (RowOutcome.QUARANTINED, RowOutcome.REJECTED)
_CPU_S, _MEMORY_BYTES = 20, 1 << 30


async def submit(
    tx: AsyncConnection, pool: Pool, caller: Caller, content: bytes
) -> tuple[FactorImport, bool]:
    """Import a file: accepted rows may be used at once, quarantined ones wait. True when new.

    The same file by the same organisation is the same import, however often it is sent.
    """
    await datasets.lock_owner(tx, caller.org)
    sha256 = sha256_hex(content)
    if (before := await store.find_content(tx, sha256, of=caller.org)) is not None:
        return before, False
    bounds = await datasets.newest_bounds(tx)
    if bounds is None:
        raise PacksNotLoaded
    sheet, rows = await pool.run(
        judged,
        content,
        bounds,
        caller.org,
        today(),
        org=caller.org,
        cpu_s=_CPU_S,
        memory_bytes=_MEMORY_BYTES,
    )
    made = _recorded(caller, sha256, sheet, rows)
    await store.add(tx, made, rows)
    drafts = [row.draft for row in rows if row.draft and row.outcome is RowOutcome.ACCEPTED]
    await _add_own(tx, caller.org, drafts)
    return made, True


async def read(tx: AsyncConnection, org: str, id: UUID) -> FactorImport:
    found = await store.find(tx, id, of=org)
    if found is None:
        raise FactorImportNotFound(id=id)
    return found


async def error_file(tx: AsyncConnection, pool: Pool, org: str, id: UUID) -> str:
    """The bad rows as they were sent, each with its line, its outcome and its one reason."""
    made = await read(tx, org, id)
    written = [(*made.columns, "line", "outcome", "reason_zh", "reason_en")]
    for row in await store.rows(tx, id, outcomes=BAD):
        cells = (*row.cells, *[""] * len(made.columns))[: len(made.columns)]
        outcome = row.review.decision.value if row.review else row.outcome.value
        reason = (row.reason.zh, row.reason.en) if row.reason else ("", "")
        written.append((*cells, str(row.line), outcome, *reason))
    return await pool.run(csv_text, written, org=org, cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES)


async def review(
    tx: AsyncConnection,
    caller: Caller,
    id: UUID,
    line: int,
    *,
    decision: ReviewDecision,
    reason: str,
) -> store.Waiting:
    """Release a quarantined row to its owner, or reject it; once, and for good."""
    found = await store.find_quarantined(tx, id, line)
    if found is None or found.row.draft is None:
        raise FactorRowNotQuarantined(id=id, line=line)
    await datasets.lock_owner(tx, found.of.owner)
    if decision is ReviewDecision.RELEASED and await store.is_outdated(tx, found):
        raise FactorRowOutdated(id=id, line=line, factor=found.row.factor)
    made = Review(decision, reason, clock.now(), caller.org, caller.client, caller.person)
    if not await store.add_review(tx, id, line, made):
        at = found.row.review.at if found.row.review else made.at
        raise FactorRowAlreadyReviewed(id=id, line=line, at=at)
    if decision is ReviewDecision.RELEASED:
        await _add_own(tx, found.of.owner, [found.row.draft])
    again = await store.find_quarantined(tx, id, line)
    return again or found


async def _add_own(tx: AsyncConnection, owner: str, drafts: Iterable[Draft]) -> None:
    """Add an organisation's own factors, and note which versions they supersede."""
    before = await _versions(tx, owner)
    if not await datasets.add_own(tx, owner, drafts):
        return
    now = await _versions(tx, owner)
    if new := {id: version for id, version in now.items() if before.get(id, version) != version}:
        await superseded.add(tx, Superseded(owner, SupersededKind.OWN, new))


async def _versions(tx: AsyncConnection, owner: str) -> dict[str, str]:
    return {item.factor.id: item.version for item in await datasets.own(tx, owner)}


def judged(content: bytes, bounds: BoundsPack, org: str, day: date) -> tuple[Sheet, list[Judged]]:
    """A foreign file read, and each row judged; for a process of its own."""
    sheet = read_sheet(content)
    return sheet, list(judge(sheet, bounds, provider=org, today=day))


def _recorded(caller: Caller, sha256: str, sheet: Sheet, rows: list[Judged]) -> FactorImport:
    counts = Counter(row.outcome for row in rows)
    return FactorImport(
        id=uuid4(),
        owner=caller.org,
        sha256=sha256,
        at=clock.now(),
        submitted_by=caller.client,
        format=sheet.format.value,
        columns=sheet.columns,
        counts={outcome: counts[outcome] for outcome in RowOutcome},
    )
