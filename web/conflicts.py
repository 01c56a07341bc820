"""Someone else saved first: both versions side by side, a choice for each field, nothing lost.

    <form> … {{ basis(form, record.version) }} …          macros/conflict.html: what the form showed at first
    state = FormState.posted(…).resolve(store)
    choose(state, record)                                  what was chosen on the conflict page, if it comes from there
    try: saved = state.attempt(save, base=record, version=given_version(state))
    except EditConflict: return conflict_page(state, get_record(store, id), back)

What only one of the two changed needs no choice: it is taken over and said.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Flask, render_template
from pydantic import BaseModel
from werkzeug.datastructures import MultiDict

from crm.history import history_of
from web.authors import author_name
from web.form_shapes import shape_of
from web.forms import FormState
from web.pickers import is_words
from web.saying import say_value
from web.store import current_store

BASIS = "was"
TAKE = "take-"
NOT_FIELDS = frozenset({"csrf_token", "version", BASIS, "draft", "sure"})
LONG = frozenset({"notes", "summary", "results", "status_note", "note", "next_step", "text", "result"})
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Choice:
    """One field in two versions: lines of words, empty for nothing. `both`: they can be put together."""

    name: str
    label: str
    saved: list[str]
    given: list[str]
    both: bool = False


@dataclass(frozen=True)
class Conflict:
    """What differs: `clashes` ask for a choice, `theirs` and `yours` were changed by one side only."""

    clashes: list[Choice]
    theirs: list[Choice]
    yours: list[Choice]
    hidden: Pairs
    author: str = ""
    at: Any = None


def form_basis(state: FormState[Any]) -> str:
    """What the form showed when it was first opened, as one text for a hidden input."""
    posted = state.value(BASIS)
    return posted or json.dumps([pair for pair in state.values.items(multi=True) if _telling(pair)])


def given_version(state: FormState[Any]) -> int:
    """The version that the form was opened with; 0, which never matches, when it is missing."""
    text = state.value("version")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _telling(pair: tuple[str, str]) -> bool:
    name = pair[0]
    return name not in NOT_FIELDS and not name.startswith(TAKE) and bool(pair[1].strip())


def _pairs(values: MultiDict[str, str], field: str) -> Pairs:
    """The inputs of one field, those of its rows too."""
    return [(n, v) for n, v in values.items(multi=True) if n == field or n.startswith(f"{field}-")]


def _plain(pairs: Pairs) -> list[tuple[str, str]]:
    """What of the inputs counts when two versions are compared."""
    said = [(name, " ".join(value.split())) for name, value in pairs if not _is_silent(name)]
    return sorted(pair for pair in said if pair[1])


def _is_silent(name: str) -> bool:
    """What says nothing of its own: the words of a picker, and which version of a row was read."""
    return is_words(name) or name.endswith("-version")


def _basis(state: FormState[Any]) -> MultiDict[str, str] | None:
    try:
        return MultiDict([(str(name), str(value)) for name, value in json.loads(state.value(BASIS))])
    except (ValueError, TypeError):
        return None


def choose(state: FormState[Any], saved: BaseModel) -> None:
    """Does what was chosen on the conflict page: puts the saved version of a field, or both, into the form."""
    current = _of(state, saved)
    for field in state.fields:
        chosen = state.value(f"{TAKE}{field}")
        theirs = _pairs(current.values, field)
        if chosen == "both" and _joinable(state, field):
            _set(state, field, _joined(state, field, theirs))
        elif chosen == "saved":
            _set(state, field, theirs)


def _of(state: FormState[Any], saved: BaseModel) -> FormState[Any]:
    made: FormState[Any] = FormState.of(type(saved), state.fields, saved, tuple(state.lines))
    return made.leaving_alone(*state.unshown)


def _set(state: FormState[Any], field: str, pairs: Pairs) -> None:
    for name in {name for name, _value in _pairs(state.values, field)}:
        state.values.poplist(name)
    for name, value in pairs:
        state.values.add(name, value)


def _joinable(state: FormState[Any], field: str) -> bool:
    shape = shape_of(state.model, field)
    return shape is not None and (shape.kind == "texts" or (shape.kind == "text" and field in LONG))


def _joined(state: FormState[Any], field: str, theirs: Pairs) -> Pairs:
    texts = [value.strip() for _name, value in [*theirs, *_pairs(state.values, field)] if value.strip()]
    shape = shape_of(state.model, field)
    if shape is not None and shape.kind == "texts" and field not in state.lines:
        return [(field, text) for text in dict.fromkeys(texts)]
    if field in state.lines:
        return [(field, "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines())))]
    return [(field, "\n\n".join(dict.fromkeys(texts)))]


def compare(state: FormState[Any], saved: BaseModel) -> Conflict:
    """The two versions of every field that differs, by who changed it since the form was opened."""
    current, before = _of(state, saved), _basis(state)
    clashes: list[Choice] = []
    theirs: list[Choice] = []
    yours: list[Choice] = []
    for field in state.fields:
        now, mine = _pairs(current.values, field), _pairs(state.values, field)
        if _plain(now) == _plain(mine):
            continue
        old = None if before is None else _plain(_pairs(before, field))
        group = theirs if old == _plain(mine) else yours if old == _plain(now) else clashes
        group.append(_choice(state, field, now, mine))
    taken = {choice.name for choice in theirs}
    return Conflict(clashes, theirs, yours, _hidden(state, current, taken), *who_saved(saved))


def _choice(state: FormState[Any], field: str, now: Pairs, mine: Pairs) -> Choice:
    both = _joinable(state, field) and bool(now) and bool(mine)
    return Choice(field, state.label(field), _lines(field, now), _lines(field, mine), both)


def _lines(field: str, pairs: Pairs) -> list[str]:
    """A field as lines of words; each row of a group is one line."""
    rows: dict[str, list[str]] = {}
    for name, value in pairs:
        if _is_silent(name) or name.endswith("-id") or not value.strip():
            continue
        parts = name.removeprefix(field).strip("-").split("-")
        inner = next((part for part in reversed(parts) if part and not part.isdigit()), field)
        row = parts[0] if parts[0].isdigit() else value
        rows.setdefault(row, []).append(say_value(inner, value))
    return [" · ".join(words) for words in rows.values()]


def _hidden(state: FormState[Any], current: FormState[Any], taken: set[str]) -> Pairs:
    """Everything the next sending needs: what was written, with the saved version where only the other changed it."""
    merged = MultiDict(state.values)
    kept: FormState[Any] = FormState.posted(state.model, state.fields, merged, tuple(state.lines))
    for field in taken:
        _set(kept, field, _pairs(current.values, field))
    fields = [pair for pair in kept.values.items(multi=True) if _telling(pair)]
    return [*fields, (BASIS, form_basis(current)), ("draft", state.value("draft"))]


def who_saved(saved: BaseModel) -> tuple[str, Any]:
    """Who saved the record last, and when; ("", None) when its history says nothing."""
    entries = history_of(current_store(), str(getattr(saved, "id", "")), limit=1)
    return (author_name(entries[0].author), entries[0].at) if entries else ("", None)


def conflict_page(state: FormState[Any], saved: Any, back: str) -> tuple[str, int]:
    """The page where one chooses; it is sent to the same address as the form. `back` leaves without saving."""
    conflict = compare(state, saved)
    title = next((getattr(saved, n) for n in ("name", "title", "text") if getattr(saved, n, "")), "")
    return render_template("conflicto.html", conflict=conflict, saved=saved, title=title, back=back), 409


def register_conflicts(app: Flask) -> None:
    """Gives templates `form_basis(form)`; the macro `basis` uses it."""
    app.add_template_global(form_basis)
