"""Importing: what a table would do is said before it is done; nothing is saved unless all is right, or told to skip."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from crm.access import Viewer
from crm.actors import get_actor, update_actor
from crm.errors import EditConflict, InvalidData, NotAllowed
from crm.interactions import create_interaction, get_interaction
from crm.messages import words
from crm.tables.applying import Plan, Table, apply_plan, plan_import
from graph.store import Query, Store
from tests.makers import make_interaction


def table(headers: str, *rows: str) -> Table:
    return Table(headers.split(","), [row.split(",") for row in rows])


def planned(
    store: Store, noun: str, headers: str, *rows: str, mapping: Mapping[str, str] | None = None
) -> Plan:
    return plan_import(store, table(headers, *rows), noun, mapping)


def refusals(plan: Plan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.key) for problem in plan.refused]


def test_actors_come_in_with_spanish_headers_and_words(store: Store, ana: Viewer) -> None:
    plan = planned(
        store,
        "actores",
        "Nombre,Tipo,Sector,País,Otros nombres,Es un grupo",
        "Embajada de Suiza,Embajada,Internacional,Suiza,Suiza|Misión suiza,no",
        "Gremio del cuero,gremio,privado,Colombia,,sí",
    )
    assert (len(plan.added), plan.changed, plan.refused) == (2, [], [])
    assert store.find(Query("Actor")).total == 4
    applied = apply_plan(store, ana, plan)
    assert applied.added == ["embajada-suiza", "gremio-cuero"]
    swiss = get_actor(store, "embajada-suiza")
    assert (swiss.type, swiss.sector, swiss.country) == ("embassy", "international", "CH")
    assert swiss.aliases == ["Suiza", "Misión suiza"]
    assert get_actor(store, "gremio-cuero").is_group


def test_actors_come_in_with_english_headers_and_own_names(store: Store) -> None:
    plan = planned(store, "actors", "Name,type,Country", "Swiss Embassy,Embassy,Switzerland")
    assert plan.added[0].record.country == "CH"


def test_people_come_in_with_a_place_at_their_organisation(store: Store, ana: Viewer) -> None:
    plan = planned(store, "actor", "nombre,tipo,hace parte de", "Yvonne Baumann,person_role,UIS")
    apply_plan(store, ana, plan)
    assert get_actor(store, "yvonne-baumann").parent == "uis"


def test_rows_may_name_each_other_as_parent_in_any_order(store: Store, ana: Viewer) -> None:
    plan = planned(
        store,
        "actor",
        "nombre,tipo,hace parte de",
        "Sede Barbosa,university,Escuela Nueva",
        "Escuela Nueva,university,UIS",
    )
    apply_plan(store, ana, plan)
    assert get_actor(store, "sede-barbosa").parent == "escuela-nueva"
    assert get_actor(store, "escuela-nueva").parent == "uis"


def test_a_row_below_a_refused_one_is_refused_with_it(store: Store, ana: Viewer) -> None:
    plan = planned(
        store,
        "actor",
        "nombre,tipo,hace parte de,correo",
        "Abuela,university,,",
        "Madre,university,Abuela,no-es",
        "Hija,university,Madre,",
    )
    assert refusals(plan) == [(3, "correo", "bad_email"), (4, "hace parte de", "table_unknown_actor")]
    assert apply_plan(store, ana, plan, skip_bad=True).added == ["abuela"]


def test_a_row_with_a_known_name_changes_that_actor_and_empty_cells_leave_what_is_there(
    store: Store, ana: Viewer
) -> None:
    plan = planned(
        store,
        "actor",
        "nombre,tipo,ciudad,país",
        "universidad INDUSTRIAL de santander,,Bucaramanga,",
        "Embajada de Francia,embassy,,FR",
    )
    assert [(one.row, one.record.id, one.fields) for one in plan.changed] == [(2, "uis", ("name", "city"))]
    assert plan.same == 1
    apply_plan(store, ana, plan)
    uis = get_actor(store, "uis")
    assert (uis.city, uis.country, uis.aliases) == ("Bucaramanga", "CO", ["UIS"])


def test_importing_the_same_table_twice_does_nothing_the_second_time(store: Store, ana: Viewer) -> None:
    actors = ("nombre,tipo", "Embajada de Suiza,embassy")
    meetings = ("título,clase,fecha,participantes", "Visita,visit,2024-03-15,UIS")
    for noun, lines in (("actor", actors), ("interaction", meetings)):
        apply_plan(store, ana, planned(store, noun, *lines))
        again = planned(store, noun, *lines)
        assert (again.added, again.changed, again.refused, again.same) == ([], [], [], 1)


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [
        ("Nueva,nave espacial,,,,", "tipo", "unknown_choice"),
        ("Nueva,embassy,luna,,,", "sector", "unknown_choice"),
        ("Nueva,embassy,,Atlántida,,", "país", "unknown_choice"),
        ("Nueva,embassy,,,no es correo,", "correo", "bad_email"),
        ("Nueva,embassy,,,,Nadie Conocido", "parte de", "table_unknown_actor"),
        (",embassy,,,,", "nombre", "required"),
        ("Nueva,,,,,", "tipo", "required"),
        ("x" * 300 + ",embassy,,,,", "nombre", "too_long"),
    ],
)
def test_a_bad_cell_is_named_by_row_column_and_reason(store: Store, row: str, column: str, key: str) -> None:
    plan = planned(store, "actor", "nombre,tipo,sector,país,correo,parte de", "Buena,embassy,,,,", row)
    assert refusals(plan) == [(3, column, key)]
    assert len(plan.added) == 1
    assert plan.refused[0].text("es").startswith(f"Fila 3, columna «{column}»:")
    assert plan.refused[0].text("en").startswith("Row 3")


def test_nothing_is_saved_while_a_row_is_bad(store: Store, ana: Viewer) -> None:
    plan = planned(store, "actor", "nombre,tipo", "Buena,embassy", "Mala,nave")
    before = store.revision()
    with pytest.raises(InvalidData) as error:
        apply_plan(store, ana, plan)
    assert store.revision() == before
    assert [problem.field for problem in error.value.problems] == ["", "rows[3].tipo"]
    assert words(error.value, "es")[0][1] == "No se guardó nada: hay 1 datos que corregir."
    assert apply_plan(store, ana, plan, skip_bad=True).added == ["buena"]


def test_ragged_rows_are_refused_by_their_length(store: Store) -> None:
    plan = planned(store, "actor", "nombre,tipo", "Corta", "Larga,embassy,sobra", "Buena,embassy")
    assert refusals(plan) == [(2, "", "table_row_short"), (3, "", "table_row_long")]
    assert "2 de" not in plan.refused[1].text("es")
    assert [one.record.name for one in plan.added] == ["Buena"]


def test_a_name_that_may_be_two_actors_is_refused_with_the_candidates(store: Store, ana: Viewer) -> None:
    apply_plan(
        store,
        ana,
        planned(
            store,
            "actor",
            "nombre,tipo,otros nombres",
            "Cámara de Comercio de Bogotá,chamber_of_commerce,CCB",
        ),
    )
    plan = planned(store, "interaction", "título,clase,fecha,participantes", "Reunión,meeting,2024-03-15,CCB")
    assert refusals(plan) == [(2, "participantes", "table_ambiguous_actor")]
    assert plan.refused[0].params["candidates"] == ["camara-comercio-bogota", "ccb"]
    assert "camara-comercio-bogota, ccb" in plan.refused[0].text("es")


def test_the_same_record_twice_in_a_file_is_refused(store: Store) -> None:
    plan = planned(store, "actor", "nombre,tipo", "Nueva,embassy", "NUEVA,consulate")
    assert refusals(plan) == [(3, "nombre", "table_row_twice")]
    assert plan.refused[0].params["row"] == 2


def test_two_columns_for_one_field_are_refused(store: Store) -> None:
    with pytest.raises(InvalidData) as error:
        planned(store, "actor", "Nombre,name,tipo", "a,b,embassy")
    assert error.value.problems[0].key == "table_column_twice"


def test_a_table_without_what_a_new_record_needs_is_refused(store: Store) -> None:
    with pytest.raises(InvalidData) as error:
        planned(store, "interaction", "título,fecha", "Reunión,2024")
    assert [problem.field for problem in error.value.problems] == ["kind", "participants"]


def test_a_table_of_ids_may_have_just_the_columns_that_change(store: Store, ana: Viewer) -> None:
    apply_plan(store, ana, planned(store, "actor", "id,ciudad", "uis,Bucaramanga"))
    assert get_actor(store, "uis").city == "Bucaramanga"


def test_unknown_columns_are_ignored_and_named(store: Store) -> None:
    assert planned(store, "actor", "nombre,tipo,color", "A,embassy,azul").ignored == ["color"]


def test_a_mapping_says_which_column_is_which(store: Store) -> None:
    plan = planned(
        store,
        "actor",
        "Quién,Qué,Notas",
        "A,embassy,secreto",
        mapping={"quién": "name", "Qué": "type", "Notas": ""},
    )
    assert plan.added[0].record.name == "A"
    assert plan.added[0].record.notes is None
    for bad in ({"Falta": "name"}, {"Quién": "colour"}):
        with pytest.raises(InvalidData, match="table_mapping_unknown"):
            planned(store, "actor", "Quién,Qué", "A,embassy", mapping=bad)


def test_only_actors_and_interactions_are_imported(store: Store) -> None:
    with pytest.raises(InvalidData, match="table_unknown_noun"):
        planned(store, "projects", "a", "b")


def test_interactions_come_in_with_vague_dates_roles_and_figures(store: Store, ana: Viewer) -> None:
    plan = planned(
        store,
        "interacciones",
        "Título;Clase;Cuándo;Participantes;Temas;Montos;Cifras;Modalidad;ODS".replace(";", ","),
        "Misión de agua,delegación recibida,primer trimestre de 2023,ofai:convoca|Embajada de Francia|UIS:beneficiario,Agua;otra cosa,"
        "COP ≈ 38000000 aporte,600 docentes|9 colegios [contado],virtual,sdg-6",
    )
    assert plan.refused == []
    (id,) = apply_plan(store, ana, plan).added
    saved = get_interaction(store, id)
    assert (saved.kind, saved.when.edtf, saved.mode, saved.sdgs) == (
        "delegation_received",
        "2023-33",
        "virtual",
        ["sdg-6"],
    )
    assert [(p.actor, p.role) for p in saved.participants] == [
        ("ofai", "host"),
        ("embajada-francia", "counterpart"),
        ("uis", "beneficiary"),
    ]
    assert saved.themes == ["water", "otra cosa"]
    assert [(a.currency, a.value, a.approx, a.concept) for a in saved.amounts] == [
        ("COP", 38_000_000, True, "aporte")
    ]
    assert [(n.value, n.unit, n.qualifier) for n in saved.numbers] == [
        (600, "docentes", None),
        (9, "colegios", "contado"),
    ]
    assert get_actor(store, "uis").interactions == 1


def test_a_person_may_come_for_an_organisation(store: Store, ana: Viewer) -> None:
    apply_plan(
        store,
        ana,
        planned(store, "actor", "nombre,tipo,parte de", "Yvonne Baumann,person_role,Embajada de Francia"),
    )
    plan = planned(
        store,
        "interaction",
        "título,clase,fecha,actores",
        "Reunión,meeting,15/03/2024,Embajada de Francia:contraparte:Yvonne Baumann",
    )
    assert plan.added[0].record.participants[0].person == "yvonne-baumann"


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [
        ("R,fiesta,2024,UIS,", "clase", "unknown_choice"),
        ("R,meeting,algún día,UIS,", "fecha", "bad_period"),
        ("R,meeting,,UIS,", "fecha", "required"),
        ("R,meeting,2024,Nadie,", "actores", "table_unknown_actor"),
        ("R,meeting,2024,UIS|uis,", "actores", "repeated"),
        ("R,meeting,2024,,", "actores", "required"),
        ("R,meeting,2024,UIS,mucho dinero", "montos", "table_bad_amount"),
    ],
)
def test_a_bad_interaction_is_named_by_row_column_and_reason(
    store: Store, row: str, column: str, key: str
) -> None:
    plan = planned(store, "interaction", "título,clase,fecha,actores,montos", row)
    assert refusals(plan) == [(2, column, key)]


def test_an_interaction_is_changed_by_its_id_and_keeps_its_commitments(store: Store, ana: Viewer) -> None:
    made = create_interaction(
        store, ana, make_interaction(commitments=[{"text": "Enviar la ficha", "owner": "ofai"}])
    )
    plan = planned(store, "interaction", "id,resultados,fecha", f"{made.id},Se acordó una agenda,")
    assert plan.changed[0].fields == ("results",)
    apply_plan(store, ana, plan)
    saved = get_interaction(store, made.id)
    assert (saved.results, saved.when) == ("Se acordó una agenda", made.when)
    assert [commitment.text for commitment in saved.commitments] == ["Enviar la ficha"]


def test_a_plan_that_was_overtaken_saves_nothing(store: Store, ana: Viewer) -> None:
    plan = planned(
        store,
        "actor",
        "nombre,tipo,ciudad",
        "Nueva,embassy,",
        "Universidad Industrial de Santander,university,Bucaramanga",
    )
    update_actor(store, ana, get_actor(store, "uis").changed(city="Piedecuesta"))
    revision = store.revision()
    with pytest.raises(EditConflict):
        apply_plan(store, ana, plan)
    assert store.revision() == revision
    assert store.get(["nueva"]) == {}


def test_a_reader_may_not_import(store: Store, reader: Viewer) -> None:
    with pytest.raises(NotAllowed):
        apply_plan(store, reader, planned(store, "actor", "nombre,tipo", "Nueva,embassy"))


def test_all_of_an_import_is_one_change_to_undo(store: Store, ana: Viewer) -> None:
    revision = store.revision()
    apply_plan(
        store,
        ana,
        planned(
            store, "actor", "nombre,tipo,ciudad", "Nueva,embassy,Bogotá", "Embajada de Francia,embassy,Bogotá"
        ),
    )
    assert {change.transaction for change in store.changes(revision)} == {revision + 1}


def test_10000_interactions_are_planned_and_saved_without_loss(
    store: Store, ana: Viewer, tmp_path: Path
) -> None:
    from crm.tables.applying import read_table

    lines = [f"Reunión {n},meeting,2024-{n % 12 + 1:02}-{n % 28 + 1:02},ofai:host|UIS" for n in range(10_000)]
    file = tmp_path / "muchas.csv"
    file.write_text("\n".join(["título,clase,fecha,participantes", *lines]), encoding="utf-8")
    applied = apply_plan(store, ana, plan_import(store, read_table(file), "interaction"))
    assert len(applied.added) == 10_000
    assert get_actor(store, "uis").interactions == 10_000
