"""Two people at one story: what each changed, step by step, and the choice between both on the page of two versions.

Steps are compared one by one while they stand in the same places; once steps were added, taken out or moved, the story
is chosen as a whole. What only one of the two changed needs no choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import render_template

from crm.views.model import SavedView
from web.conflicts import BASIS, TAKE, Choice, Conflict, who_saved
from web.saying import record_names
from web.texts import gettext as _
from web.views.story_rows import Row, Rows, basis_of, pairs_of

WHOLE = "story"
Parts = dict[str, Rows]


def compare_stories(before: Rows | None, saved: Rows, given: Rows) -> Conflict:
    """What differs between the story as it is `saved` and as it is `given`; `before` is what the form showed first."""
    apart = before is not None and _aligned(before, saved) and _aligned(before, given)
    old, now, mine = (_parts(rows, apart) for rows in (before or [], saved, given))
    found = Conflict([], [], [], [])
    merged = dict(mine)
    for name in mine:
        if now[name] == mine[name]:
            continue
        group = found.clashes
        if before is not None and old[name] == mine[name]:
            group, merged[name] = found.theirs, now[name]
        elif before is not None and old[name] == now[name]:
            group = found.yours
        group.append(Choice(name, _label(name), _lines(now[name]), _lines(mine[name])))
    rows = [row for part in merged.values() for row in part]
    return replace(found, hidden=[*pairs_of(rows), (BASIS, basis_of(saved))])


def _aligned(before: Rows, after: Rows) -> bool:
    """Whether every step stands where it stood."""
    texts = [row["text"] for row in before]
    return len(before) == len(after) and all(
        row["text"] == text or row["text"] not in texts for row, text in zip(after, texts, strict=True)
    )


def _parts(rows: Rows, apart: bool) -> Parts:
    return {f"step-{number}": [row] for number, row in enumerate(rows)} if apart else {WHOLE: rows}


def _label(name: str) -> str:
    return _("Relato") if name == WHOLE else _("Paso %(num)s", num=int(name.rpartition("-")[2]) + 1)


def _lines(rows: Sequence[Row]) -> list[str]:
    names = record_names({id for row in rows for id in row["actors"]})
    lines = []
    for number, row in enumerate(rows, 1):
        looked = ", ".join(names[id].name for id in row["actors"] if id in names)
        first = f"{number}. " if len(rows) > 1 else ""
        lines.append(first + str(row["text"]))
        lines += [_("Mira a: %(names)s", names=looked)] if looked else []
    return lines


def choose_story(rows: Rows, saved: Rows, form: Mapping[str, str]) -> Rows:
    """The rows after what was chosen on the page of two versions; as they are, when they come from elsewhere."""
    if form.get(f"{TAKE}{WHOLE}") == "saved":
        return saved
    taken = {number for number in range(len(saved)) if form.get(f"{TAKE}step-{number}") == "saved"}
    return [saved[number] if number in taken else row for number, row in enumerate(rows)]


def story_conflict_page(view: SavedView, conflict: Conflict, back: str) -> tuple[str, int]:
    """The page where one chooses; it is sent to the address of the story. `back` leaves without saving."""
    author, at = who_saved(view)
    said = replace(conflict, author=author, at=at)
    return render_template("conflicto.html", conflict=said, saved=view, title=view.name, back=back), 409
