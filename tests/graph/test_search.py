"""Words find what begins with them, whatever the accents; nothing a user types is an operator."""

from __future__ import annotations

import pytest

from graph.errors import BadQuery
from graph.store import Query, Store
from tests.graph.things import change, found, make_node, make_thing, save


@pytest.fixture(autouse=True)
def things(store: Store) -> None:
    save(
        store,
        make_thing("camara", name="Cámara de Comercio de Bucaramanga", notes="Pérez & Niño, S.A.S. (2024)"),
        make_thing("uis", name="Universidad Industrial de Santander", tags=["Educación Superior", "agua"]),
        make_thing("strasse", name="Große Straße", notes="ﬁnanzas ２０２４ Đà Nẵng"),
        make_thing("tokyo", name="東京都 ABC-123"),
        make_thing("silent"),
    )


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("camara", {"camara"}),
        ("CÁMARA", {"camara"}),
        ("ca\u0301mara", {"camara"}),
        ("cam", {"camara"}),
        ("de", {"camara", "uis"}),
        ("comercio camara", {"camara"}),
        ("com buc cam", {"camara"}),
        ("camara santander", set()),
        ("amara", set()),
        ("nino perez", {"camara"}),
        ("sas", set()),
        ("s a s perez", {"camara"}),
        ("educacion", {"uis"}),
        ("superior AGUA universidad", {"uis"}),
        ("grosse strasse", {"strasse"}),
        ("GROSSE STRASSE", {"strasse"}),
        ("finanzas 2024", {"strasse"}),
        ("đa nang", {"strasse"}),
        ("2024", {"camara", "strasse"}),
        ("abc-123", {"tokyo"}),
        ("abc123", set()),
        ("東", {"tokyo"}),
        ("u", {"uis"}),
    ],
)
def test_every_word_begins_some_word_of_what_is_found(store: Store, words: str, ids: set[str]) -> None:
    assert set(found(store, words)) == ids
    assert store.find(Query("Thing", text=words)).total == len(ids)
    assert sum(store.count(Query("Thing", text=words), ["kind"])["kind"].values()) == len(ids)


@pytest.mark.parametrize(
    "words",
    [
        'camara"', '"camara', "camara*", "*camara", "camara:", "de:camara", "camara^2", "camara~2", "(camara", "camara)",
        "+camara", "-camara", "!camara", "camara\\", "camara/", "/camara/", "{camara}", "[camara", "camara'", "'' camara",
        "camara && de", "camara || de", "camara; --", "$camara", "camara?", "\tcamara\n", "camara\0", "camara\ud800", "ca\u0301mara %_",
    ],
)  # fmt: skip
def test_signs_that_a_search_engine_knows_mean_nothing(store: Store, words: str) -> None:
    assert found(store, words) == ["camara"]


@pytest.mark.parametrize(
    "words", ["camara OR santander", "camara AND NOT uis", "NEAR(camara de)", "NOT camara", "camara TO z"]
)
def test_words_that_a_search_engine_knows_are_words(store: Store, words: str) -> None:
    assert found(store, words) == []


@pytest.mark.parametrize("words", ["", "   ", "***", '"', "\0", "¡!"])
def test_a_text_without_a_word_asks_for_everything(store: Store, words: str) -> None:
    assert store.find(Query("Thing", text=words)).total == 5


def test_a_changed_text_is_found_by_its_new_words_only(store: Store) -> None:
    change(store, "uis", name="Otra", tags=None)
    assert found(store, "industrial") == []
    assert found(store, "agua") == []
    assert found(store, "otra") == ["uis"]
    change(store, "uis", size=7)
    assert found(store, "otra") == ["uis"]


def test_very_long_words_and_texts_are_found(store: Store) -> None:
    save(
        store,
        make_thing("long", name="x" * 1_500, notes="inicio " + "palabra " * 120_000 + " fin" + "z" * 400),
    )
    assert found(store, "x" * 1_500) == ["long"]
    assert found(store, "x" * 20) == ["long"]
    assert found(store, "inicio fin" + "z" * 300) == ["long"]


def test_each_label_is_searched_by_itself(store: Store) -> None:
    save(store, make_node("camara-place", "Place", name="cámara"))
    assert [node.id for node in store.find(Query("Place", text="camara")).items] == ["camara-place"]
    assert found(store, "camara") == ["camara"]


def test_search_goes_together_with_order_and_pages(store: Store) -> None:
    save(store, *(make_thing(f"n{number}", name=f"número {number % 3}", size=number) for number in range(10)))
    query = Query("Thing", text="numero", order=(("size", True),), limit=4)
    ids: list[str] = []
    while True:
        page = store.find(query)
        assert page.total == 10
        ids += [node.id for node in page.items]
        if page.next is None:
            break
        query = Query("Thing", text="numero", order=(("size", True),), limit=4, after=page.next)
    assert ids == [f"n{number}" for number in reversed(range(10))]


def test_a_label_without_text_is_not_searched(store: Store) -> None:
    with pytest.raises(BadQuery) as refused:
        store.find(Query("Secret", text="x"))
    assert refused.value.field == "text"
    assert store.find(Query("Secret", text="  ")).total == 0


def test_a_text_of_too_many_words_is_refused_clearly(store: Store) -> None:
    with pytest.raises(BadQuery):
        store.find(Query("Thing", text=" ".join(f"w{number}" for number in range(100))))
