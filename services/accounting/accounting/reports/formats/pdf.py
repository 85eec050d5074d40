"""Printing a report: typst sets it, and whatever name was accepted is printed."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import typst

from accounting.reports.domain.blocks import Drawing, Paper
from accounting.reports.formats import fonts
from accounting.values.domain.text import Language, rewritten

_TEMPLATES = Path(__file__).parent / "templates"
_LARGEST_ATTACHMENT = 4 * 1024 * 1024
_SHARPNESS_PPI = 200
_ATTACHED = "bundle"


def printed(paper: Paper, bundle: bytes | None) -> bytes:
    """A PDF/A-3 file: the same paper gives the same bytes. `bundle` is attached when small."""
    inputs = {"paper": _written(paper)}
    if bundle is not None and len(bundle) <= _LARGEST_ATTACHMENT:
        inputs[_ATTACHED] = bundle.decode()
    return _compiled("report.typ", "pdf", inputs, datetime(*paper.dated, tzinfo=UTC))


def drawn(block: Drawing, language: Language) -> bytes:
    """One drawing as PNG."""
    inputs = {"block": _written(block), "language": language}
    return _compiled("figure.typ", "png", inputs, None)


def _written(content: Paper | Drawing) -> str:
    """As JSON, with nothing in it that these fonts cannot print."""
    return json.dumps(rewritten(asdict(content), fonts.printable), ensure_ascii=False)


def _compiled(
    name: str, form: Literal["pdf", "png"], inputs: Mapping[str, str], at: datetime | None
) -> bytes:
    characters = {c for name, text in inputs.items() if name != _ATTACHED for c in text}
    families = json.dumps(fonts.families(characters), ensure_ascii=False)
    compiler = typst.Compiler(
        _TEMPLATES / name,
        root=_TEMPLATES,
        font_paths=fonts.loaded(characters),
        sys_inputs={**inputs, "families": families},
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
