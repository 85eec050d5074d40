"""A report as a Word document, for those who go on writing in it."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as Line

from accounting.reports.domain.blocks import (
    Bars,
    Block,
    Boundary,
    Bullets,
    Column,
    Cover,
    Drawing,
    Facts,
    Grid,
    Paper,
    Paragraph,
    Ranges,
    Section,
)
from accounting.reports.formats.pdf import drawn
from accounting.values.domain.text import Language

_SONG, _HEI = "SimSun", "SimHei"
_INK, _ACCENT = RGBColor(0x12, 0x34, 0x3B), RGBColor(0x1F, 0x7A, 0x6B)
_WIDTH = Cm(16.5)
_SHADE = "E8F1EE"


def written(paper: Paper) -> bytes:
    """The report as DOCX: real headings and tables, drawings as pictures with their words."""
    document = Document()
    _prepare(document, paper)
    _cover(document, paper.cover)
    numbers = _Numbers()
    for section in paper.sections:
        _section(document, section, numbers, paper.language)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


class _Numbers:
    """Counts headings: 1, 1.1, 1.2, 2 …"""

    def __init__(self) -> None:
        self._chapter, self._part = 0, count(1)

    def of(self, section: Section) -> str:
        if not section.numbered:
            return ""
        if section.level == 1:
            self._chapter, self._part = self._chapter + 1, count(1)
            return f"{self._chapter} "
        return f"{self._chapter}.{next(self._part)} "


def _prepare(document: WordDocument, paper: Paper) -> None:
    at = datetime(*paper.dated, tzinfo=UTC).replace(tzinfo=None)
    about = document.core_properties
    about.title, about.author, about.language = paper.title, paper.author, paper.language
    about.created = about.modified = at
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.header.paragraphs[0].text = paper.header
    _footer(page.footer.paragraphs[0], paper)
    _font(document, "Normal", _SONG, "Times New Roman", 10.5)
    for name, size in (("Title", 24), ("Heading 1", 15), ("Heading 2", 12), ("Caption", 9)):
        _font(document, name, _HEI, "Arial", size).font.color.rgb = _INK
    for name in ("Header", "Footer"):
        _font(document, name, _HEI, "Arial", 7.5)


def _font(
    document: WordDocument, name: str, chinese: str, latin: str, size: float
) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    style.font.name, style.font.size = latin, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), chinese)
    return style


def _footer(line: Line, paper: Paper) -> None:
    line.add_run(paper.footer + "    ")
    before, _, rest = paper.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES")):
        line.add_run(words)
        _field(line, field)
    line.add_run(after)


def _field(line: Line, name: str) -> None:
    """A number that Word fills in itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    line._p.append(field)


def _cover(document: WordDocument, cover: Cover) -> None:
    document.add_paragraph(cover.title, style="Title")
    document.add_paragraph(cover.subtitle)
    if cover.draft:
        document.add_paragraph().add_run(cover.draft).bold = True
    document.add_paragraph(f"{cover.product} · {cover.enterprise}")
    value = document.add_paragraph()
    figure = value.add_run(cover.value)
    figure.font.size, figure.font.color.rgb = Pt(32), _ACCENT
    value.add_run(f"  {cover.unit}")
    _facts(document, Facts(cover.facts))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _section(
    document: WordDocument, section: Section, numbers: _Numbers, language: Language
) -> None:
    document.add_heading(numbers.of(section) + section.title, section.level)
    for block in section.blocks:
        _block(document, block, language)


def _block(document: WordDocument, block: Block, language: Language) -> None:
    match block:
        case Paragraph():
            document.add_paragraph(block.text)
        case Bullets():
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        case Facts():
            _facts(document, block)
        case Grid():
            _grid(document, block)
        case Bars() | Boundary() | Ranges():
            _drawing(document, block, language)


def _facts(document: WordDocument, facts: Facts) -> None:
    columns = (Column("", 3), Column("", 8))
    _table(document, columns, facts.rows, headed=False)


def _grid(document: WordDocument, grid: Grid) -> None:
    document.add_paragraph(grid.caption, style="Caption")
    titles = tuple(column.title for column in grid.columns)
    _table(document, grid.columns, (titles, *grid.rows), headed=True)
    if grid.note:
        document.add_paragraph(grid.note)


def _table(
    document: WordDocument,
    columns: tuple[Column, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    headed: bool,
) -> None:
    table = document.add_table(len(rows), len(columns), style="Table Grid")
    table.autofit = False
    whole = sum(column.width for column in columns)
    widths = [Length(int(_WIDTH * column.width / whole)) for column in columns]
    for column_of_table, width in zip(table.columns, widths, strict=True):
        column_of_table.width = width
    cells = iter(table._cells)
    for index, row in enumerate(rows):
        for column, width, words in zip(columns, widths, row, strict=True):
            cell = next(cells)
            cell.width = width
            _write(cell, words, numeric=column.numeric, title=headed and index == 0)
    if headed:
        _repeat(table.rows[0])
    document.add_paragraph()


def _write(cell: _Cell, words: str, *, numeric: bool, title: bool) -> None:
    line = cell.paragraphs[0]
    run = line.add_run(words)
    run.font.size, run.bold = Pt(8.5), title
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
    if numeric:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if title:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), _SHADE)
        cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: _Row) -> None:
    """Print the first row again on every page that the table reaches."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def _drawing(document: WordDocument, block: Drawing, language: Language) -> None:
    picture = document.add_picture(BytesIO(drawn(block, language)), _WIDTH)
    picture._inline.docPr.set("descr", _described(block))
    document.add_paragraph(block.caption, style="Caption")


def _described(block: Drawing) -> str:
    """The drawing in words, for those who cannot see it."""
    if isinstance(block, Boundary):
        parts = [f"{n} {block.inside if inside else block.outside}" for n, inside in block.stages]
    elif isinstance(block, Ranges):
        parts = [f"{range.label} {range.value}" for range in block.ranges]
    else:
        parts = [f"{bar.label} {bar.value} {bar.percent}" for bar in block.bars]
    return f"{block.caption}: " + "; ".join(parts)
