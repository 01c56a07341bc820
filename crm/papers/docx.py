"""A paper as a Word document: real styles and headings, repeated header rows, page numbers, language and title set."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from crm.papers.docx_parts import (
    add_page_number,
    add_picture,
    add_table,
    bottom_line,
    signature_grid,
)
from crm.papers.docx_styles import set_language, set_styles
from crm.papers.paper import (
    Block,
    Bullets,
    Heading,
    KeyFacts,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Run,
    Signatures,
    Table,
    plain,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

_WORDS = {"es": ("Página", "de"), "en": ("Page", "of")}


def to_docx(paper: Paper) -> bytes:
    """The paper's bytes as DOCX, with the same words as its PDF."""
    import docx

    document = docx.Document()
    set_styles(document)
    set_language(document, paper.language)
    _properties(document, paper)
    _frame(document, paper)
    _top(document, paper)
    for block in paper.blocks:
        _add(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: Document, paper: Paper) -> None:
    core = document.core_properties
    core.title = plain(paper.title)[:255]
    core.author = plain(", ".join(paper.issuer))[:255]
    core.language = paper.language
    core.keywords = plain(", ".join(paper.keywords))[:255]
    core.comments = ""
    if paper.made_on:
        core.created = core.modified = datetime.combine(paper.made_on, time(12), UTC)


def _frame(document: Document, paper: Paper) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = plain("   ".join(part for part in (paper.title, paper.mark) if part))
    page, of = _WORDS[paper.language]
    for footer in (section.footer, section.first_page_footer):
        add_page_number(footer.paragraphs[0], plain(paper.footer), page, of)


def _top(document: Document, paper: Paper) -> None:
    for at, line in enumerate(paper.issuer):
        document.add_paragraph(plain(line), style="Letterhead first" if at == 0 else "Letterhead")
    if paper.mark:
        document.add_paragraph().add_run(plain(paper.mark)).bold = True
    document.add_paragraph(plain(paper.title), style="Title")
    if paper.subtitle:
        document.add_paragraph(plain(paper.subtitle), style="Subtitle")


def _add(document: Document, block: Block) -> None:
    from docx.enum.text import WD_BREAK

    match block:
        case Heading():
            document.add_heading(plain(block.text), level=block.level)
        case Table():
            add_table(document, block)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Signatures():
            signature_grid(document, block)
        case Picture():
            add_picture(document, block)
        case _:
            _write(document, block)


def _write(document: Document, block: Paragraph | Bullets | KeyFacts | Note) -> None:
    match block:
        case Paragraph():
            _fill(document.add_paragraph(), block.runs)
        case Bullets():
            for item in block.items:
                _fill(document.add_paragraph(style="List Bullet"), item.runs)
        case KeyFacts():
            _facts(document, block)
        case Note():
            _note(document, block)


def _fill(paragraph: WordParagraph, runs: tuple[Run, ...]) -> None:
    for run in runs:
        word = paragraph.add_run(plain(run.text), style="Quiet" if run.quiet else None)
        word.bold, word.italic = run.bold or None, run.italic or None


def _facts(document: Document, block: KeyFacts) -> None:
    """One paragraph a fact, its value at a tab stop: read in order by a screen reader, no table needed."""
    for name, value in block.pairs:
        paragraph = document.add_paragraph(style="Fact")
        paragraph.add_run(plain(name), style="Quiet")
        paragraph.add_run("\t" + plain(value))


def _note(document: Document, block: Note) -> None:
    paragraph = document.add_paragraph(plain(block.text), style="Note")
    if block.source:
        paragraph.add_run("\n" + plain(block.source), style="Quiet")
    bottom_line(paragraph, "left")
