"""A year's report as a Word document, for those who go on writing in it."""

from datetime import UTC
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt

from certification.programme.domain.report import Grid, YearReport

_SONG = "SimSun"


def written(report: YearReport) -> bytes:
    """The report as DOCX: real headings and tables."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _SONG, Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _SONG)
    at = report.dated.astimezone(UTC).replace(tzinfo=None)
    document.core_properties.title = report.title
    document.core_properties.created = document.core_properties.modified = at
    document.add_heading(report.title, level=0)
    for section in report.sections:
        document.add_heading(section.title, level=1)
        document.add_paragraph(section.text)
        if section.grid:
            _add(document, section.grid)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _add(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.head), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, grid.head, strict=True):
        cell.text = words
    for row in grid.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
