"""Tables as offices really have them: titles above, merged cells, repeated headers, several names in a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.access import Viewer
from crm.actors import get_actor
from crm.errors import InvalidData
from crm.interactions import get_interaction
from crm.people import get_person
from crm.tables.applying import apply_plan, plan_import, read_table
from crm.tables.choices import Choices
from crm.tables.dates import read_date
from crm.tables.guessing import guess_columns, guess_noun
from crm.tables.several import split_names
from crm.tables.table import Table
from graph.store import Store


def csv(folder: Path, text: str | bytes, name: str = "t.csv") -> Table:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(file)


def guessed(table: Table, noun: str, **more: object) -> Choices:
    return Choices(columns=guess_columns(table, noun), **more)  # type: ignore[arg-type]


def test_titles_above_the_headers_are_passed_over_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    table = csv(
        tmp_path, "Directorio de aliados, 2024;;\n;;\nEntidad;Tipo;Correo\nUIS;Universidad;a@uis.edu.co\n"
    )
    assert (table.headers, table.titles) == (["Entidad", "Tipo", "Correo"], "Directorio de aliados, 2024")
    assert list(table.numbered()) == [(4, ["UIS", "Universidad", "a@uis.edu.co"])]


def test_headers_that_stand_there_twice_are_numbered_and_those_of_each_page_are_no_rows(
    tmp_path: Path,
) -> None:
    table = csv(tmp_path, "Nombre,Correo,Correo\nA,a@b.co,c@d.co\nNombre,Correo,Correo\nB,,\n")
    assert table.headers == ["Nombre", "Correo", "Correo (2)"]
    assert [number for number, _ in table.numbered()] == [2, 4]


def test_utf_16_without_its_mark_is_read(tmp_path: Path) -> None:
    table = csv(tmp_path, "Nombre;País;Tipo\nUIS;España;Universidad\n".encode("utf-16-le"))
    assert table.rows == [["UIS", "España", "Universidad"]]


def test_marks_nobody_sees_are_taken_away_and_the_first_place_is_said(tmp_path: Path) -> None:
    table = csv(tmp_path, "Nombre,Tipo\nUIS,Universidad\nEmba\u202ejada\u200b de Suiza,Embajada\n")
    assert table.rows[1] == ["Embajada de Suiza", "Embajada"]
    (remark,) = table.remarks
    assert (remark.key, remark.params) == ("table_marks_removed", {"count": 1, "row": 3, "column": 1})


def test_merged_cells_count_for_every_row_they_reach_over(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    file = tmp_path / "m.xlsx"
    with Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Aliados de la ciudad")
        sheet.write_row(2, 0, ["Sector", "Nombre", "Tipo"])
        sheet.merge_range(3, 0, 5, 0, "Privado")
        for number in range(3):
            sheet.write_row(3 + number, 1, [f"Empresa {number}", "Empresa"])
    table = read_table(file)
    assert table.headers == ["Sector", "Nombre", "Tipo"]
    assert [row[0] for row in table.rows] == ["Privado"] * 3


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("45366", "2024-03-15"), ("15/03/24", "2024-03-15"), ("15-mar-24", "2024-03-15"), ("mar-24", "2024-03"),
        ("15.03.2024 14:30", "2024-03-15"), ("2024-03-15 14:30:00", "2024-03-15"), ("Marzo 15 de 2024", "2024-03-15"),
        ("viernes, 15 de marzo de 2024", "2024-03-15"), ("2024/03/15", "2024-03-15"), ("3/25/2024", "2024-03-25"),
        ("1° de mayo de 2023", "2023-05-01"), ("15/03/2024 2:30 p. m.", "2024-03-15"), ("sept. 2023", "2023-09"),
        ("primer trimestre de 2023", "2023-33"),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_forms_spreadsheets_hold(text: str, edtf: str) -> None:
    assert read_date(text).edtf == edtf


@pytest.mark.parametrize("text", ["", "pronto", "31/02/2024", "99999999", "12", "x" * 500])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidData, match="bad_period"):
        read_date(text)


KNOWN = {"UIS", "UNAB", "Cámara de Comercio", "Instituto Municipal de Cultura y Turismo", "Dow, Jones y Cía"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UIS, UNAB y Cámara de Comercio", ["UIS", "UNAB", "Cámara de Comercio"]),
        ("Instituto Municipal de Cultura y Turismo", ["Instituto Municipal de Cultura y Turismo"]),
        (
            "UIS e Instituto Municipal de Cultura y Turismo",
            ["UIS", "Instituto Municipal de Cultura y Turismo"],
        ),
        ("Dow, Jones y Cía / UIS", ["Dow, Jones y Cía", "UIS"]),
        ("Centro de Artes y oficios", ["Centro de Artes y oficios"]),
        ("Fundación Alfa y UIS", ["Fundación Alfa", "UIS"]),
        ("UIS\nUNAB", ["UIS", "UNAB"]),
        ("", []),
    ],
)
def test_several_names_in_a_cell_are_told_apart_by_the_longest_known_name(
    text: str, names: list[str]
) -> None:
    assert split_names(text, KNOWN.__contains__) == names


def test_columns_are_guessed_by_words_in_their_headers_and_by_content(tmp_path: Path) -> None:
    lines = ["NOMBRE DE LA ENTIDAD;Clase de actor;Columna1;Color;Teléfono fijo", "A;x;a@b.co;rojo;6076334455"]
    table = csv(tmp_path, "\n".join([*lines, "B;y;b@b.co;azul;6071112233", "C;z;c@b.co;gris;"]))
    guess = guess_columns(table, "actor")
    assert guess == {
        "NOMBRE DE LA ENTIDAD": "name", "Clase de actor": "type", "Columna1": "email", "Color": "", "Teléfono fijo": "phone",
    }  # fmt: skip
    assert guess_noun(table) == "actor"


def test_a_meeting_table_is_told_from_a_directory(tmp_path: Path) -> None:
    table = csv(tmp_path, "Fecha de la reunión,Actividad,Asistentes,Observaciones\n2024,a,UIS,\n")
    assert guess_noun(table) == "interaction"
    assert guess_columns(table, "interaction") == {
        "Fecha de la reunión": "when", "Actividad": "title", "Asistentes": "people", "Observaciones": "notes",
    }  # fmt: skip


def test_names_in_one_cell_become_participants_and_the_unknown_wait_for_a_decision(
    store: Store, ana: Viewer, tmp_path: Path
) -> None:
    table = csv(
        tmp_path,
        "Fecha;Actividad;Convoca;Asistentes\n15/03/24;Mesa;OFAI;UIS, Club Kiwanis y Embajada de Francia\n",
    )
    choices = guessed(table, "interaction", defaults={"kind": "meeting"})
    plan = plan_import(store, table, "interaction", choices=choices)
    assert plan.added == []
    (doubt,) = plan.doubts.by_name.values()
    assert (doubt.name, doubt.rows, doubt.mention) == ("Club Kiwanis", [2], True)
    decided = guessed(
        table, "interaction", defaults={"kind": "meeting"}, names={"club kiwanis": "+ngo_foundation"}
    )
    applied = apply_plan(store, ana, plan_import(store, table, "interaction", choices=decided))
    saved = get_interaction(store, applied.added[0])
    assert [(p.actor, p.role) for p in saved.participants] == [
        ("ofai", "host"), ("uis", "counterpart"), ("club-kiwanis", "counterpart"), ("embajada-francia", "counterpart"),
    ]  # fmt: skip
    assert get_actor(store, "club-kiwanis").type == "ngo_foundation"
    without = guessed(table, "interaction", defaults={"kind": "meeting"}, names={"club kiwanis": "!"})
    assert len(plan_import(store, table, "interaction", choices=without).changed) == 1


def test_a_new_name_like_a_known_one_is_doubtful_until_somebody_decides(store: Store, tmp_path: Path) -> None:
    table = csv(
        tmp_path,
        "Nombre,Tipo,Ciudad\nUniversidad Industrial Santander,university,Bucaramanga\nNueva,embassy,\n",
    )
    plan = plan_import(store, table, "actor", choices=guessed(table, "actor", strict=True))
    assert [one.record.name for one in plan.added] == ["Nueva"]
    (doubt,) = plan.doubts.by_name.values()
    assert (doubt.rows, [one.id for one in doubt.options]) == ([2], ["uis"])
    lax = plan_import(store, table, "actor")
    assert [one.record.to_review for one in lax.added] == [True, False]
    key = "universidad industrial santander"
    same = plan_import(store, table, "actor", choices=guessed(table, "actor", names={key: "uis"}))
    assert [one.record.id for one in same.changed] == ["uis"]
    new = plan_import(store, table, "actor", choices=guessed(table, "actor", names={key: "+"}, strict=True))
    assert [one.record.to_review for one in new.added] == [False, False]
    out = plan_import(store, table, "actor", choices=guessed(table, "actor", names={key: "!"}, strict=True))
    assert (len(out.added), out.left_out) == (1, 1)


def test_the_type_of_an_actor_is_told_from_its_name_when_no_column_says_it(
    store: Store, tmp_path: Path
) -> None:
    table = csv(tmp_path, "Entidad,Ciudad\nEmbajada de Suiza,Bogotá\nAlgo,Cali\nPinturas Sol S.A.S.,Cali\n")
    plan = plan_import(store, table, "actor")
    assert [(one.record.name, one.record.type) for one in plan.added] == [
        ("Embajada de Suiza", "embassy"), ("Pinturas Sol S.A.S.", "company"),
    ]  # fmt: skip
    assert [(bad.row, bad.key) for bad in plan.refused] == [(3, "required")]
    rest = Choices(defaults={"type": "company"})
    assert [one.record.type for one in plan_import(store, table, "actor", choices=rest).added] == [
        "company"
    ] * 3


def test_contacts_become_people_with_a_post_and_people_name_their_organisation(
    store: Store, ana: Viewer, tmp_path: Path
) -> None:
    text = "Entidad,Tipo,Contacto,Cargo,Correo del contacto\nFundación Sol,ngo_foundation,Rosa Díaz,Directora,rosa@sol.org\n"
    table = csv(tmp_path, text)
    applied = apply_plan(store, ana, plan_import(store, table, "actor", choices=guessed(table, "actor")))
    rosa = get_person(store, applied.beside[0])
    assert (rosa.name, rosa.email) == ("Rosa Díaz", "rosa@sol.org")
    assert [(held.title, held.organisation) for held in rosa.posts] == [("Directora", "fundacion-sol")]
    table = csv(tmp_path, "Nombre completo,Cargo,Organización\nLuis Gil,Rector,UIS\n")
    applied = apply_plan(store, ana, plan_import(store, table, "actor", choices=guessed(table, "actor")))
    luis = get_person(store, applied.added[0])
    assert luis.name == "Luis Gil"
    assert [(held.title, held.organisation) for held in luis.posts] == [("Rector", "uis")]


def test_a_name_that_was_decided_to_be_somebody_is_remembered_as_another_name_of_theirs(
    store: Store, ana: Viewer, tmp_path: Path
) -> None:
    table = csv(tmp_path, "Nombre,Ciudad\nUniversidad Industrial Santander,Bucaramanga\n")
    decided = guessed(table, "actor", names={"universidad industrial santander": "uis"})
    apply_plan(store, ana, plan_import(store, table, "actor", choices=decided))
    uis = get_actor(store, "uis")
    assert uis.name == "Universidad Industrial de Santander"
    assert (uis.aliases, uis.city) == (["UIS", "Universidad Industrial Santander"], "Bucaramanga")
    again = plan_import(store, table, "actor", choices=guessed(table, "actor", strict=True))
    assert (again.same, again.doubts.by_name) == (1, {})
