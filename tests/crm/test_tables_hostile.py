"""Files made to do harm: refused or cleaned, with a reason, and never a crash. Each is really made here."""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.access import Viewer
from crm.errors import InvalidData
from crm.tables import file, table
from crm.tables.applying import apply_plan, plan_import, read_table
from crm.tables.choices import Choices
from crm.tables.guessing import guess_columns, guess_noun
from crm.tables.marks import without_hidden
from graph.errors import StoreUnavailable
from graph.store import Store
from tests.crm.test_tables_reading import refused, workbook, write, xlsx_of
from web.bringing.watching import watched

NEAR = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nombre</t></is></c></row>'


def rezipped(file: Path, part: str, text: str) -> Path:
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = text.encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def laughs(levels: int = 9) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY l0 "ja">{entities}]>'


def test_a_billion_laughs_stay_one(tmp_path: Path) -> None:
    sheet = (
        f'<?xml version="1.0"?>{laughs()}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l8;</t></is></c></row></sheetData></worksheet>'
    )
    file = rezipped(xlsx_of(tmp_path, NEAR), "xl/worksheets/sheet1.xml", sheet)
    with suppress(InvalidData):
        assert len(read_table(file).headers[0]) < 100


def test_an_entity_that_names_a_file_brings_nothing_in(tmp_path: Path) -> None:
    secret = tmp_path / "secreto.txt"
    secret.write_text("CLAVE-SECRETA")
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a&s;</t></is></c></row></sheetData></worksheet>'
    )
    try:
        table = read_table(rezipped(xlsx_of(tmp_path, NEAR), "xl/worksheets/sheet1.xml", sheet))
    except InvalidData:
        return
    assert "CLAVE" not in "".join(table.headers)


def test_formulas_come_in_as_what_they_show_and_never_as_formulas(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(tmp_path / "f.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nombre", "Tipo", "Notas"])
        sheet.write_row(1, 0, ["UIS", "Universidad"])
        sheet.write_formula(1, 2, '=HYPERLINK("http://malo","x")', None, "visto")
    assert read_table(tmp_path / "f.xlsx").rows == [["UIS", "Universidad", "visto"]]


def test_too_wide_and_too_long_workbooks_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(workbook(tmp_path, {"H": [[f"c{n}" for n in range(300)]]})) == "table_too_wide"
    monkeypatch.setattr(table, "MAX_ROWS", 50)
    assert refused(write(tmp_path, b"a,b\n" + b"1,2\n" * 60)) == "table_too_long"


def test_a_file_of_too_many_bytes_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MAX_BYTES", 100)
    assert refused(write(tmp_path, b"x" * 200)) == "table_too_big"


def test_thousands_of_merged_cells_take_nobody_down(tmp_path: Path) -> None:
    merged = "".join(f'<mergeCell ref="A{2 * n + 2}:A{2 * n + 3}"/>' for n in range(30_000))
    sheet = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'{NEAR}<row r="2"><c r="A2" t="inlineStr"><is><t>UIS</t></is></c></row></sheetData>'
        f'<mergeCells count="30000">{merged}</mergeCells></worksheet>'
    )
    table = read_table(rezipped(xlsx_of(tmp_path, NEAR), "xl/worksheets/sheet1.xml", sheet))
    assert (table.headers, table.rows) == (["Nombre"], [["UIS"]])


@pytest.mark.parametrize(
    "mark", ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\u00ad", "\x07", "\ud800", "\u2060"]
)
def test_marks_that_deceive_are_taken_from_names(mark: str) -> None:
    assert without_hidden(f"Emba{mark}jada") == "Embajada"


@pytest.mark.parametrize("text", ["ليوان\u200cها", "क्\u200dष", "Müller\nAño\tñ", "👍 Ñandú"])
def test_what_languages_need_stays(text: str) -> None:
    assert without_hidden(text) == text


def test_half_letters_of_utf_16_do_not_come_in(tmp_path: Path) -> None:
    data = (
        b"\xff\xfe" + "Nombre,Tipo\nA".encode("utf-16-le") + b"\x00\xd8" + ",Embajada\n".encode("utf-16-le")
    )
    table = read_table(write(tmp_path, data))
    assert not any(0xD800 <= ord(letter) <= 0xDFFF for row in table.rows for cell in row for letter in cell)


def test_a_store_without_memory_for_all_of_it_refuses_the_whole(
    store: Store, ana: Viewer, tmp_path: Path
) -> None:
    def full(_count: int) -> None:
        raise StoreUnavailable("Neo.TransientError.General.MemoryPoolOutOfMemoryError: no memory")

    rows = "".join(f"Actor {n},company\n" for n in range(1_200))
    plan = plan_import(store, read_table(write(tmp_path, f"nombre,tipo\n{rows}".encode())), "actor")
    revision = store.revision()
    with pytest.raises(InvalidData, match="import_too_big_for_store"):
        apply_plan(watched(store, full), ana, plan)
    assert store.revision() == revision


CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [
        "Nombre",
        "Tipo",
        "Embajada",
        "Fecha",
        "15/03/24",
        "UIS, UNAB y x",
        "=1+1",
        "ofai:host|UIS",
        "\u202e",
        "a:b:c",
        "|;\\",
        '"',
        "2024",
    ]
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=8)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ROWS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
)
def test_no_table_crashes_reading_guessing_or_planning(
    store: Store, rows: list[list[str]], mark: str, encoding: str
) -> None:
    head = ["Nombre", "Tipo", "País"] if len(rows) % 2 else ["Título", "Clase", "Fecha", "Participantes"]
    text = "\n".join(mark.join(row) for row in [head, *rows])
    with tempfile.TemporaryDirectory() as folder:
        planned(store, write(Path(folder), text.encode(encoding, "replace")))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=500))
def test_no_bytes_crash_reading_guessing_or_planning(store: Store, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        planned(store, write(Path(folder), data))
        planned(store, write(Path(folder), b"Nombre,Tipo\n" + data))


def planned(store: Store, file: Path) -> None:
    """Reads, guesses and plans; each row of the plan is accounted for, and nothing is saved by looking."""
    revision = store.revision()
    with suppress(InvalidData):
        table = read_table(file)
        noun = guess_noun(table) or "actor"
        choices = Choices(guess_columns(table, noun), strict=True, make=True)
        plan = plan_import(store, table, noun, choices=choices)
        told = (
            {one.row for one in plan.added}
            | {one.row for one in plan.changed}
            | {one.row for one in plan.refused}
        )
        rows = range(table.first, table.first + len(table.rows))
        assert told <= set(rows), "a plan speaks of rows that are there"
        assert all("\0" not in one.record.model_dump_json() for one in plan.added)
    assert store.revision() == revision


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damaged_workbook_crashes_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(workbook(tmp_path, {"H": [["Nombre", "Tipo"], ["UIS", "Universidad"]]}).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(InvalidData):
        table = read_table(write(tmp_path, bytes(whole), "roto.xlsx"))
        assert sum(len(cell) for row in table.rows for cell in row) < 100_000, "no byte makes a bomb of it"
