"""A project's map is made, kept and compared the same in both engines."""

from __future__ import annotations

from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.maps.comparing import compare_maps
from crm.maps.files import read_made
from crm.maps.kept import keep_map, kept_maps
from crm.maps.making import make_map
from crm.projects import create_project
from tests.crm.conftest import ANA
from tests.crm.engines import both
from tests.crm.maps.conftest import DAY, WATER, make_water
from tests.makers import keep_maps, make_interaction

__all__ = ["both"]


def test_a_map_is_made_kept_and_compared(both, tmp_path):
    create_interaction(both, ANA, make_interaction("uis", "embajada-francia", id="agua", **WATER))
    project = create_project(both, ANA, make_water())
    derived = refresh(both, tmp_path / "derived", DAY)
    keep_maps(both, tmp_path / "derived")
    made = read_made(tmp_path / "derived", project.id)
    assert made is not None
    assert [one.actor for one in made.actors] == [
        one.actor for one in make_map(both, derived, project).actors
    ]
    first = keep_map(both, ANA, project.id, made)
    second = keep_map(both, ANA, project.id, made)
    assert [one.id for one in kept_maps(both, project.id)] == [second.id, first.id]
    assert first.made.actors == made.actors
    create_interaction(both, ANA, make_interaction("ccb", "uis", id="otra", **WATER))
    again = make_map(both, refresh(both, tmp_path / "derived", DAY), project)
    changes = {change.actor: change for change in compare_maps(first.made, again).changes}
    assert any("otra" in reason.facts for reason in changes["ccb"].gained)
