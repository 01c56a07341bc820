"""Every way we know to learn from the public pages what the office did not make public."""

from dataclasses import replace

import pytest

from crm.access import Viewer
from crm.actors import archive_actor, create_actor, get_actor, save_many_actors, update_actor
from crm.erasing.erasing import erase_record
from crm.errors import InvalidData, NotAllowed, NotFound
from crm.files.vault import Vault
from crm.history import history_of, undo
from crm.interactions import create_interaction, get_interaction, update_interaction
from crm.merging.merge import MergeOrder, merge_actors
from crm.publishing.directory import every_public_actor, public_actor, public_directory, public_facets
from crm.publishing.model import TOGETHER, Publication, PublicFilter, PublicPerson
from crm.publishing.opening import make_public
from crm.publishing.preview import preview
from crm.publishing.publishing import publish, withdraw
from crm.publishing.reading import public_red, publication, publications
from crm.publishing.settings import save_public_settings
from crm.ties import create_tie
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_actor, make_interaction, make_person, make_post, make_tie

__all__ = ["both"]
PUBLIC = ("public",)
DRAFT = Publication(
    "", "Academia y Francia", "Quién trabaja con quién", "vista-agua", ("uis", "ccb", "embajada-francia"),
    {"uis": (1.0, 2.0), "ccb": (3.0, 4.0), "embajada-francia": (5.0, 6.0)},
)  # fmt: skip


def show(store: Store, viewer: Viewer, *ids: str, **changes) -> None:
    for id in ids:
        update_actor(store, viewer, get_actor(store, id).having(audience=PUBLIC, **changes))


def meet(store: Store, viewer: Viewer, *actors: str, **changes) -> str:
    return create_interaction(store, viewer, make_interaction(*actors, **changes)).id


def names(store: Store, **filter) -> list[str]:
    return [actor.id for actor in public_directory(store, PublicFilter(**filter)).items]


def red_ids(store: Store, slug: str = "academia-francia") -> set[str]:
    return {actor.id for actor in public_red(store, slug).actors}


def test_nothing_is_public_until_it_is_made_so_on_both_stores(both: Store, boss: Viewer):
    meet(both, boss, "uis", "ccb")
    publish(both, boss, DRAFT)
    assert names(both) == []
    assert public_facets(both).total is None
    red = public_red(both, "academia-francia")
    assert (red.actors, red.ties, red.publication.actors, red.publication.positions) == ((), (), (), {})


def test_an_interaction_of_the_office_between_two_public_actors_is_not_there_on_both_stores(
    both: Store, boss: Viewer
):
    show(both, boss, "uis", "ccb")
    meet(both, boss, "uis", "ccb", themes=["agua secreta"])
    publish(both, boss, DRAFT)
    assert public_red(both, "academia-francia").ties == ()
    assert "themes" not in public_actor(both, "uis").fields
    meet(both, boss, "uis", "ccb", themes=["agua"], audience=PUBLIC)
    (tie,) = public_red(both, "academia-francia").ties
    assert (tie.a, tie.b, tie.kind, tie.band, tie.count) == ("ccb", "uis", TOGETHER, 1, None)
    assert public_actor(both, "uis").fields["themes"] == ("agua",)


def test_a_number_under_the_limit_is_neither_said_nor_drawn(store: Store, boss: Viewer):
    show(store, boss, "uis", "ccb", "embajada-francia")
    publish(store, boss, DRAFT)
    for number in range(10):
        meet(store, boss, "uis", "ccb", audience=PUBLIC)
        few, more = [(1, None)] * 2, [(2, 3 + n) for n in range(6)]
        (tie,) = public_red(store, "academia-francia").ties
        expected = few[number] if number < 2 else more[number - 2] if number < 8 else (3, number + 1)
        assert (tie.band, tie.count) == expected
    save_public_settings(store, boss, {"limit": 20}, 0)
    (tie,) = public_red(store, "academia-francia").ties
    assert (tie.band, tie.count) == (1, None)


def test_what_was_planned_cancelled_or_archived_makes_no_public_tie(store: Store, boss: Viewer):
    show(store, boss, "uis", "ccb")
    publish(store, boss, DRAFT)
    meet(store, boss, "uis", "ccb", audience=PUBLIC, status="planned", themes=["planes"])
    meet(store, boss, "uis", "ccb", audience=PUBLIC, status="cancelled", themes=["planes"])
    assert public_red(store, "academia-francia").ties == ()
    assert "themes" not in public_actor(store, "uis").fields


def test_a_meeting_narrowed_afterwards_vanishes_at_once(store: Store, boss: Viewer):
    show(store, boss, "uis", "ccb")
    publish(store, boss, DRAFT)
    id = meet(store, boss, "uis", "ccb", audience=PUBLIC)
    assert public_red(store, "academia-francia").ties
    update_interaction(store, boss, get_interaction(store, id).having(audience=("user:jefa",)))
    assert public_red(store, "academia-francia").ties == ()


def test_whoever_is_narrowed_or_archived_after_publishing_vanishes_on_both_stores(both: Store, boss: Viewer):
    show(both, boss, "uis", "ccb", "embajada-francia")
    publish(both, boss, DRAFT)
    assert red_ids(both) == {"uis", "ccb", "embajada-francia"}
    update_actor(both, boss, get_actor(both, "uis").having(audience=("office",)))
    archive_actor(both, boss, "ccb", get_actor(both, "ccb").version)
    assert red_ids(both) == {"embajada-francia"} == set(names(both))
    assert set(public_red(both, "academia-francia").publication.positions) == {"embajada-francia"}
    for id in ("uis", "ccb"):
        with pytest.raises(NotFound):
            public_actor(both, id)


def test_whoever_is_joined_with_somebody_of_the_office_vanishes(store: Store, boss: Viewer):
    show(store, boss, "uis", "ccb")
    publish(store, boss, DRAFT)
    versions = (get_actor(store, "embajada-francia").version, get_actor(store, "uis").version)
    merge_actors(store, boss, MergeOrder("embajada-francia", "uis", versions))
    assert red_ids(store) == {"ccb"} == set(names(store))
    with pytest.raises(NotFound):
        public_actor(store, "uis")


def test_whoever_is_joined_with_somebody_public_is_shown_as_that_one(store: Store, boss: Viewer):
    show(store, boss, "uis", "ccb")
    publish(store, boss, replace(DRAFT, actors=("uis",)))
    versions = (get_actor(store, "ccb").version, get_actor(store, "uis").version)
    merge_actors(store, boss, MergeOrder("ccb", "uis", versions))
    assert red_ids(store) == {"ccb"} == set(names(store))
    assert public_actor(store, "uis").id == "ccb"


def test_whoever_is_erased_is_nowhere_not_even_in_what_was_published(both: Store, boss: Viewer, tmp_path):
    show(both, boss, "uis", "ccb")
    publish(both, boss, replace(DRAFT, note=f"Con {get_actor(both, 'uis').name} y otros"))
    erase_record(both, boss, "uis", get_actor(both, "uis").name, Vault(tmp_path / "files"))
    assert red_ids(both) == {"ccb"}
    kept = publication(both, "academia-francia")
    assert "uis" not in {*kept.actors, *kept.positions}
    assert "UIS" not in kept.note
    logged = [side for change in both.changes(limit=5000) for side in (change.before, change.after) if side]
    assert not [
        one for one in logged if "uis" in one.get("actors", ()) or '"uis"' in one.get("positions", "")
    ]


def test_the_same_is_said_of_who_is_private_erased_or_never_was(store: Store, boss: Viewer, tmp_path):
    erase_record(store, boss, "ccb", get_actor(store, "ccb").name, Vault(tmp_path / "files"))
    said = []
    for id in ("uis", "ccb", "nadie", "../uis", "UIS' OR 1=1", "<script>", "ofai"):
        with pytest.raises(NotFound) as refused:
            public_actor(store, id)
        said.append(type(refused.value))
    assert set(said) == {NotFound}


def test_notes_and_other_names_are_not_found_by_searching(store: Store, boss: Viewer):
    show(
        store,
        boss,
        "uis",
        notes="Amiga del alcalde, sospecha de soborno",
        city="Piedecuesta",
        email="x@uis.edu.co",
    )
    assert names(store, text="santander indus") == ["uis"] == names(store, text="piedecuesta")
    assert names(store, text="soborno") == names(store, text="UIS") == names(store, text="amiga") == []
    save_public_settings(store, boss, {"fields": []}, 0)
    assert names(store, text="piedecuesta") == []


def test_a_field_that_is_not_published_is_neither_said_nor_filtered_by(store: Store, boss: Viewer):
    show(
        store,
        boss,
        "uis",
        notes="secreto",
        email="x@uis.edu.co",
        phone="+57 7 6344000",
        relation_status="fría",
    )
    assert public_actor(store, "uis").fields == {"sector": "academic_cultural", "country": "CO"}
    save_public_settings(store, boss, {"fields": ["country"]}, 0)
    assert public_actor(store, "uis").fields == {"country": "CO"}
    assert names(store, sector="private") == ["uis"] == names(store, sector="academic_cultural")
    assert public_facets(store).sector == {}
    with pytest.raises(InvalidData):
        save_public_settings(store, boss, {"fields": ["notes"]}, 1)


def test_people_are_named_only_where_person_post_and_links_are_public(store: Store, boss: Viewer):
    show(store, boss, "uis")
    save_public_settings(store, boss, {"fields": ["people"]}, 0)
    held = make_post("uis", title="Rectora")
    person = create_actor(
        store,
        boss,
        make_person(id="rosa", name="Rosa Díaz", posts=[held], audience=PUBLIC, email="r@uis.edu.co"),
    )
    assert public_actor(store, "uis").fields == {}
    assert names(store) == ["uis"]
    with pytest.raises(NotFound):
        public_actor(store, person.id)
    edges = store.edges(_edges("rosa", "HOLDS"))
    posts = store.get([edges[0].end])
    at = store.edges(_edges(edges[0].end, "AT"))
    with store.transaction("jefa") as tx:
        tx.put_nodes([replace(node, audience=PUBLIC) for node in posts.values()])
        tx.put_edges([replace(edge, audience=PUBLIC) for edge in (*at, *edges)])
    assert public_actor(store, "uis").fields == {"people": (PublicPerson("Rosa Díaz", "Rectora"),)}
    archive_actor(store, boss, "rosa", get_actor(store, "rosa").version)
    assert public_actor(store, "uis").fields == {}


def _edges(id: str, type: str):
    from graph.store import EdgeQuery

    return EdgeQuery((id,), (type,), "out")


def test_a_standing_tie_is_shown_only_when_it_is_public_itself(store: Store, boss: Viewer):
    show(store, boss, "uis", "ccb")
    publish(store, boss, DRAFT)
    tie = create_tie(store, boss, make_tie("uis", "ccb", type="PARTNERS_WITH"))
    assert public_red(store, "academia-francia").ties == ()
    opened = make_public(store, boss, ["uis"], [], [tie.id])
    assert (opened.actors, opened.interactions, opened.ties) == (0, 0, 1)
    (shown,) = public_red(store, "academia-francia").ties
    assert (shown.a, shown.b, shown.kind, shown.count) == ("uis", "ccb", "PARTNERS_WITH", None)


def test_what_is_withdrawn_is_not_there_and_its_address_is_never_given_to_another(store: Store, boss: Viewer):
    made = publish(store, boss, DRAFT)
    withdraw(store, boss, made.slug, made.version)
    assert publications(store) == []
    with pytest.raises(NotFound):
        public_red(store, made.slug)
    assert publish(store, boss, DRAFT).slug == f"{made.slug}-2"


def test_only_an_administrator_publishes_previews_opens_withdraws_and_decides(store: Store, ana: Viewer):
    for act in (
        lambda: publish(store, ana, DRAFT),
        lambda: preview(store, ana, DRAFT),
        lambda: make_public(store, ana, ["uis"], []),
        lambda: withdraw(store, ana, "academia-francia", 1),
        lambda: save_public_settings(store, ana, {"on": True}, 0),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_opening_a_view_says_how_many_and_is_undone_in_one_step_on_both_stores(both: Store, boss: Viewer):
    id = meet(both, boss, "uis", "ccb", commitments=[{"text": "Enviar el borrador reservado"}])
    found = preview(both, boss, DRAFT)
    assert {one.id for one in found.left_out["office"]} == {"uis", "ccb", "embajada-francia"}
    opened = make_public(both, boss, found.actors, found.interactions, found.ties)
    assert (opened.actors, opened.interactions) == (3, 1)
    publish(both, boss, DRAFT)
    assert len(public_red(both, "academia-francia").ties) == 1
    seen = both.as_seen_by({"public"})
    assert seen.get([id, f"{id}-c1"]).keys() == {id}
    undo(both, boss, history_of(both, "uis")[0].transaction)
    assert names(both) == []


def test_what_is_not_the_whole_offices_is_never_opened(store: Store, boss: Viewer):
    private = meet(store, boss, "uis", "ccb", audience=("user:jefa",))
    create_actor(store, boss, make_person(id="rosa", name="Rosa"))
    draft = replace(DRAFT, actors=("uis", "rosa", "nadie"))
    found = preview(store, boss, draft)
    assert [one.id for one in found.left_out["person"]] == ["rosa"]
    assert [one.id for one in found.left_out["gone"]] == ["nadie"]
    assert private not in found.interactions
    for actors, meetings in ((["rosa"], []), ([], [private]), (["nadie"], [])):
        with pytest.raises(InvalidData):
            make_public(store, boss, actors, meetings)
    with pytest.raises(InvalidData):
        make_public(store, boss, ["uis", "rosa"], [])
    assert names(store) == []


def test_reference_actors_of_the_guide_and_people_are_no_entries(store: Store, boss: Viewer):
    save_many_actors(store, boss, [make_actor(id="guia", name="Guía", reference=True, audience=PUBLIC)])
    create_actor(store, boss, make_person(id="rosa", name="Rosa", audience=PUBLIC))
    assert names(store) == [] == list(every_public_actor(store))
