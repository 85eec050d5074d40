"""Printing a report: typst sets it, with fonts that come with the program and no others."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn as chinese
import typst

from accounting.reports.domain.blocks import Drawing, Paper
from accounting.values.domain.text import Language

_TEMPLATES = Path(__file__).parent / "templates"
_LARGEST_ATTACHMENT = 4 * 1024 * 1024
_SHARPNESS_PPI = 200


@cache
def _fonts() -> typst.Fonts:
    """Noto Sans SC and Noto Serif SC (SIL OFL); the fonts of the machine play no part."""
    folder = chinese.sans_path().parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


def printed(paper: Paper, bundle: bytes | None) -> bytes:
    """A PDF/A-3 file: the same paper gives the same bytes. `bundle` is attached when small."""
    inputs = {"paper": json.dumps(asdict(paper), ensure_ascii=False)}
    if bundle is not None and len(bundle) <= _LARGEST_ATTACHMENT:
        inputs["bundle"] = bundle.decode()
    return _compiled("report.typ", "pdf", inputs, datetime(*paper.dated, tzinfo=UTC))


def drawn(block: Drawing, language: Language) -> bytes:
    """One drawing as PNG."""
    inputs = {"block": json.dumps(asdict(block), ensure_ascii=False), "language": language}
    return _compiled("figure.typ", "png", inputs, None)


def _compiled(
    name: str, form: Literal["pdf", "png"], inputs: Mapping[str, str], at: datetime | None
) -> bytes:
    compiler = typst.Compiler(
        _TEMPLATES / name, root=_TEMPLATES, font_paths=_fonts(), sys_inputs=dict(inputs)
    )
    pages = compiler.compile(
        format=form,
        ppi=_SHARPNESS_PPI,
        timestamp=at,
        pdf_standards=["a-3a"] if form == "pdf" else [],
    )
    if not isinstance(pages, bytes):
        raise TypeError("one file was asked for and typst gave pages")
    return pages
