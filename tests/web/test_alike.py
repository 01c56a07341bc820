"""Who is like an actor: networkx's own numbers, on the record, as a question in one's own words, in the API."""

import networkx as nx
import numpy as np
import pytest

from crm.derived.seen import Seen, Since
from crm.reading.alike import alike_to
from tests.cli.shapes import check
from tests.web.reading import text_of
from web.reading.grammar import understand
from web.reading.understood import understood
from web.red.names import brief

CHAMBER = "camara-comercio-bucaramanga"


def test_contacts_are_compared_as_networkx_does_and_themes_likewise(analysed):
    derived = analysed.derived
    first, second = (derived.array(f"core_{end}").tolist() for end in ("first", "second"))
    graph = nx.Graph((derived.ids[a], derived.ids[b]) for a, b in zip(first, second, strict=True))
    graph.add_nodes_from(derived.ids)
    themes: dict[str, set[int]] = {id: set() for id in derived.ids}
    events, begins = derived.array("took_part_event"), derived.array("took_part_begins")
    for number, id in enumerate(derived.ids):
        own = events[begins[number] : begins[number + 1]]
        themes[id] = {*derived.array("themed_theme")[np.isin(derived.array("themed_event"), own)].tolist()}
    found = [(id, one) for id in (CHAMBER, "uis", "jica", "usaid") for one in alike_to(derived, id)]
    assert len(found) > 12
    for id, one in found:
        ((_, _, jaccard),) = nx.jaccard_coefficient(graph, [(id, one.actor)])
        both, either = themes[id] & themes[one.actor], themes[id] | themes[one.actor]
        kind = {"type": 1.0, "family": 0.5, None: 0.0}[one.kind]
        assert one.by_contacts == pytest.approx(jaccard, abs=1e-4)
        assert one.by_themes == pytest.approx(len(both) / len(either) if either else 0.0, abs=1e-4)
        assert one.score == pytest.approx((jaccard + one.by_themes + kind) / 3, abs=2e-4)
        assert set(one.contacts) == set(graph[id]) & set(graph[one.actor])
        assert len(one.themes) == len(both)


def test_the_most_alike_come_first_and_nobody_is_alike_by_type_alone(analysed):
    derived = analysed.derived
    everybody = [alike_to(derived, id) for id in derived.ids]
    assert any(everybody)
    for found in everybody:
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert all(one.contacts or one.themes for one in found)
    people = np.flatnonzero(derived.array("is_person")).tolist()
    assert not any(everybody[number] for number in people)
    assert alike_to(derived, "nadie") == []


def test_whoever_is_gone_is_neither_alike_nor_a_shared_contact(analysed):
    derived = analysed.derived
    best = alike_to(derived, "uis")[0]
    gone = frozenset(derived.number[id] for id in (best.actor, best.contacts[0]))
    found = alike_to(Seen(derived, Since(gone=gone)), "uis")
    named = {id for one in found for id in (one.actor, *one.contacts)}
    assert found
    assert not named & {best.actor, best.contacts[0]}


def test_a_record_says_who_is_alike_and_why_with_links(analysed):
    best = alike_to(analysed.derived, CHAMBER)[0]
    page = analysed.editor.get(f"/actores/{CHAMBER}").get_data(as_text=True)
    zone = page[page.index("Se parece a…") :]
    said = text_of(analysed.editor, f"/actores/{CHAMBER}")
    assert f"{len(best.contacts)} aliados y {len(best.themes)} temas en común" in said
    for address in (best.actor, best.contacts[0]):
        assert f'href="/actores/{address}"' in zone
    assert f'href="/red?tema={best.themes[0]}"' in zone
    assert f'href="/red?como={CHAMBER}"' in zone
    assert "Se parece a…" not in analysed.editor.get("/actores/ofai").get_data(as_text=True)


def test_the_red_draws_who_is_alike_with_what_they_share_between(analysed):
    answer = analysed.editor.get("/red/datos?como=uis").get_json()
    best = alike_to(analysed.derived, "uis")[0]
    drawn = {node["id"]: node["x"] for node in answer["network"]["nodes"]}
    assert drawn["uis"] < drawn[best.contacts[0]] < drawn[best.actor]
    assert answer["said"]["text"].startswith("Quienes más se parecen a Universidad Industrial")
    assert [step["text"] for step in answer["said"]["steps"]][:1] == ["Metrolínea"]
    assert answer["title"] == "¿Quién se parece a UIS?"
    assert [one["title"] for one in answer["active"]] == ["Parecidos a"]
    nobody = analysed.editor.get("/red/datos?como=alcalde-bucaramanga").get_json()
    assert nobody["said"]["text"].startswith("Nadie comparte aliados ni temas con")


ASKED = [
    ("quién se parece a la UIS", "uis", ""),
    ("a quién se parece uis", "uis", ""),
    ("parecidos a JICA", "jica", ""),
    ("La UIS no puede venir: ¿quién más se le parece?", "uis", ""),
    ("quién podría venir en lugar de la UIS", "uis", ""),
    ("alternativas a JICA en migración", "jica", "migracion"),
    ("otros como la UIS", "uis", ""),
    ("who is like JICA", "jica", ""),
    ("organisations similar to UIS", "uis", ""),
    ("quién no se parece a la UIS", "uis", "no"),
]


@pytest.mark.parametrize(("question", "id", "unknown"), ASKED, ids=[one[0] for one in ASKED])
def test_who_is_like_somebody_is_asked_in_ones_own_words(question, id, unknown):
    found = understand(question, lambda words: words if words in {"uis", "jica"} else None, 2026)
    assert found is not None
    assert (found.wish.como, " ".join(found.unknown)) == (id, unknown)


def test_the_beginning_of_a_name_is_enough_and_a_question_without_one_is_another(analysed):
    found = understood(analysed.store, "¿quién se parece a la Cámara de Comercio?")
    assert found is not None
    assert found.wish.como == CHAMBER
    other = understood(analysed.store, "embajadas parecidas")
    assert other is not None
    assert (other.wish.como, other.wish.tipo, other.unknown) == ("", ("embassy",), ("parecidas",))
    (first, *_rest) = analysed.editor.get(
        "/red/buscar", query_string={"q": "quién se parece a la cámara de comercio"}
    ).get_json()["items"]
    assert first["name"] == "¿Quién se parece a Cámara de Comercio de Bucaramanga?"


def test_the_api_gives_the_same(analysed):
    said = analysed.editor.get(f"/api/v1/actors/{CHAMBER}/alike").get_json()
    check(said, "ActorsAlike")
    assert [one["actor"] for one in said["items"]] == [
        one.actor for one in alike_to(analysed.derived, CHAMBER)
    ]
    assert analysed.editor.get("/api/v1/actors/nadie-conocido/alike").status_code == 404
    picture = analysed.editor.get(f"/api/v1/red/picture?como={CHAMBER}").get_json()
    names = dict(zip(analysed.derived.ids, analysed.derived.actors["name"], strict=True))
    assert [step["text"] for step in picture["steps"]] == [
        brief(names[one["actor"]]) for one in said["items"]
    ]


@pytest.mark.parametrize("query", ["como=", "como=../x", "como=nadie"])
def test_an_address_that_names_nobody_still_has_a_page(analysed, query):
    assert analysed.editor.get(f"/red?{query}").status_code == 200
