"""The styles of a Word document of ours: one family of letters, headings, cells, notes; its page and its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle

_ACCENT = (0x0B, 0x5A, 0x5E)
_INK = (0x1D, 0x25, 0x28)
_QUIET = (0x4D, 0x5A, 0x5F)
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
