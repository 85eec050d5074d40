"""The report of a year, from what was reached until a moment."""

import asyncio
from datetime import datetime
from functools import cache
from pathlib import Path

from certification.programme.domain.report import Names, ReportFacts, ReportLanguage, year_report
from certification.programme.formats.files import YearReportFormat, made
from certification.programme.usecases.progress import Progress
from packs import models
from packs.region import load_region


async def report_of(
    place: tuple[Path, str],
    year: int,
    found: Progress,
    language: ReportLanguage,
    format: YearReportFormat,
) -> bytes:
    """The file, set beside the loop; `place` is the folder of packs and the region."""
    region, names = _names(*place)
    facts = ReportFacts(region, year, _whole(found.as_of), found.figures, found.cases, names)
    return await asyncio.to_thread(made, year_report(facts, language), format)


def _whole(at: datetime) -> datetime:
    """A report is dated to the second, so that one of a day that is over never changes."""
    return at.replace(microsecond=0)


@cache
def _names(packs_dir: Path, region: str) -> tuple[tuple[str, str], Names]:
    pack = load_region(packs_dir, region)
    categories = {c.code: (c.name.zh, c.name.en) for c in models.categories(packs_dir)}
    districts = {code: (name.zh, name.en) for code, name in pack.districts.items()}
    return (pack.name_zh, pack.name_en), {**categories, **districts}
