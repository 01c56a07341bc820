"""What python-docx leaves to its users: fields for page numbers, repeated rows, lines, places to sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from crm.papers.paper import Picture, Signatures, Table, plain

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Row, CT_TblPr, CT_Tc
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

# What follows the borders in a paragraph's properties: the format insists on the order.
_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)
_NONE, _THIN = ("nil", "0", "0", "auto"), ("single", "4", "0", "B9C2C5")
_TABLE_LINES = {
    "top": _NONE, "left": _NONE, "bottom": _THIN, "right": _NONE, "insideH": _THIN, "insideV": _NONE,
}  # fmt: skip
_TEXT_WIDTH = 16.6  # cm: A4 without its margins


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
    borders = _borders("w:pBdr", {side: ("single", "12", "8", "0B5A5E")})
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _borders(tag: str, lines: Mapping[str, tuple[str, str, str, str]]) -> BaseOxmlElement:
    """Lines by side: their kind, width (eighths of a point), distance (points) and colour."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement(tag)
    for side, values in lines.items():
        line = OxmlElement(f"w:{side}")
        for name, value in zip(("val", "sz", "space", "color"), values, strict=True):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    return borders


def add_table(document: Document, block: Table) -> None:
    """A table with fixed widths; its header row repeats on each page and no row is torn in two."""
    from docx.oxml import OxmlElement

    lines = (block.header, *block.rows)
    grid = document.add_table(rows=len(lines), cols=len(block.header), style="Table Grid")
    grid.autofit = False
    _describe(grid._tbl.tblPr, block)
    # The rows' own elements: asking python-docx for `row.cells` takes time that grows with the square of the rows.
    for at, (row, cells) in enumerate(zip(grid._tbl.tr_lst, lines, strict=True)):
        _fill_row(row, cells, block, head=at == 0)
    grid._tbl.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _describe(properties: CT_TblPr, block: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties.insert_element_before(
        _borders("w:tblBorders", _TABLE_LINES), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )
    if block.summary:
        caption = OxmlElement("w:tblDescription")
        caption.set(qn("w:val"), plain(block.summary))
        properties.append(caption)


def _fill_row(row: CT_Row, cells: tuple[str, ...], block: Table, *, head: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Mm

    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if block.row_height and not head:
        row.trHeight_val = Mm(block.row_height)
    for cell, words, share in zip(row.tc_lst, cells, block.widths, strict=True):
        cell.width = Cm(_TEXT_WIDTH * share / sum(block.widths))
        _write(cell, words, "Cellhead" if head else "Cell")


def _write(cell: CT_Tc, words: str, style: str) -> None:
    paragraph = cell.p_lst[0]
    paragraph.style = style
    for at, line in enumerate(plain(words).split("\n")):
        run = paragraph.add_r()
        if at:
            run.add_br()
        run.add_t(line)


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


def add_picture(document: Document, block: Picture) -> None:
    """A drawing as PNG, with its words for who does not see it."""
    from io import BytesIO

    from docx.shared import Cm

    from crm.papers.picturing import to_png

    shape = document.add_picture(BytesIO(to_png(block.svg)), width=Cm(_TEXT_WIDTH * block.share))
    shape._inline.docPr.set("descr", plain(block.alt)[:2000])
