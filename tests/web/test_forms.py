"""Forms from the crm models: what was typed stays, what is wrong stands beside its field."""

from datetime import date

import pytest
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from crm.access import SYSTEM
from crm.actors import Actor, create_actor
from crm.errors import InvalidData
from crm.interactions import Interaction
from tests.makers import make_interaction
from web.forms import FormState

FIELDS = ("title", "kind", "when", "participants", "commitments", "themes", "notes", "status")


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/", headers={"Accept-Language": "es"}):
        yield


def sent(*pairs):
    return FormState.posted(Interaction, FIELDS, MultiDict(pairs), lines=("themes",))


WHOLE = (
    ("title", "Reunión con Suiza"),
    ("kind", "meeting"),
    ("when", "primer trimestre de 2023"),
    ("status", "done"),
    ("participants-0-actor", "ofai"),
    ("participants-0-role", "host"),
    ("participants-3-actor", "embajada-suiza"),
    ("participants-3-role", "counterpart"),
    ("themes", "water\r\nculture\r\n\r\n"),
)


def test_a_form_becomes_the_model():
    made = sent(*WHOLE).read()
    assert made.title == "Reunión con Suiza"
    assert made.when.edtf == "2023-33"
    assert [(one.actor, one.role) for one in made.participants] == [
        ("ofai", "host"),
        ("embajada-suiza", "counterpart"),
    ]
    assert made.themes == ["water", "culture"]
    assert made.notes is None


def test_a_record_becomes_a_form_and_the_same_record_again():
    record = make_interaction("embajada-francia", themes=["water"], notes="Una\nnota", when="marzo de 2024")
    state = FormState.of(Interaction, FIELDS, record, lines=("themes",))
    again = FormState.posted(Interaction, FIELDS, state.values, lines=("themes",)).read(record)
    assert again == record


def test_problems_stand_beside_their_inputs_even_after_a_gap_in_the_rows():
    pairs = [pair for pair in WHOLE if pair[0] != "participants-3-actor"]
    state = sent(*pairs, ("participants-3-note", "sin actor"))
    assert state.attempt(lambda made: made) is None
    assert state.status == 422
    assert list(state.problems) == ["participants-3-actor"]
    assert state.errors("participants-3-actor") == ["Falta este dato."]
    assert state.value("participants-3-note") == "sin actor"
    assert state.label("participants-3-actor") == "Participantes 4, actor"


def test_nothing_typed_is_lost_when_a_date_is_not_understood():
    pairs = [(name, "el otro día" if name == "when" else text) for name, text in WHOLE]
    state = sent(*pairs)
    assert state.attempt(lambda made: made) is None
    assert "el otro día" in state.errors("when")[0]
    assert state.value("when") == "el otro día"
    assert state.value("title") == "Reunión con Suiza"
    assert state.problem_count == 1


def test_everything_that_is_wrong_is_said_at_once():
    pairs = [
        (name, {"when": "el otro día", "title": "", "kind": "nave"}.get(name, text)) for name, text in WHOLE
    ]
    state = sent(*pairs)
    assert state.attempt(lambda made: made) is None
    assert set(state.problems) == {"when", "title", "kind"}
    assert state.problem_count == 3


def test_rows_left_blank_do_not_count():
    blank = (
        ("participants-7-actor", ""),
        ("participants-7-role", "counterpart"),
        ("participants-7-note", " "),
    )
    assert len(sent(*WHOLE, *blank).read().participants) == 2


def test_rows_are_added_and_removed_without_scripts():
    state = sent(*WHOLE, ("add", "participants"))
    assert state.change_rows()
    assert state.rows("participants") == ["participants-0", "participants-3", "participants-4"]
    state = sent(*WHOLE, ("remove", "participants-0"))
    assert state.change_rows()
    assert state.rows("participants") == ["participants-3"]
    assert not sent(*WHOLE).change_rows()


def test_a_group_shows_as_many_rows_as_asked_for():
    assert FormState.of(Interaction, FIELDS).rows("participants", least=2) == [
        "participants-0",
        "participants-1",
    ]


def test_fields_the_form_does_not_show_keep_the_record_s_value():
    record = make_interaction("embajada-francia", place="Bogotá", version=3)
    state = FormState.of(Interaction, ("title",), record).fill(title="Otro título")
    changed = FormState.posted(Interaction, ("title",), state.values).read(record)
    assert (changed.title, changed.place, changed.version) == ("Otro título", "Bogotá", 3)


def test_the_source_s_own_words_for_a_date_stay_when_the_date_is_not_touched():
    from dataclasses import replace

    record = make_interaction("embajada-francia", when="2023-33")
    record = record.model_copy(update={"when": replace(record.when, text="a comienzos de 2023")})
    state = FormState.of(Interaction, ("title", "when"), record)
    assert state.value("when") == "primer trimestre de 2023"
    assert (
        FormState.posted(Interaction, ("title", "when"), state.values).read(record).when.text
        == "a comienzos de 2023"
    )
    state.fill(when="segundo trimestre de 2023")
    assert FormState.posted(Interaction, ("title", "when"), state.values).read(record).when.text == ""


def test_what_the_model_insists_on_is_known_to_the_template():
    state = FormState.of(Interaction, FIELDS)
    assert state.required("title")
    assert not state.required("notes")
    assert state.required("participants-0-actor")
    assert not state.required("participants-0-role")
    assert not state.required("no-hay")


def test_a_refusal_of_the_rules_lands_beside_its_field():
    state = sent(*WHOLE)

    def refuse(_made):
        raise InvalidData.of("participants[1].actor", "unknown_record", value="embajada-suiza")

    assert state.attempt(refuse) is None
    assert state.errors("participants-3-actor") == ["No existe «embajada-suiza»."]


def test_words_of_a_picker_find_the_one_actor_they_name(store):
    made = create_actor(store, SYSTEM, Actor.of({"name": "Embajada de Suiza", "type": "embassy"}))
    pairs = [pair for pair in WHOLE if pair[0] != "participants-3-actor"]
    state = sent(*pairs, ("participants-3-actor", ""), ("participants-3-actor-text", "embajada de SUIZA"))
    assert state.resolve(store).read().participants[1].actor == made.id


def test_words_of_a_picker_that_name_nobody_are_said_and_kept(store):
    pairs = [pair for pair in WHOLE if pair[0] != "participants-3-actor"]
    state = sent(*pairs, ("participants-3-actor", ""), ("participants-3-actor-text", "Embajada de Utopía"))
    assert state.resolve(store).attempt(lambda made: made) is None
    assert state.errors("participants-3-actor") == ["No existe «Embajada de Utopía»."]
    assert state.value("participants-3-actor-text") == "Embajada de Utopía"
    assert state.value("participants-3-actor") == ""


def test_fixed_fields_are_never_the_form_s(store):
    with pytest.raises((InvalidData, ValidationError)):
        sent(*WHOLE).read(kind="no-hay")
    assert sent(*WHOLE).read(archived=True).archived


def test_flags_and_single_dates_are_read():
    fields = ("name", "type", "is_group", "last_contact")
    values = MultiDict([("name", "Gremios"), ("type", "business_association"), ("is_group", "1")])
    state = FormState.posted(Actor, fields, values)
    assert state.read().is_group
    values.setlist("last_contact", ["2024-03-05"])
    assert FormState.posted(Actor, fields, values).read().last_contact == date(2024, 3, 5)
