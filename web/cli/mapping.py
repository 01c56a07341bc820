"""`map`: the actors for a project, with reasons, its coalition and gaps; as text, as JSON, and as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.briefs import read_brief
from web.cli.days import Day
from web.cli.derived import current_results
from web.cli.invocation import Invocation
from web.cli.output import emit, tell, write_bytes_whole
from web.cli.parts import WholeNumber, command, option, pass_invocation
from web.cli.texts import language, say

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.maps.model import StakeholderMap
    from crm.projects import Project
    from graph.store import Store

a_path = click.Path(path_type=Path)


@command("map")
@option("--brief", type=a_path, required=True, metavar="metavar.file")
@option("--as-of", type=Day(), metavar="metavar.day")
@option("--limit", type=WholeNumber(1, 500), default=50, show_default=True, metavar="metavar.number")
@option("--xlsx", type=a_path, metavar="metavar.file")
@option("--docx", type=a_path, metavar="metavar.file")
@option("--file", "files", type=a_path, multiple=True, metavar="metavar.file", help="option.map_file")
@pass_invocation
def map_(app: Invocation, /, brief: Path, as_of: date | None, limit: int, **files: Any) -> None:
    from crm.maps.making import make_map
    from crm.maps.saying import document_of
    from crm.office import today
    from crm.projects import check_brief

    project = read_brief(brief)
    wanted = _wanted(files)
    with app.view() as store, current_results(app, store) as derived:
        check_brief(store, project)
        made = make_map(store, derived, project, as_of or today(), limit)
        written = _write(store, derived, (project, made), wanted)
    document = document_of(made, language()) | {"files": [str(path) for path in written]}
    emit(app, document, _lines(document))
    for path in written:
        tell("map.written", file=path)


def _wanted(files: dict[str, Any]) -> list[tuple[Path, str]]:
    """Each file to write with its ending. Raises InvalidData before anything is worked out."""
    from crm.errors import InvalidData
    from crm.maps.exports.making import TYPES

    given = [(path, kind) for kind in ("xlsx", "docx") if (path := files[kind])]
    given += [(path, path.suffix.lower().lstrip(".")) for path in files["files"]]
    for path, ending in given:
        if ending not in TYPES:
            raise InvalidData.of(
                "file", "map_unknown_file", ending=ending or path.name, known=", ".join(TYPES)
            )
    return given


def _write(
    store: Store, derived: Derived, mapped: tuple[Project, StakeholderMap], wanted: list[tuple[Path, str]]
) -> list[Path]:
    if not wanted:
        return []
    from crm.assessments.grids import grid_of
    from crm.maps.exports.extras import extras_of
    from crm.maps.exports.making import make_file
    from crm.maps.making import relevance_of

    project, made = mapped
    grid = grid_of(store, derived, project, relevance_of(made))
    extras = extras_of(store, project)
    for path, ending in wanted:
        write_bytes_whole(path, make_file(made, grid, ending, language(), extras).data)
    return [path for path, _ending in wanted]


def _lines(document: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for one in document["actors"]:
        lines.append(f"{one['place']:3}. {one['score']:.2f}  {one['name']} ({one['actor']})")
        lines += [f"           {why['text']}" for why in one["reasons"]]
        if one["path"]:
            steps = " → ".join(step["name"] for step in one["path"])
            way = say("map.path", steps=steps)
            lines.append(f"           {way}")
    names = {one["actor"]: one["name"] for one in document["coalition_members"]}
    chosen = [say("map.coalition", names="; ".join(names.values()))] if names else []
    # Where there is nobody at all, every sector is empty: only what was asked for is worth a line.
    missing = [gap["message"] for gap in document["gaps"] if lines or gap["kind"] == "requirement"]
    return [*(lines or [say("map.nothing")]), *chosen, *missing]
