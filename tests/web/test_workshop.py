"""A workshop: lines typed while others speak become assessments in the room's name."""

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.assessments.records import all_assessments
from crm.capture.index import Known
from crm.capture.names import NameIndex
from crm.errors import InvalidData
from crm.projects import create_project
from crm.workshop.reading import read_entry, whom
from tests.makers import make_actor, make_office, make_project
from tests.web.browsing import send
from tests.web.reading import text_of, words_of

ROOM = "/proyectos/agua-segura/taller"


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(
        store, SYSTEM, make_actor(id="uis", name="Universidad Industrial", aliases=["UIS"], type="university")
    )
    create_actor(store, SYSTEM, make_actor(id="ccb", name="Cámara de Comercio", type="chamber_of_commerce"))
    create_project(store, SYSTEM, make_project())
    return store


def said(store):
    return [
        (one.actor, one.power, one.interest, one.attitude) for one in all_assessments(store, "agua-segura")
    ]


@pytest.mark.parametrize(
    ("line", "name", "values"),
    [
        ("UIS 4 5", "UIS", {"power": 4, "interest": 5}),
        ("  cámara de comercio,3, 2 ", "cámara de comercio", {"power": 3, "interest": 2}),
        ("uis 4", "uis", {"power": 4}),
        ("uis ? 5", "uis", {"interest": 5}),
        ("uis 4 5 +", "uis", {"power": 4, "interest": 5, "attitude": 1}),
        ("uis 4 5 --", "uis", {"power": 4, "interest": 5, "attitude": -2}),
        ("uis i3 p2", "uis", {"power": 2, "interest": 3}),
        ("Comuna 14 3 4", "Comuna 14", {"power": 3, "interest": 4}),
    ],
)
def test_a_line_says_an_actor_and_its_values(line, name, values):
    entry = read_entry(line)
    assert (entry.name, entry.values) == (name, values)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("", "workshop_no_actor"),
        ("4 5", "workshop_no_actor"),
        ("UIS", "workshop_no_value"),
        ("UIS 7 5", "workshop_range"),
    ],
)
def test_a_line_that_lacks_something_says_what(line, key):
    with pytest.raises(InvalidData) as error:
        read_entry(line)
    assert error.value.problems[0].key == key


def test_a_name_means_an_actor_of_the_project_first_and_else_asks():
    one = Known("uis", "Universidad Industrial de Santander", "university", None, ("UIS",))
    names = NameIndex.of([one])
    titles = {"uis": "Universidad Industrial de Santander", "unab": "Universidad Autónoma"}
    members = list(titles)
    assert whom("uis", names, members, titles.__getitem__).actor == "uis"
    assert whom("univ auto", names, members, titles.__getitem__).actor == "unab"
    assert whom("universidad", names, members, titles.__getitem__).choices == ("uis", "unab")
    assert whom("zzz", names, members, titles.__getitem__) == whom("qqq", names, members, titles.__getitem__)


def test_lines_are_kept_corrected_and_taken_back(small, login_as):
    ana = login_as("editor")
    assert "Todavía nada" in text_of(ana, ROOM)
    for line in ("UIS 4 5", "camara de comercio 2 3 -", "uis 3"):
        assert send(ana, ROOM, {"line": line, "voice": "Vecinos"}).status_code == 302
    assert sorted(said(small)) == [("ccb", 2, 3, -1), ("uis", 3, 5, None)]
    assert {one.voice for one in all_assessments(small, "agua-segura")} == {"Vecinos"}
    words = text_of(ana, f"{ROOM}?voz=Vecinos")
    assert "2 anotados" in words
    assert "0 anotados" in text_of(ana, ROOM)
    send(ana, f"{ROOM}/deshacer", {"voice": "Vecinos"})
    assert sorted(said(small)) == [("ccb", 2, 3, -1), ("uis", 4, 5, None)]


def test_what_cannot_be_kept_stays_in_the_line_with_the_reason(small, login_as):
    ana = login_as("editor")
    for line, reason in (
        ("Nadie 4 5", "Nadie de la red se llama"),
        ("UIS 9 1", "van de 1 a 5"),
        ("UIS", "Faltan los valores"),
    ):
        answer = send(ana, ROOM, {"line": line})
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert reason in words_of(page)
        assert f'value="{line}"' in page
    assert said(small) == []
    made = send(ana, ROOM, {"line": "Nadie 4 5", "type": "company"})
    assert made.status_code == 302
    assert said(small) == [("nadie", 4, 5, None)]
    leo = login_as("reader", "Leo")
    assert leo.get(ROOM).status_code == 403
    assert send(leo, ROOM, {"line": "UIS 4 5"}).status_code == 403


def test_taking_back_goes_back_line_by_line_and_never_forth(ana, small):
    for line in ("uis 4 5", "Cámara de Comercio 3 3", "uis 2 2", "uis 1 1"):
        send(ana, ROOM, {"line": line})
    seen = []
    for _press in range(5):
        send(ana, f"{ROOM}/deshacer", {})
        seen.append(sorted(said(small)))
    first, camera = ("uis", 4, 5, None), ("ccb", 3, 3, None)
    assert seen == [[camera, ("uis", 2, 2, None)], [camera, first], [first], [], []]
