"""Computing what was reached of the targets, as of any moment, from what happened."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.cases.usecases.cases import open_at
from certification.catalogue.usecases.batches import listed_until
from certification.certificates.usecases.certificates import granted_until
from certification.footprints.usecases import first_seals
from certification.programme.domain.progress import (
    CountedCase,
    Fact,
    Figure,
    Pipeline,
    ProductKey,
    counted,
    figures,
)
from certification.values.domain.calendar import CHINA_TIME
from chassis import clock
from contracts.accounting import FootprintSealed
from packs.region import Target, TargetKind, load_region


@dataclass(frozen=True)
class Progress:
    """The pilot as it stood at a moment."""

    as_of: datetime
    figures: tuple[Figure, ...]
    cases: tuple[CountedCase, ...]


@cache
def targets_of(packs_dir: Path, region: str) -> tuple[Target, ...]:
    """The targets of the region's pack; a process reads them once."""
    return load_region(packs_dir, region).targets


def end_of(day: date | None) -> datetime:
    """The end of a day in China; the present without one, or when the day is not over."""
    now = clock.now()
    if day is None:
        return now
    midnight = datetime.combine(day + timedelta(days=1), time.min, CHINA_TIME)
    return min(now, midnight.astimezone(UTC))


async def progress(
    tx: AsyncConnection, targets: tuple[Target, ...], at: datetime, division: str | None
) -> Progress:
    """What was reached before `at`; of one district only where `division` names one."""
    listed = await listed_until(tx, at)
    keys = [ProductKey(enterprise, product) for enterprise, product, *_ in listed]
    found = [fact async for fact in _facts(tx, targets, at)]
    cases = counted((f for f in found if division in (None, f.division)), keys)
    standing = {
        ProductKey(enterprise, product): category
        for enterprise, product, category, place, stands in listed
        if stands and division in (None, place)
    }
    applied = frozenset(_key(footprint) for footprint in await open_at(tx, at))
    year = at.astimezone(CHINA_TIME).year
    computed = figures(targets, cases, Pipeline(standing, applied), year)
    return Progress(at, tuple(computed), tuple(cases))


async def _facts(
    tx: AsyncConnection, targets: tuple[Target, ...], at: datetime
) -> AsyncIterator[Fact]:
    wanted = {kind: tuple({t.category for t in targets if t.kind is kind}) for kind in TargetKind}
    for sealed in await first_seals(tx, wanted[TargetKind.ACCOUNTED], at):
        yield _fact(TargetKind.ACCOUNTED, sealed, str(sealed.calculation_id), sealed.sealed_at)
    for number, sealed, decided_at, withdrawn_at in await granted_until(tx, at):
        if sealed.product.category in wanted[TargetKind.CERTIFIED]:
            yield _fact(TargetKind.CERTIFIED, sealed, number, decided_at, withdrawn_at)


def _fact(
    kind: TargetKind,
    sealed: FootprintSealed,
    reference: str,
    at: datetime,
    withdrawn_at: datetime | None = None,
) -> Fact:
    product = sealed.product
    return Fact(
        kind=kind,
        product=_key(sealed),
        category=product.category,
        division=product.site_division,
        enterprise_name_zh=product.enterprise_name_zh,
        enterprise_name_en=product.enterprise_name_en,
        product_name_zh=product.name_zh,
        product_name_en=product.name_en,
        model=product.model or "",
        reference=reference,
        at=at,
        withdrawn_at=withdrawn_at,
    )


def _key(sealed: FootprintSealed) -> ProductKey:
    return ProductKey(sealed.product.enterprise, sealed.product.id)
