"""The map of a project: ranked actors with reasons that lead to facts, who is missing, lists that are kept."""

import re
from datetime import date

import pytest

from crm.access import SYSTEM
from crm.actors import ActorFilter, archive_actor, create_actor, get_actor, list_actors
from crm.derived.refreshing import refresh
from crm.maps.model import MapActor
from crm.projects import create_project, get_project, update_project
from crm.stakeholder_map import kept_maps
from tests.makers import keep_maps, make_actor, make_project
from tests.web.browsing import send
from tests.web.reading import found, text_of, words_of
from web.follow_up.quiet import cooling_words


@pytest.fixture
def project(seeded):
    return create_project(
        seeded,
        SYSTEM,
        make_project(
            summary="Agua y cuencas con una universidad.",
            themes=["water"],
            requirements=[
                {"need": "laboratorio de agua", "kind": "university"},
                {"need": "quien lo presida", "kind": "national_entity"},
            ],
        ),
    )


@pytest.fixture
def derive(seeded, config):
    """What the analyst does: results, then the maps of projects."""

    def make():
        refresh(seeded, config.data_dir / "derived")
        keep_maps(seeded, config.data_dir / "derived")

    return make


@pytest.fixture
def map_of(login_as, project, derive):
    derive()
    ana = login_as("editor")
    return ana, f"/proyectos/{project.id}/mapa"


def places(page):
    return re.findall(r'<p class="ranked-name">.*?href="/actores/([^"]+)"', page, re.DOTALL)


@pytest.mark.parametrize(
    ("last", "cold", "words"),
    [
        (date(2017, 5, 2), date(2027, 3, 24), "sin contacto registrado desde 2017"),
        (date(2026, 9, 1), date(2027, 3, 1), "se enfría el 1 de marzo de 2027"),
        (date(2025, 9, 1), date(2026, 3, 1), "se enfrió el 1 de marzo de 2026"),
        (None, None, "sin contacto registrado"),
    ],
)
def test_a_contact_of_long_ago_is_told_by_its_year_and_not_by_a_day_on_which_it_will_cool(
    map_of, last, cold, words
):
    ana, _ = map_of
    one = MapActor(
        "uis", "UIS", "university", "academic_cultural", 1, 0.4, {}, (), last_contact=last, turns_cold=cold
    )
    with ana.application.test_request_context():
        assert cooling_words(one, date(2026, 11, 24)) == words


def test_before_the_network_is_worked_out_the_page_says_what_happens(login_as, project):
    words = text_of(login_as("editor"), f"/proyectos/{project.id}/mapa")
    assert "La red se está calculando" in words
    assert "Guardar esta lista" not in words


def test_actors_stand_in_order_with_their_score_and_reasons_that_lead_to_facts(map_of, seeded):
    ana, url = map_of
    page = ana.get(url).get_data(as_text=True)
    ranked = places(page)
    assert len(ranked) == len(set(ranked)) == 10
    scores = [int(text) for text in re.findall(r'class="ranked-points">(\d+)<', page)]
    assert scores == sorted(scores, reverse=True)
    facts = re.findall(r'class="fact-link" href="/interacciones/([^"]+)"', page)
    assert facts
    assert set(facts) == set(seeded.get(set(facts)))
    assert all(ana.get(f"/interacciones/{id}").status_code == 200 for id in facts[:3])
    assert "ofai" not in ranked


def test_a_requirement_without_anybody_is_said_with_where_to_look(map_of, seeded, project, derive):
    ana, url = map_of
    need = {"need": "un puente aéreo", "kind": "investment_agency"}
    update_project(
        seeded, SYSTEM, project.changed(requirements=[need], exclude=_of_type(seeded, "investment_agency"))
    )
    derive()
    page = ana.get(url).get_data(as_text=True)
    assert "Falta quien cubra 1 requisito" in words_of(page)
    assert "Nadie cubre «un puente aéreo»" in words_of(page)
    assert 'href="/actores?tipo=investment_agency"' in page


def _of_type(store, type):
    return [
        actor.id for actor in list_actors(store, ActorFilter(type=[type], reference=None, limit=200)).items
    ]


def test_a_list_is_kept_as_it_was_and_can_be_seen_again(map_of, seeded, project):
    ana, url = map_of
    before = places(ana.get(url).get_data(as_text=True))
    form = {"key": found(r'name="key" value="([^"]+)"', ana.get(url).get_data(as_text=True))}
    answer = send(ana, url, form)
    assert send(ana, url, form).headers["Location"] == answer.headers["Location"]  # two clicks keep one
    (kept,) = kept_maps(seeded, project.id)
    assert kept.count >= len(before)
    assert answer.headers["Location"] == f"{url}?version={kept.id}"
    archive_actor(seeded, SYSTEM, before[0], get_actor(seeded, before[0]).version)
    assert places(ana.get(url).get_data(as_text=True))[0] != before[0]
    page = ana.get(answer.headers["Location"]).get_data(as_text=True)
    assert places(page) == before
    assert "Lista guardada el" in words_of(page)
    assert "por Ana Pérez" in words_of(page)
    assert "Dejar fuera" not in words_of(page)
    assert f"{kept.count} actores" in text_of(ana, f"/proyectos/{project.id}")
    assert ana.get(f"{url}?version=no-hay").status_code == 404


def test_keeping_a_list_can_be_undone(map_of, seeded, project):
    ana, url = map_of
    page = ana.get(send(ana, url, {}).headers["Location"]).get_data(as_text=True)
    answer = send(ana, found(r'action="(/deshacer/\d+)"', page), {"next": url})
    assert answer.status_code == 302
    assert kept_maps(seeded, project.id) == []


def test_one_can_say_who_goes_always_and_who_is_left_out(map_of, seeded, project, derive):
    ana, url = map_of
    first, last = places(ana.get(url).get_data(as_text=True))[0], _of_type(seeded, "embassy")[0]
    version = project.version
    send(ana, f"/proyectos/{project.id}/excluir/{first}", {"version": version})
    send(ana, f"/proyectos/{project.id}/incluir/{last}", {"version": version + 1})
    now = get_project(seeded, project.id)
    assert (now.must_include, now.exclude) == ([last], [first])
    assert first not in places(ana.get(url).get_data(as_text=True))
    derive()
    page = ana.get(url).get_data(as_text=True)
    assert first not in places(page)
    assert last in places(page)
    assert "va siempre" in words_of(page)
    assert "Quedan fuera" in words_of(page)
    send(ana, f"/proyectos/{project.id}/olvidar/{first}", {"version": version + 2})
    send(ana, f"/proyectos/{project.id}/olvidar/{last}", {"version": version + 3})
    now = get_project(seeded, project.id)
    assert (now.must_include, now.exclude) == ([], [])


def test_an_actor_that_is_not_there_cannot_be_included(map_of, project, seeded):
    ana, _url = map_of
    answer = send(ana, f"/proyectos/{project.id}/incluir/no-hay", {"version": project.version})
    assert answer.status_code == 422
    assert get_project(seeded, project.id) == project


def test_deciding_on_an_old_page_does_nothing_and_says_so(map_of, seeded, project):
    ana, url = map_of
    update_project(seeded, SYSTEM, project.having(title="Otro título"))
    answer = send(ana, f"/proyectos/{project.id}/excluir/uis", {"version": project.version})
    assert answer.headers["Location"] == url
    assert "Alguien lo cambió mientras tanto" in ana.get(url).get_data(as_text=True)
    assert get_project(seeded, project.id).exclude == []


def test_who_only_reads_sees_the_list_and_changes_nothing(project, derive, login_as, seeded):
    derive()
    leo, url = login_as("reader"), f"/proyectos/{project.id}/mapa"
    page = leo.get(url).get_data(as_text=True)
    assert len(places(page)) == 10
    assert "Guardar esta lista" not in page
    assert "Dejar fuera" not in page
    assert send(leo, url, {}).status_code == 403
    assert send(leo, f"/proyectos/{project.id}/excluir/uis", {"version": project.version}).status_code == 403
    assert kept_maps(seeded, project.id) == []


def test_what_was_saved_since_is_said_to_be_on_its_way(map_of, seeded):
    ana, url = map_of
    create_actor(seeded, SYSTEM, make_actor(name="Otra embajada"))
    assert "se está sumando a esta lista" in text_of(ana, url)


def test_a_project_that_nobody_has_to_do_with_says_what_to_do(store, login_as, config):
    made = create_project(store, SYSTEM, make_project(title="Xyzzy", summary="Qwerty"))
    refresh(store, config.data_dir / "derived")
    keep_maps(store, config.data_dir / "derived")
    words = text_of(login_as("editor"), f"/proyectos/{made.id}/mapa")
    assert "Nadie de la red tiene que ver con esto todavía" in words
    assert "Editar el proyecto" in words


def test_nobody_learns_from_a_map_what_only_another_sees(project, derive, seeded, login_as):
    ana = login_as("editor", "Ana")
    fields = {"kind": "meeting", "when": "hoy", "participants-0-actor": "uis", "participants-0-role": "host"}
    send(ana, "/registrar", {**fields, "title": "Secreto del agua", "themes": "agua", "confidential": "me"})
    derive()
    berta = login_as("administrator", "Berta")
    page = berta.get(f"/proyectos/{project.id}/mapa").get_data(as_text=True)
    assert "Secreto del agua" not in page
