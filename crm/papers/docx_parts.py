"""What python-docx leaves to its users: styles of our own, fields for page numbers, repeated rows, language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from crm.papers.paper import Signatures, Table, plain

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

_ACCENT = (0x0B, 0x5A, 0x5E)
_INK = (0x1D, 0x25, 0x28)
_QUIET = (0x4D, 0x5A, 0x5F)
_TEXT_WIDTH = 16.6  # cm: A4 without its margins
_LOCALE = {"es": "es-CO", "en": "en-GB"}
# Of each style: its name, its parent, its size in points, whether it is bold and its colour.
_OWN = (
    ("Letterhead", "Normal", 9.5, False, _ACCENT),
    ("Letterhead first", "Letterhead", 11.0, True, _ACCENT),
    ("Cell", "Normal", 9.5, False, _INK),
    ("Cell head", "Cell", 9.5, True, _ACCENT),
    ("Fact", "Normal", 10.5, False, _INK),
    ("Note", "Normal", 10.5, False, _INK),
)
_GIVEN = (
    ("Normal", 10.5, False, _INK),
    ("Title", 21.0, True, _INK),
    ("Subtitle", 12.0, False, _QUIET),
    ("Heading 1", 14.0, True, _ACCENT),
    ("Heading 2", 11.5, True, _ACCENT),
    ("Heading 3", 10.5, True, _ACCENT),
    ("List Bullet", 10.5, False, _INK),
    ("Header", 8.5, False, _QUIET),
    ("Footer", 8.5, False, _QUIET),
)


def set_styles(document: Document) -> None:
    """A4, one family of letters, our headings, and the styles that Word's own template lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.3)
    section.left_margin = section.right_margin = Cm(2.2)
    for name, size, bold, colour in _GIVEN:
        _letters(document.styles[name], size, bold, colour)
    for name, parent, size, bold, colour in _OWN:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[parent]
        _letters(style, size, bold, colour)
    _letters(document.styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER), 9.5, False, _QUIET)
    _spaces(document)


def _spaces(document: Document) -> None:
    from docx.shared import Cm, Pt

    for name, before, after in (
        ("Letterhead", 0, 0),
        ("Cell", 2, 2),
        ("Fact", 0, 3),
        ("Title", 12, 4),
        ("Note", 4, 6),
    ):
        shape = document.styles[name].paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
    fact = document.styles["Fact"].paragraph_format
    fact.left_indent, fact.first_line_indent = Cm(4.6), Cm(-4.6)
    fact.tab_stops.add_tab_stop(Cm(4.6))
    document.styles["Note"].paragraph_format.left_indent = Cm(0.4)


def _letters(style: BaseStyle, size: float, bold: bool, colour: tuple[int, int, int]) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font  # type: ignore[attr-defined]  # styles of paragraphs and characters have one
    font.name, font.size, font.bold = "Cambria", Pt(size), bold
    font.color.rgb = RGBColor(*colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def set_language(document: Document, language: str) -> None:
    """The language of all text, so that it is read aloud and spelled as what it is."""
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), _LOCALE[language])


def add_page_number(paragraph: Paragraph, words: str, page: str, of: str) -> None:
    """The footer: what it says, and at the right the page's number of how many."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    paragraph.style = "Footer"
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\t{page} ")
    _field(paragraph, "PAGE")
    paragraph.add_run(f" {of} ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
    run = paragraph.add_run("1")
    field.append(run._r)


def bottom_line(paragraph: Paragraph, side: Literal["left", "top"]) -> None:
    """A line beside or above a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "0B5A5E")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def add_table(document: Document, block: Table) -> None:
    """A table with fixed widths; its header row repeats on each page and no row is torn in two."""
    from docx.oxml import OxmlElement

    grid = document.add_table(rows=1, cols=len(block.header), style="Table Grid")
    grid.autofit = False
    _describe(grid._tbl.tblPr, block)
    _row(grid.rows[0], block.header, block, head=True)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cells in block.rows:
        _row(grid.add_row(), cells, block, head=False)
    document.add_paragraph()


def _describe(properties: object, block: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if block.summary:
        caption = OxmlElement("w:tblDescription")
        caption.set(qn("w:val"), plain(block.summary))
        properties.append(caption)  # type: ignore[attr-defined]  # an lxml element


def _row(row: _Row, cells: tuple[str, ...], block: Table, *, head: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Mm

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if block.row_height and not head:
        row.height = Mm(block.row_height)
    for cell, words, share in zip(row.cells, cells, block.widths, strict=True):
        cell.width = Cm(_TEXT_WIDTH * share / sum(block.widths))
        _write(cell, words, "Cell head" if head else "Cell")


def _write(cell: _Cell, words: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(plain(words))


def signature_grid(document: Document, block: Signatures) -> None:
    """Lines to sign on, two side by side."""
    from docx.shared import Pt

    rows = [block.people[at : at + 2] for at in range(0, len(block.people), 2)]
    grid = document.add_table(rows=len(rows), cols=2)
    for row, pair in zip(grid.rows, rows, strict=True):
        for cell, (name, below) in zip(row.cells, pair, strict=False):
            line = cell.paragraphs[0]
            line.paragraph_format.space_before = Pt(42)
            line.add_run(plain(name)).bold = True
            line.add_run("\n" + plain(below), style="Quiet")
            bottom_line(line, "top")
