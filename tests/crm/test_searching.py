"""Search finds by beginnings of words, accents and case aside; pickers put the exact one first."""

from crm.access import Viewer
from crm.actors import archive_actor, create_actor, save_many_actors
from crm.interactions import create_interaction
from crm.projects import create_project
from crm.searching import search, suggest_actors
from graph.store import Store
from tests.makers import make_actor, make_commitment, make_interaction, make_person, make_project


def suggested(store: Store, words: str) -> list[str]:
    return [suggestion.id for suggestion in suggest_actors(store, words)]


def test_one_search_finds_every_noun(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(name="Águeda Agua"))
    create_actor(store, ana, make_actor(name="Fundación Aguas Vivas", type="ngo_foundation"))
    commitment = make_commitment(text="Enviar estudio de agua")
    saved = create_interaction(
        store, ana, make_interaction("uis", title="Mesa del AGUA", commitments=[commitment])
    )
    project = create_project(store, ana, make_project())
    found = search(store, "ágUA")
    assert [actor.id for actor in found.actors] == ["fundacion-aguas-vivas"]
    assert [actor.id for actor in found.people] == ["agueda-agua"]
    assert found.interactions == [saved]
    assert found.commitments == saved.commitments
    assert found.projects == [project]


def test_small_words_do_not_matter_and_nothing_finds_nothing(store: Store) -> None:
    assert [actor.id for actor in search(store, "camara de comercio en bucaramanga").actors] == ["ccb"]
    for nothing in ("", "   ", "¿?", "zzzz", '" OR *'):
        found = search(store, nothing)
        assert (found.actors, found.interactions) == ([], [])


def test_what_is_archived_is_not_found(store: Store, ana: Viewer) -> None:
    archive_actor(store, ana, "uis", 1)
    assert search(store, "industrial").actors == []
    assert suggested(store, "industrial") == []


def test_an_exact_name_alias_or_acronym_comes_first(store: Store, ana: Viewer) -> None:
    others = [make_actor(name=f"Uisar {number}", type="company") for number in range(20)]
    save_many_actors(store, ana, others)
    create_interaction(store, ana, make_interaction("uisar-3"))
    assert suggested(store, "UIS")[:2] == ["uis", "uisar-3"]
    assert suggested(store, "uisar 1")[0] == "uisar-1"
    assert len(suggested(store, "u")) == 8
    assert "uisar-3" in suggested(store, "ui")


def test_a_suggestion_tells_twins_apart_and_says_which_alias_matched(store: Store, ana: Viewer) -> None:
    create_actor(
        store,
        ana,
        make_actor(name="Universidad de Chile", city="Santiago", aliases=["UCH"], type="university"),
    )
    (alias,) = suggest_actors(store, "uch")
    assert (alias.name, alias.type, alias.place, alias.alias) == (
        "Universidad de Chile",
        "university",
        "Santiago",
        "UCH",
    )
    name = suggest_actors(store, "universidad industrial")[0]
    assert (name.place, name.alias) == ("CO", None)
