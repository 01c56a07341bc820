"""vCards of every version come in as tables do and go out so that other programs read them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.access import Viewer
from crm.actors import Person, create_actor, get_actor, update_actor
from crm.cards.exporting import card_of_actor
from crm.cards.lines import read_cards
from crm.cards.writing import card_of
from crm.errors import InvalidData
from crm.exports.files import export
from crm.people import get_person
from crm.tables.applying import apply_plan, plan_import, read_table
from crm.tables.choices import Choices
from crm.tables.guessing import guess_columns
from graph.store import Store
from tests.makers import make_actor

OLD = """BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:D=C3=ADaz;Rosa\r
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Rosa D=C3=ADaz de la Fundaci=\r
=C3=B3n\r
TEL;CELL:+57 300 1112233\r
TEL;WORK;PREF:+57 607 6344000\r
ORG:UIS;Rector=C3=ADa\r
TITLE:Directora\r
PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQEAYABgAAD\r
 /9j/4AAQSkZJRgABAQEAYABgAAD\r
EMAIL;INTERNET:rosa@uis.edu.co\r
END:VCARD\r
"""
NEW = """BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Fundación Sol\\, Luz y
 \x20Aire
ORG:Fundación Sol\\, Luz y Aire
EMAIL;PREF=1:hola@sol.org
item1.URL:https://sol.org
ADR;TYPE=work:;;Calle 1 # 2-3;Bucaramanga;Santander;680001;Colombia
NOTE:Dos\\nlíneas
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Gil;Luis;;Dr.;
ORG:Empresa Nueva
END:VCARD
"""


def planned(store: Store, folder: Path, text: str) -> object:
    file = folder / "c.vcf"
    file.write_bytes(text.encode())
    table = read_table(file)
    choices = Choices(guess_columns(table, "actor"), defaults={"type": "company"}, make=True)
    return plan_import(store, table, "actor", choices=choices)


def test_cards_of_three_versions_become_people_with_posts_and_organisations(
    store: Store, ana: Viewer, tmp_path: Path
) -> None:
    plan = planned(store, tmp_path, OLD + NEW)
    assert plan.refused == []  # type: ignore[attr-defined]
    applied = apply_plan(store, ana, plan)  # type: ignore[arg-type]
    rosa = get_person(store, applied.added[0])
    assert (rosa.name, rosa.email, rosa.phone) == (
        "Rosa Díaz de la Fundación",
        "rosa@uis.edu.co",
        "+57 607 6344000",
    )
    assert [(held.title, held.organisation) for held in rosa.posts] == [("Directora", "uis")]
    assert "300 1112233" in (rosa.notes or "")
    sol = get_actor(store, applied.added[1])
    assert (sol.name, sol.type, sol.city, sol.country) == (
        "Fundación Sol, Luz y Aire",
        "ngo_foundation",
        "Bucaramanga",
        "CO",
    )
    luis = get_person(store, applied.added[2])
    made = get_actor(store, luis.posts[0].organisation)
    assert (luis.name, made.name, made.type, made.to_review) == ("Luis Gil", "Empresa Nueva", "company", True)
    again = planned(store, tmp_path, OLD + NEW)
    assert (again.added, len(again.changed)) == ([], 0)  # type: ignore[attr-defined]


def test_a_card_that_goes_out_is_read_by_another_program(store: Store, ana: Viewer) -> None:
    import vobject

    update_actor(
        store,
        ana,
        get_actor(store, "uis").changed(aliases=["UIS"], phone="+57 7 6344000", city="Bucaramanga"),
    )
    text = card_of_actor(store, "uis")
    card = vobject.readOne(text)
    assert card.fn.value == "Universidad Industrial de Santander"
    assert card.tel.value == "+57 7 6344000"
    held = {"title": "Rectora; y decana, a la vez", "organisation": "uis"}
    person = create_actor(store, ana, Person.of({"name": "Ana Ruiz" + " Larga" * 20, "posts": [held]}))
    text = card_of_actor(store, person.id)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    card = vobject.readOne(text)
    assert (card.org.value, card.title.value) == (["Universidad Industrial de Santander"], held["title"])


def test_all_cards_go_out_and_come_in_again_unchanged(store: Store, ana: Viewer, tmp_path: Path) -> None:
    create_actor(
        store, ana, Person.of({"name": "Ana Ruiz", "posts": [{"title": "Rectora", "organisation": "uis"}]})
    )
    export(store, tmp_path / "todos.vcf")
    file = tmp_path / "todos.vcf"
    table = read_table(file)
    choices = Choices(guess_columns(table, "actor"), defaults={"type": "company"}, make=True)
    plan = plan_import(store, table, "actor", choices=choices)
    assert (plan.added, plan.refused) == ([], [])


@pytest.mark.parametrize(
    ("data", "key"),
    [(b"", "card_none"), (b"hola", "card_none"), (b"BEGIN:VCARD\nEND:VCARD\n", "card_none")],
)
def test_what_is_no_card_is_refused(tmp_path: Path, data: bytes, key: str) -> None:
    file = tmp_path / "x.vcf"
    file.write_bytes(data)
    with pytest.raises(InvalidData, match=key):
        read_table(file)


def test_endless_folding_and_huge_pictures_cost_little() -> None:
    data = b"BEGIN:VCARD\nFN:x\nNOTE:" + b"a\n " * 500_000 + b"\nPHOTO:" + b"x" * 5_000_000 + b"\nEND:VCARD\n"
    (card,) = read_cards(data)
    assert [line.name for line in card] == ["FN", "NOTE"]
    assert len(card[1].value) <= 20_000


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=200))
def test_no_card_crashes_the_reader(data: bytes, text: str) -> None:
    for raw in (
        data,
        b"BEGIN:VCARD\n" + data + b"\nEND:VCARD",
        f"BEGIN:VCARD\nFN:{text}\nN;{text}:a\nEND:VCARD".encode("utf-8", "replace"),
    ):
        try:
            for card in read_cards(raw):
                for line in card:
                    assert line.text is not None
                    assert line.parts
        except InvalidData:
            continue


@given(st.text(min_size=1, max_size=150).filter(str.strip))
def test_any_name_goes_out_as_one_property(name: str) -> None:
    actor = make_actor(name="x").having(name=name)
    lines = card_of(actor, {}).replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCARD"
    assert sum(line.startswith("FN:") for line in lines) == 1
    assert lines[-2] == "END:VCARD"


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "rot13", "base64", "nada", "utf-16"])
def test_a_card_may_name_any_character_set(charset: str) -> None:
    text = f"BEGIN:VCARD\nFN:Ana\nNOTE;ENCODING=Q;CHARSET={charset}:xn--a..b=E9\nEND:VCARD\n"
    ((name, note),) = read_cards(text.encode())
    assert name.value == "Ana"
    assert note.value
