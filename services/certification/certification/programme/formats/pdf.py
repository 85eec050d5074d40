"""A year's report as PDF/A, for those who read and keep it."""

import json
from dataclasses import asdict
from datetime import UTC
from pathlib import Path

import pylopdf_fonts_zh_cn as chinese
import typst

from certification.programme.domain.report import YearReport

_TEMPLATES = Path(__file__).parent / "templates"


def printed(report: YearReport) -> bytes:
    """The same report gives the same bytes."""
    at = report.dated.astimezone(UTC).replace(microsecond=0)
    dated = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[chinese.sans_path().parent],
    )
    paper = json.dumps({**asdict(report), "dated": dated}, ensure_ascii=False)
    compiler = typst.Compiler(
        _TEMPLATES / "year.typ", root=_TEMPLATES, font_paths=fonts, sys_inputs={"paper": paper}
    )
    pages = compiler.compile(format="pdf", timestamp=at, pdf_standards=["a-3a"])
    if not isinstance(pages, bytes):
        raise TypeError("one file was asked for and typst gave pages")
    return pages
