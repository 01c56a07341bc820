"""Papers: the same words as DOCX and as accessible PDF, whatever is written in them."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from crm.papers.docx import to_docx
from crm.papers.paper import (
    Heading,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Signatures,
    Table,
    bullets,
    facts,
    paragraph,
    plain,
    table,
)
from crm.papers.pdf import to_pdf

LONG = "Viceministerio de Relaciones Internacionales, Cooperación Descentralizada y Asuntos Consulares Extraordinarios"
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def make_paper(**changes):
    given = {
        "title": "Programa de la visita de la ciudad de Eichstätt",
        "language": "es",
        "issuer": ("Alcaldía de Bucaramanga", "Oficina Asesora de Asuntos Internacionales"),
        "subtitle": "Del 3 al 5 de junio de 2027",
        "footer": "Preparado el 23 de noviembre de 2026",
        "made_on": date(2026, 11, 23),
        "blocks": (
            facts([("Motivo", "Agua y jóvenes"), ("Sin valor", None)]),
            Heading("Lunes 3 de junio"),
            Paragraph((Run("Muy "), Run("importante", bold=True), Run(" y tranquilo", quiet=True))),
            table(("Hora", "Qué"), [("08:00", "Saludo"), ("10:30", LONG)], (1, 4), summary="Sesiones"),
            bullets(["Enviar la ficha", "Llamar"]),
            Note("La agenda la prepara la oficina.", "Informe de gestión 2024, sección 3, línea 156"),
            PageBreak(),
            Signatures((("Ana Ruiz", "Alcaldía"), ("Max Weber", "Eichstätt"), ("Luz Peña", "UIS"))),
        ),
    }
    return Paper(**{**given, **changes})


def words_of_pdf(data):
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return set(re.findall(r"\w+", text.replace("\u200b", "").replace("\u00ad", "")))


def words_of_docx(data):
    document = docx.Document(BytesIO(data))
    section = document.sections[0]
    body = document.element.body.iter(qn("w:t"))
    edges = [e for part in (section.header, section.footer) for e in part._element.iter(qn("w:t"))]
    lines = [p for paragraph in document.paragraphs for p in [paragraph.text]]
    return set(re.findall(r"\w+", " ".join([*(e.text for e in [*body, *edges]), *lines])))


def test_both_formats_say_the_same_words():
    paper = make_paper()
    assert words_of_docx(to_docx(paper)) == words_of_pdf(to_pdf(paper)) - {"2"}  # the second page's number


def test_a_pdf_is_tagged_titled_and_of_its_language():
    reader: Any = PdfReader(BytesIO(to_pdf(make_paper())))
    root = reader.trailer["/Root"]
    assert str(root["/MarkInfo"]["/Marked"]) == "True"
    assert root["/Lang"] == "es"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Programa de la visita de la ciudad de Eichstätt"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert {"/Table", "/TH", "/TD", "/H1", "/L"} <= structure(root["/StructTreeRoot"])


def structure(element):
    """The roles of a tagged PDF's tree."""
    found = {element.get("/S")}
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        part = kid.get_object()
        if hasattr(part, "get"):
            found |= structure(part)
    return found


def test_every_letter_of_a_pdf_comes_with_its_font():
    reader: Any = PdfReader(BytesIO(to_pdf(make_paper())))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_a_word_document_has_headings_a_title_and_its_language():
    document: Any = docx.Document(BytesIO(to_docx(make_paper(language="en"))))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "List Bullet", "Note"} <= styles
    assert document.core_properties.language == "en"
    assert document.core_properties.title.startswith("Programa")
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert "PAGE" in document.sections[0].footer._element.xml


def test_a_long_table_repeats_its_header_on_each_page():
    rows = [(f"{n:02}", LONG) for n in range(150)]
    paper = make_paper(blocks=(table(("Númeroúnico", "Nombre"), rows, (1, 3)),))
    pages = PdfReader(BytesIO(to_pdf(paper))).pages
    assert len(pages) > 3
    assert all("Númeroúnico" in page.extract_text() for page in pages)
    row: Any = docx.Document(BytesIO(to_docx(paper))).tables[0].rows[0]
    assert row._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_name_without_a_space_stays_within_its_column():
    paper = make_paper(blocks=(table(("Nombre", "Otro"), [(UNBROKEN, "fin")], (1, 3)),))
    text = PdfReader(BytesIO(to_pdf(paper))).pages[0].extract_text().replace("\u200b", "")
    assert UNBROKEN not in text
    assert UNBROKEN in re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "text",
    [
        '#panic("no") $x$ *a* _b_ `c` <d> @e \\ // f',
        "</w:t><w:br/>&amp;",
        "= título\n- punto",
        '"]; #eval("1")',
    ],
)
def test_markup_in_a_text_is_only_words(text):
    paper = make_paper(title=text, blocks=(paragraph(text), table((text,), [(text,)], (1,))))
    wanted = set(re.findall(r"\w+", text))
    assert wanted <= words_of_pdf(to_pdf(paper))
    assert wanted <= words_of_docx(to_docx(paper))


def test_letters_that_no_font_has_are_said_by_their_number():
    paper = make_paper(blocks=(paragraph("李强 de Xi’an \U0001f9ff́ مرحبا"),))
    assert "U+674E" in to_pdf_text(paper) or "李" in to_pdf_text(paper)
    assert "李强" in "".join(p.text for p in docx.Document(BytesIO(to_docx(paper))).paragraphs)


def to_pdf_text(paper):
    return PdfReader(BytesIO(to_pdf(paper))).pages[0].extract_text()


def test_control_characters_and_direction_overrides_are_left_out():
    assert plain("a\x00b\u202ec\ud800d\r\ne") == "abcd\ne"
    assert to_docx(make_paper(blocks=(paragraph("a\x00\x1bb"),)))
    assert to_pdf(make_paper(blocks=(paragraph("a\x00\x1b\ud800b"),)))


def test_a_table_with_a_missing_cell_is_refused():
    with pytest.raises(ValueError, match="as many cells"):
        Table(("a", "b"), (("1",),), (1, 1))


def test_an_empty_paper_has_one_page_in_each_format():
    paper = make_paper(blocks=(), subtitle="", mark="Reservado")
    assert len(PdfReader(BytesIO(to_pdf(paper))).pages) == 1
    assert "Reservado" in to_pdf_text(paper)
    assert to_docx(paper)
