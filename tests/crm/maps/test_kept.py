"""Maps kept with a project: as they were, in order, old ones too, and without whom the city has to forget."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from crm.actors import get_actor
from crm.erasing.erasing import erase_record
from crm.errors import NotAllowed, NotFound
from crm.files.vault import Vault
from crm.history import history_of
from crm.identity import edge_id
from crm.maps.kept import KeptHead, keep_map, kept_map, kept_maps
from crm.maps.making import make_map
from graph.records import OFFICE, Edge, Node
from tests.crm.conftest import ANA, BOSS, READER
from tests.crm.maps.conftest import DAY


@pytest.fixture
def made(city, derive, project):
    return make_map(city, derive(), project)


def test_a_map_is_kept_with_its_project_as_it_was(city, project, made):
    saved = keep_map(city, ANA, project.id, made)
    (found,) = kept_maps(city, project.id)
    opened = kept_map(city, project.id, saved.id)
    assert opened == saved
    assert opened.ranked == made.actors
    assert (opened.made.gaps, opened.made.coalition) == (made.gaps, made.coalition)
    assert found == KeptHead(*(getattr(saved, field.name) for field in fields(KeptHead)))
    assert (found.as_of, found.made_by, found.count) == (DAY, "ana", len(made.actors))


def test_the_history_does_not_print_the_whole_document(city, project, made):
    saved = keep_map(city, ANA, project.id, made)
    (change,) = history_of(city, saved.id)
    assert "map" not in {field for field, _before, _after in change.fields}
    assert "made_by" in {field for field, _before, _after in change.fields}


def test_maps_are_listed_from_the_latest_and_belong_to_their_project(city, project, made):
    first = keep_map(city, ANA, project.id, made)
    second = keep_map(city, ANA, project.id, made)
    assert [one.id for one in kept_maps(city, project.id)] == [second.id, first.id]
    assert kept_maps(city, "otro") == []
    with pytest.raises(NotFound):
        kept_map(city, "otro", first.id)
    with pytest.raises(NotFound):
        kept_map(city, project.id, "amb")


def test_a_reader_may_not_keep_a_map_and_a_project_must_exist(city, project, made):
    with pytest.raises(NotAllowed):
        keep_map(city, READER, project.id, made)
    with pytest.raises(NotFound):
        keep_map(city, ANA, "otro", made)


def test_a_list_kept_when_maps_were_lists_still_opens(city, project):
    reason = {"key": "reason.are", "params": {"words": ["agua"]}, "facts": ["amb"], "points": 0.2}
    one = {"actor": "amb", "name": "Acueducto", "type": "company", "score": 0.2, "parts": {"relevance": 0.2}}
    said = {
        "project": project.id,
        "as_of": DAY,
        "made_at": "2026-01-02T03:04:05.000000Z",
        "made_by": "ana",
        "revision": 3,
        "ranked": json.dumps([{**one, "reasons": [reason], "requirements": [1]}]),
        "gaps": json.dumps([{"requirement": 0, "need": "laboratorio", "type": "university"}]),
    }
    with city.transaction("ana") as tx:
        tx.put_nodes([Node("vieja", ("StakeholderMap",), said, (OFFICE,))])
        tx.put_edges(
            [Edge(edge_id("MAPS", "vieja", project.id), "MAPS", "vieja", project.id, {"as_of": DAY})]
        )
    found = kept_map(city, project.id, "vieja")
    assert [(one.id, one.count) for one in kept_maps(city, project.id)] == [("vieja", 1)]
    assert (found.count, found.made.actors[0].place, found.made.actors[0].requirements) == (1, 1, (1,))
    assert found.made.actors[0].reasons[0].facts == ("amb",)
    assert [gap.need for gap in found.made.gaps] == ["laboratorio"]


def test_who_is_erased_is_taken_out_of_kept_maps_and_of_the_reasons_of_others(city, project, made, tmp_path):
    saved = keep_map(city, ANA, project.id, made)
    assert "Universidad Industrial de Santander" in saved.text
    erase_record(city, BOSS, "uis", get_actor(city, "uis").name, Vault(tmp_path))
    found = kept_map(city, project.id, saved.id)
    assert found.count == saved.count - 1
    assert [one.count for one in kept_maps(city, project.id)] == [found.count]
    assert "uis" not in found.made.by_actor
    assert "Universidad Industrial" not in found.text
    assert '"uis"' not in found.text
