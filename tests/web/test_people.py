"""People and their posts over time."""

from datetime import date

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.people import get_person, holder_on, people_of
from tests.makers import make_person, make_post
from tests.web.browsing import send
from tests.web.reading import found, rows_of, text_of, words_of


def add_person(client, **changes):
    given = {
        "name": "Yvonne Baumann",
        "posts-0-title": "Embajadora",
        "posts-0-period": "2019/2022",
        **changes,
    }
    return send(client, "/actores/embajada-francia/personas/nueva", given)


def test_a_person_is_added_with_post_and_dates(ana, small):
    assert add_person(ana).headers["Location"] == "/actores/embajada-francia"
    (holder,) = people_of(small, "embajada-francia")
    assert (holder.person.name, holder.held.title) == ("Yvonne Baumann", "Embajadora")
    assert holder.held.held_on(date(2019, 1, 1))
    assert not holder.held.held_on(date(2018, 12, 31))
    assert "Yvonne Baumann" in text_of(ana, "/actores/embajada-francia")


def test_who_held_a_post_on_a_day_can_be_asked(ana):
    add_person(ana)
    add_person(ana, name="Frédéric Doré", **{"posts-0-period": "desde 2023"})
    page = ana.get("/actores/embajada-francia/personas?el=15/03/2020").get_data(as_text=True)
    assert "1 cargo ocupado el 15 de marzo de 2020" in words_of(page)
    assert [row.split(" Embajadora")[0] for row in rows_of(page)] == ["Yvonne Baumann"]
    page = ana.get("/actores/embajada-francia/personas?el=marzo de 2024").get_data(as_text=True)
    assert "Frédéric Doré" in rows_of(page)[0]


def test_a_day_nobody_understands_is_said_beside_the_field(ana):
    add_person(ana)
    page = text_of(ana, "/actores/embajada-francia/personas?el=nunca", status=422)
    assert "No se entiende esta fecha" in page
    assert "Yvonne Baumann" in page


def test_a_second_person_of_the_same_name_is_asked_about(ana, small):
    add_person(ana)
    answer = add_person(ana)
    assert answer.status_code == 409
    assert "¿No será uno de estos?" in words_of(answer.get_data(as_text=True))
    assert len(people_of(small, "embajada-francia")) == 1


def test_a_wrong_period_is_said_beside_its_field(ana, small):
    answer = add_person(ana, **{"posts-0-period": "cuando sea"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="f-posts-0-period-wrong"' in page
    assert "No se entiende la fecha «cuando sea»" in words_of(page)


def test_a_person_without_a_name_is_the_holder_of_a_post(ana, small):
    add_person(ana, name="Embajador de Francia", unnamed="1", **{"posts-0-title": ""})
    (holder,) = people_of(small, "embajada-francia")
    assert holder.person.unnamed
    assert "no se sabe su nombre, solo el cargo" in text_of(ana, f"/actores/{holder.person.id}")


def test_a_person_takes_another_post(ana, small):
    create_actor(small, SYSTEM, make_person(id="yvonne", posts=[make_post()]))
    given = {
        "organisation": "",
        "organisation-text": "UIS",
        "title": "Profesora",
        "period": "desde marzo de 2024",
    }
    send(ana, "/actores/yvonne/cargos/nuevo", given)
    assert {(held.title, held.organisation) for held in get_person(small, "yvonne").posts} == {
        ("Embajadora", "embajada-francia"),
        ("Profesora", "uis"),
    }


def test_a_post_without_a_place_is_refused_beside_the_field(ana, small):
    create_actor(small, SYSTEM, make_person(id="yvonne", posts=[make_post()]))
    answer = send(ana, "/actores/yvonne/cargos/nuevo", {"organisation-text": "Nadie", "title": "Profesora"})
    page = words_of(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "No existe «Nadie»" in page
    assert "Crear «Nadie»" in page


def test_a_post_ends_and_stays_in_the_record(ana, small):
    create_actor(small, SYSTEM, make_person(id="yvonne", posts=[make_post(period="2023/..")]))
    held = get_person(small, "yvonne").posts[0]
    assert "¿Cuándo dejó el cargo" in text_of(ana, f"/actores/yvonne/cargos/{held.id}/terminar")
    send(ana, f"/actores/yvonne/cargos/{held.id}/terminar", {"day": "2024-06-30"})
    last = holder_on(small, ("embajada-francia", "Embajadora"), date(2024, 6, 30))
    assert last
    assert last.id == "yvonne"
    assert holder_on(small, ("embajada-francia", "Embajadora"), date(2024, 7, 1)) is None
    assert "terminado" in text_of(ana, "/actores/yvonne")


def test_a_post_cannot_end_before_it_began(ana, small):
    create_actor(small, SYSTEM, make_person(id="yvonne", posts=[make_post(period="2023/..")]))
    held = get_person(small, "yvonne").posts[0]
    answer = send(ana, f"/actores/yvonne/cargos/{held.id}/terminar", {"day": "2020-01-01"})
    assert answer.status_code == 422
    assert "El final es anterior al comienzo" in words_of(answer.get_data(as_text=True))


def test_a_post_recorded_by_mistake_is_taken_away_and_brought_back(ana, small):
    create_actor(small, SYSTEM, make_person(id="yvonne", posts=[make_post()]))
    held = get_person(small, "yvonne").posts[0]
    send(ana, f"/actores/yvonne/cargos/{held.id}/quitar", {})
    assert get_person(small, "yvonne").posts == []
    page = ana.get("/actores/yvonne").get_data(as_text=True)
    send(ana, f"/deshacer/{found(r'/deshacer/([0-9]+)', page)}", {})
    assert [one.title for one in get_person(small, "yvonne").posts] == ["Embajadora"]


def test_a_reader_changes_neither_posts_nor_ties(login_as, small):
    create_actor(small, SYSTEM, make_person(id="yvonne", posts=[make_post()]))
    held = get_person(small, "yvonne").posts[0]
    luis = login_as("reader")
    for url in (
        "/actores/uis/personas/nueva",
        "/actores/uis/vinculos/nuevo",
        "/actores/yvonne/cargos/nuevo",
        f"/actores/yvonne/cargos/{held.id}/terminar",
    ):
        assert luis.get(url).status_code == 403
        assert send(luis, url, {"name": "X", "day": "2024-01-01"}).status_code == 403
    assert send(luis, f"/actores/yvonne/cargos/{held.id}/quitar", {}).status_code == 403
    assert get_person(small, "yvonne").posts
