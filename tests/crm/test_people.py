"""People hold posts over periods; people move, posts stay."""

from datetime import date

import pytest

from crm.access import Viewer
from crm.actors import Actor, archive_actor, create_actor, get_actor, update_actor
from crm.errors import InvalidData, NotFound
from crm.people import add_post, end_post, get_person, holder_on, people_of, posts_at, remove_post
from graph.store import Store
from tests.makers import make_actor, make_person, make_post

EMBASSY = "embajada-francia"


def holder(store: Store, day: str) -> str | None:
    person = holder_on(store, (EMBASSY, "embajadora"), date.fromisoformat(day))
    return person.id if person else None


def test_a_person_comes_back_with_posts(store: Store, ana: Viewer) -> None:
    posts = [make_post(period="2020/2023-06"), make_post("uis", title="Profesora", note="de cátedra")]
    saved = create_actor(store, ana, make_person(posts=posts, parent=EMBASSY))
    person = get_person(store, "yvonne-baumann")
    assert saved == person
    assert {(post.title, post.organisation, post.note) for post in person.posts} == {
        ("Embajadora", EMBASSY, None),
        ("Profesora", "uis", "de cátedra"),
    }
    assert [post.title for post in posts_at(store, EMBASSY)] == ["Embajadora"]


def test_a_person_with_only_a_parent_gets_an_untitled_post_there(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_actor(name="Rosa Ruiz", type="person_role", parent="uis"))
    person = get_person(store, "rosa-ruiz")
    assert [(post.title, post.organisation) for post in person.posts] == [("", "uis")]
    assert [p.person.id for p in people_of(store, "uis")] == ["rosa-ruiz"]
    update_actor(store, ana, person.changed(city="Bucaramanga"))
    assert get_person(store, person.id).posts == person.posts


def test_an_office_holder_without_a_name_is_the_post(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(name="Cónsul de Francia", unnamed=True, parent=EMBASSY))
    person = get_person(store, "consul-francia")
    assert (person.unnamed, person.posts[0].title) == (True, "Cónsul de Francia")
    assert store.get(["consul-francia"])["consul-francia"].get("unnamed") is True


def test_the_same_title_at_the_same_organisation_is_one_post(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(name="Ana Uno", posts=[make_post(period="../2020-05-31")]))
    create_actor(
        store, ana, make_person(name="Eva Dos", posts=[make_post(title="embajadora", period="2020-06-01/..")])
    )
    assert len(posts_at(store, EMBASSY)) == 1
    assert [p.person.id for p in people_of(store, EMBASSY)] == ["eva-dos", "ana-uno"]
    assert [p.person.id for p in people_of(store, EMBASSY, date(2019, 1, 1))] == ["ana-uno"]


def test_who_held_a_post_on_a_day_is_a_question(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(name="Ana Uno", posts=[make_post(period="2018/2020-05-31")]))
    eva = create_actor(store, ana, make_person(name="Eva Dos", posts=[make_post(period="2020-06/..")]))
    create_actor(store, ana, make_person(name="Embajadora", unnamed=True, posts=[make_post()]))
    assert [holder(store, day) for day in ("2019-07-01", "2020-05-31", "2020-06-01", "2026-01-01")] == [
        "ana-uno", "ana-uno", "eva-dos", "eva-dos",
    ]  # fmt: skip
    assert holder(store, "2010-01-01") == "embajadora"
    post = get_person(store, eva.id).posts[0].post
    found = holder_on(store, post, date(2024, 1, 1))
    assert found is not None
    assert found.id == "eva-dos"
    assert holder_on(store, (EMBASSY, "Portera"), date(2024, 1, 1)) is None


def test_leaving_a_post_ends_the_holding_and_moves_the_person(store: Store, ana: Viewer) -> None:
    posts = [make_post(period="2020/.."), make_post("uis", title="Profesora")]
    person = get_person(store, create_actor(store, ana, make_person(posts=posts, parent=EMBASSY)).id)
    holding = next(post for post in person.posts if post.organisation == EMBASSY)
    left = end_post(store, ana, person.id, holding.id, date(2024, 5, 31))
    ended = next(post for post in left.posts if post.id == holding.id)
    assert ended.period is not None
    assert ended.period.edtf == "2020/2024-05-31"
    assert left.parent == "uis"
    assert holder(store, "2024-05-31") == person.id
    assert holder(store, "2024-06-01") is None
    assert posts_at(store, EMBASSY)[0].id == holding.post
    with pytest.raises(InvalidData):
        end_post(store, ana, person.id, holding.id, date(2019, 1, 1))


def test_posts_are_added_and_taken_away(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person())
    person = add_post(store, ana, "yvonne-baumann", make_post(period="2021"))
    person = add_post(store, ana, "yvonne-baumann", make_post(period="2024"))
    assert len({post.id for post in person.posts}) == 2
    assert len({post.post for post in person.posts}) == 1
    person = remove_post(store, ana, person.id, person.posts[0].id)
    assert len(person.posts) == 1
    with pytest.raises(NotFound):
        remove_post(store, ana, person.id, "e-nada")
    with pytest.raises(InvalidData) as error:
        add_post(store, ana, person.id, make_post("nadie"))
    assert [problem.field for problem in error.value.problems] == ["posts[1].organisation"]


def test_a_card_saved_without_posts_keeps_them(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(posts=[make_post()]))
    person = get_person(store, "yvonne-baumann")
    plain = Actor.of(person.model_dump(exclude={"unnamed", "posts"}))
    saved = update_actor(store, ana, plain.changed(city="Berna"))
    assert get_person(store, saved.id).posts == person.posts


def test_a_group_holds_no_posts_and_an_embassy_is_no_person(store: Store) -> None:
    with pytest.raises(InvalidData) as error:
        make_person(is_group=True, type="embassy")
    assert {problem.field for problem in error.value.problems} == {"is_group", "type"}
    with pytest.raises(NotFound):
        get_person(store, EMBASSY)


def test_posts_survive_archiving(store: Store, ana: Viewer) -> None:
    person = create_actor(store, ana, make_person(posts=[make_post()]))
    archive_actor(store, ana, person.id, person.version)
    again = get_actor(store, person.id)
    assert again.archived
    assert get_person(store, person.id).posts
