"""The standing ties of an actor: said as sentences, taken away with a way back."""

from crm.ties import ties_of
from tests.web.browsing import send
from tests.web.reading import found, inputs_of, text_of, words_of


def test_a_tie_is_said_as_a_sentence_from_either_side(ana, small):
    given = {
        "type": "FUNDS",
        "end_actor": "",
        "end_actor-text": "UIS",
        "period": "desde 2018",
        "note": "becas",
    }
    assert send(ana, "/actores/embajada-francia/vinculos/nuevo", given).status_code == 302
    assert "financia a Universidad: Universidad Industrial" in text_of(ana, "/actores/embajada-francia")
    assert "es financiado por" in text_of(ana, "/actores/uis")
    send(ana, "/actores/uis/vinculos/nuevo", {"type": "REPRESENTS:in", "end_actor": "embajada-francia"})
    ties = {(tie.type, tie.start_actor, tie.end_actor) for tie in ties_of(small, "uis")}
    assert ties == {("FUNDS", "embajada-francia", "uis"), ("REPRESENTS", "embajada-francia", "uis")}


def test_a_tie_without_its_other_end_is_refused_beside_the_field(ana, small):
    answer = send(ana, "/actores/uis/vinculos/nuevo", {"type": "MEMBER_OF", "end_actor": ""})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="f-end_actor-wrong"' in page
    assert ties_of(small, "uis") == []


def test_an_unknown_other_end_can_be_created_from_either_side(ana, small):
    for verb in ("MEMBER_OF", "MEMBER_OF:in"):
        given = {"type": verb, "end_actor": "", "end_actor-text": f"Red nueva {verb}"}
        answer = send(ana, "/actores/uis/vinculos/nuevo", given)
        page = words_of(answer.get_data(as_text=True))
        assert answer.status_code == 422
        assert f"No existe «Red nueva {verb}»" in page
        assert f"Crear «Red nueva {verb}»" in page
        assert inputs_of(answer.get_data(as_text=True))["end_actor"] == ""


def test_a_tie_with_itself_is_refused(ana, small):
    answer = send(ana, "/actores/uis/vinculos/nuevo", {"type": "MEMBER_OF", "end_actor": "uis"})
    assert answer.status_code == 422
    assert "Un vínculo une a dos actores distintos" in words_of(answer.get_data(as_text=True))


def test_a_tie_is_taken_away_with_a_way_back(ana, small):
    send(ana, "/actores/uis/vinculos/nuevo", {"type": "PARTNERS_WITH", "end_actor": "embajada-francia"})
    (tie,) = ties_of(small, "uis")
    send(ana, f"/actores/uis/vinculos/{tie.id}/quitar", {})
    assert ties_of(small, "uis") == []
    page = ana.get("/actores/uis").get_data(as_text=True)
    assert "Vínculo quitado." in page
    send(ana, f"/deshacer/{found(r'/deshacer/([0-9]+)', page)}", {})
    assert [one.id for one in ties_of(small, "uis")] == [tie.id]
