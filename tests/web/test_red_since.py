"""Whoever was hidden, archived, erased or renamed after the analysis is told of as may be told now."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from crm.access import SYSTEM
from crm.assessments.shapes import tag, words
from crm.derived.results import read
from crm.derived.watching import seen_now
from crm.naming import printable
from crm.picture import PictureFilter, choose, draw
from tests.web.test_red import Office

HIDDEN, ARCHIVED, ERASED, RENAMED = "inderbu", "cideu", "usaid", "acnur"
FACES = (
    "/red?todo=1",
    "/red/datos?todo=1",
    f"/red?actor={HIDDEN}",
    f"/red/datos?actor={ARCHIVED}",
    "/red/tabla?todo=1",
    "/red/matriz?todo=1",
    "/red/anillos?todo=1",
    "/red/calor?todo=1",
    "/red/linea?todo=1",
    "/red/tiempo?todo=1",
    "/red/tiempo/datos?todo=1",
    "/red/datos?todo=1&agrupar=grupo",
    "/red/grande",
    f"/red/grande?actor={HIDDEN}",
    "/red/grande/nombres?n=0,1,2,3,4,5",
    "/api/v1/network-frames?todo=1",
    "/analisis",
    "/mundo",
)


class ChangedOffice(Office):
    """The office, with who is `gone` since its analysis, by name, and the `whole` results."""

    def __init__(self, folder):
        super().__init__(folder)
        nodes = self.store.get([HIDDEN, ARCHIVED, ERASED])
        self.gone = [str(node.get("name")) for node in nodes.values()]
        self.whole = read(folder / "derived")


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The office after one actor was hidden, one archived, one erased, one renamed."""
    made = ChangedOffice(tmp_path_factory.mktemp("since"))
    nodes = made.store.get([HIDDEN, ARCHIVED, RENAMED])
    with made.store.transaction(SYSTEM.id) as tx:
        tx.put_nodes(
            [
                replace(nodes[HIDDEN], audience=("user:somebody",)),
                nodes[ARCHIVED].with_properties(archived=True),
                nodes[RENAMED].with_properties(name="Refugio\u202e nuevo"),
            ]
        )
    made.store.erase([ERASED], SYSTEM.id)
    yield made
    made.store.close()


@pytest.mark.parametrize("address", FACES)
def test_no_face_names_who_is_gone(changed, address):
    answer = changed.editor.get(address, follow_redirects=True)
    text = answer.get_json() if answer.is_json else answer.get_data(as_text=True)
    assert answer.status_code in {200, 404}
    assert not [_around(name, str(text)) for name in changed.gone if name in str(text)]
    if "todo" in address and "agrupar" not in address:
        assert not [
            id for id in (HIDDEN, ARCHIVED, ERASED) if f'"{id}"' in str(text) or f"'{id}'" in str(text)
        ]


def test_a_picture_has_the_new_name_and_its_analysis_keeps_it_printable(changed):
    seen = seen_now(changed.store, changed.whole)
    names = {node.id: node.name for node in draw(seen, PictureFilter(include_reference=True)).nodes}
    assert names[RENAMED] == "Refugio nuevo"
    assert not {HIDDEN, ARCHIVED, ERASED} & names.keys()


def test_results_stay_the_same_object_until_something_changes(changed):
    assert seen_now(changed.store, changed.whole) is seen_now(changed.store, changed.whole)


def test_an_interaction_archived_since_counts_no_more_and_counts_again_when_it_is_back(changed):
    first = changed.whole.interaction_ids([0])[0]
    _archive(changed.store, first, archived=True)
    mask = choose(seen_now(changed.store, changed.whole), PictureFilter(until=date(2026, 11, 23))).mask
    assert not mask[0]
    _archive(changed.store, first, archived=False)
    mask = choose(seen_now(changed.store, changed.whole), PictureFilter(until=date(2026, 11, 23))).mask
    assert mask[0] == choose(changed.whole, PictureFilter(until=date(2026, 11, 23))).mask[0]


def _archive(store, id, *, archived):
    node = store.get([id])[id]
    with store.transaction(SYSTEM.id) as tx:
        tx.put_nodes([node.with_properties(archived=archived)])


def test_a_name_keeps_no_mark_that_turns_the_direction_of_writing():
    assert printable("C\u202eámara\x07 de\u200f Comercio 😀") == "Cámara de Comercio 😀"


def test_a_tag_opens_as_xml_whatever_its_words_hold():
    drawn = tag("g", words("a\x07\ufffe<b>"), title="x\x07\ufffe&y")
    found = ElementTree.fromstring(drawn)
    assert (found.text, found.get("title")) == ("a<b>", "x&y")


def _around(name, text):
    """A piece of the answer that says where the name stands."""
    at = text.index(name)
    return text[max(at - 120, 0) : at + len(name) + 40]
