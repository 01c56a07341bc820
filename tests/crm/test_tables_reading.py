"""Reading tables: what people hand in, and what hostile people hand in."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import InvalidData
from crm.tables.applying import read_table
from crm.tables.cells import join, split
from crm.tables.separated import guarded, unguarded


def write(folder: Path, data: bytes, name: str = "tabla.csv") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def refused(file: Path, noun: str = "") -> str:
    with pytest.raises(InvalidData) as error:
        read_table(file, noun)
    assert error.value.problems[0].field == "file"
    return error.value.problems[0].key


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_of_four_separators_is_found(tmp_path: Path, mark: str) -> None:
    text = mark.join(["Nombre", "Tipo", "Notas"]) + "\n" + mark.join(["UIS", "Universidad", '"a, b; c"'])
    table = read_table(write(tmp_path, text.encode()))
    assert table.headers == ["Nombre", "Tipo", "Notas"]
    assert table.rows == [["UIS", "Universidad", "a, b; c"]]


def test_separators_inside_a_quoted_header_do_not_count(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, b'"a,b,c,d";x\n1;2\n'))
    assert table.headers == ["a,b,c,d", "x"]


def test_excels_own_line_about_the_separator_is_no_row(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, b"sep=;\r\nNombre;Tipo\r\nUIS;Universidad\r\n"))
    assert (table.headers, table.rows) == (["Nombre", "Tipo"], [["UIS", "Universidad"]])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_its_mark(tmp_path: Path, encoding: str) -> None:
    table = read_table(write(tmp_path, "Año,País\n2024,España\n".encode(encoding)))
    assert table.headers == ["Año", "País"]
    assert table.remarks == []


def test_windows_text_is_read_and_said_to_be(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "País\nEspaña\n".encode("cp1252")))
    assert table.rows == [["España"]]
    assert [remark.key for remark in table.remarks] == ["table_read_as_windows"]


def test_empty_rows_are_skipped_and_keep_their_numbers(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, b"a,b\n1,2\n,\n3,4\n\n\n"))
    assert list(table.numbered()) == [(2, ["1", "2"]), (4, ["3", "4"])]


def test_ragged_rows_are_kept_to_be_refused_by_number(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, b"a,b\n1\n1,2,3\n1,2,,\n"))
    assert table.rows == [["1"], ["1", "2", "3"], ["1", "2"]]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "table_empty"),
        (b"\n\n , ,\n", "table_empty"),
        (b"a,b\n1,2\x003\n", "table_damaged"),
        (b'a,b\n"' + b"x" * 200_000 + b'",2\n', "table_damaged"),
        (b",".join([b"c%d" % n for n in range(300)]), "table_too_wide"),
    ],
)
def test_damaged_files_are_refused_with_a_reason(tmp_path: Path, data: bytes, key: str) -> None:
    assert refused(write(tmp_path, data)) == key


def test_a_missing_file_and_an_unknown_kind_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nada.csv") == "table_missing"
    assert refused(write(tmp_path, b"x", "carta.docx")) == "table_unknown_kind"


@given(st.text())
def test_no_exported_text_starts_a_formula_and_all_come_back(text: str) -> None:
    safe = guarded(text)
    assert safe[:1] not in {"=", "+", "-", "@", "\t", "\r"} or not text
    assert unguarded(safe) == text


@pytest.mark.parametrize("formula", ["=1+1", "+57 7 123", "-3", "@SUM(A1)", "'=x", "''-x", "\t=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(formula: str) -> None:
    assert guarded(formula) == f"'{formula}"
    assert unguarded(guarded(formula)) == formula


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool)))
def test_lists_in_a_cell_come_back(items: list[str]) -> None:
    assert split(join(items)) == items


def workbook(folder: Path, sheets: dict[str, list[list[object]]], name: str = "libro.xlsx") -> Path:
    from xlsxwriter import Workbook

    file = folder / name
    with Workbook(str(file)) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file


def test_a_workbook_is_read_with_dates_numbers_and_yes_or_no(tmp_path: Path) -> None:
    from datetime import datetime

    from xlsxwriter import Workbook

    file = tmp_path / "libro.xlsx"
    with Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Fecha", "Número", "Parte", "Grupo", "Nada"])
        sheet.write_datetime(1, 0, datetime(2024, 3, 15), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(1, 1, [600, 2.5, True])
    assert read_table(file).rows == [["2024-03-15", "600", "2.5", "true", ""]]


def test_of_several_sheets_the_one_of_the_noun_is_read(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"Portada": [["hola"]], "Vacía": [], "Actores": [["Nombre"], ["UIS"]]})
    assert read_table(file, "actor").headers == ["Nombre"]
    assert read_table(file).headers == ["hola"]


def ods(folder: Path, rows: list[list[str]]) -> Path:
    cells = [
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    ]
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Hoja1">{"".join(cells)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    file = folder / "libro.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest'
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
    return file


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    assert read_table(ods(tmp_path, [["Nombre", "Tipo"], ["UIS", "Universidad"]])).rows == [
        ["UIS", "Universidad"]
    ]


def xlsx_of(folder: Path, sheet: str, shared: str = "") -> Path:
    """The smallest workbook a reader accepts, with this sheet inside."""
    parts = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{shared}</sst>',
    }
    file = folder / "hostil.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file


def test_one_cell_at_the_far_corner_takes_nobody_down(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    near = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    assert refused(xlsx_of(tmp_path, near + far)) == "table_unreadable_book"


def test_a_long_text_repeated_in_thousands_of_cells_takes_nobody_down(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{r}">' + "".join('<c t="s"><v>0</v></c>' for _ in range(50)) + "</row>"
        for r in range(1, 2_001)
    )
    key = refused(xlsx_of(tmp_path, rows, f"<si><t>{'x' * 900_000}</t></si>"))
    assert key in {"table_unreadable_book", "table_too_slow", "table_bomb"}


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "bomba.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 * 2**20))
    assert refused(file) == "table_bomb"


def test_overlapping_entries_are_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.xml", "x" * 2_000)
        archive.writestr("b.xml", "y" * 2_000)
        archive.infolist()[1].header_offset = archive.infolist()[0].header_offset + 10
    assert refused(write(tmp_path, inner.getvalue(), "doble.xlsx")) == "table_bomb"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing more", b"Nombre,Tipo\nUIS,Universidad\n"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refused(write(tmp_path, data, "libro.xlsx")) == "table_damaged_book"


def test_a_zip_without_a_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "fotos.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("foto.txt", "nada")
    assert refused(file) == "table_unreadable_book"


def test_a_nul_in_a_workbook_is_dropped(tmp_path: Path) -> None:
    sheet = '<row r="1"><c r="A1" t="inlineStr"><is><t>no_x0000_mbre</t></is></c></row>'
    assert "\0" not in read_table(xlsx_of(tmp_path, sheet)).headers[0]
