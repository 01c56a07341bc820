"""What every page's frame needs: the places, the notices with their undo, who looks and how."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, flash, get_flashed_messages, request

from crm.accounts.passwords import digest_of
from web.auth import current_user, current_viewer, session_secret
from web.texts import gettext as _


@dataclass(frozen=True)
class Place:
    """One of the places at the left; `here` when the page belongs to it, `exact` when it is it."""

    label: str
    url: str
    icon: str
    here: bool
    exact: bool


@dataclass(frozen=True)
class Notice:
    """What was just done; `undo` is the transaction that a button takes back, `draft` the draft it makes needless."""

    text: str
    undo: int | None = None
    draft: str = ""


def place_url(name: str) -> str:
    """The address of a page by its public path, as the interfaces promise it: `place_url("registrar")`."""
    return f"{request.script_root}/{name}"


def places() -> list[Place]:
    """The five places and the rest."""
    named = (
        ("", _("Hoy"), "house"),
        ("actores", _("Actores"), "people"),
        ("interacciones", _("Interacciones"), "chat-square-text"),
        ("proyectos", _("Proyectos"), "kanban"),
        ("red", _("Red"), "diagram-3"),
        ("mas", _("Más"), "three-dots"),
    )
    return [_place(path, label, icon) for path, label, icon in named]


def _place(path: str, label: str, icon: str) -> Place:
    address = f"/{path}"
    exact = request.path == address
    return Place(
        label, place_url(path), icon, exact or (path != "" and request.path.startswith(address + "/")), exact
    )


def theme() -> str:
    """The word "light" or "dark" when the person chose, else nothing: the system decides."""
    user = current_user()
    chosen = user.preferences.get("theme") if user else ""
    return chosen if chosen in {"light", "dark"} else ""


def keys_on() -> bool:
    """Whether single-key shortcuts work for this person."""
    user = current_user()
    return bool(user.preferences.get("keys", True)) if user else True


def draft_key() -> str:
    """Under which name the browser keeps what this person writes on this page."""
    viewer = current_viewer()
    return f"{viewer.id if viewer else ''}:{request.path}"


def tell(text: str, undo: int | None = None, draft: str = "") -> None:
    """Shows `text` on the next page, with a button that undoes transaction `undo`; the form's draft is done with."""
    flash(json.dumps([text, undo, draft or request.form.get("draft", "")]), "told")


def take_notices() -> list[Notice]:
    """What was told since the last page; asking empties it."""
    return [Notice(*json.loads(str(told))) for told in get_flashed_messages(category_filter=["told"])]


def same_page(**changes: object) -> str:
    """This page with some of its query changed; None takes one away, a list repeats it."""
    query = {name: request.args.getlist(name) for name in request.args}
    for name, value in changes.items():
        values = value if isinstance(value, list | tuple) else [value]
        query[name] = [str(one) for one in values if one is not None]
    pairs = [(name, value) for name, values in query.items() for value in values]
    return request.script_root + request.path + (f"?{urlencode(pairs)}" if pairs else "")


def initials(name: str) -> str:
    """Two letters of a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def first_word(name: str) -> str:
    """What one calls a person."""
    return name.split(maxsplit=1)[0] if name.split() else ""


def role_name(role: str) -> str:
    """A role as people say it."""
    return {
        "reader": _("Lectura"),
        "editor": _("Edición"),
        "administrator": _("Administración"),
    }.get(role, role)


def device_name(agent: str) -> str:
    """A browser and its system from what it says of itself: "Firefox, Windows"; "Chrome, Android"."""
    browsers = (
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    )
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac", "Linux")
    browser = next((name for sign, name in browsers if sign in agent), "")
    system = next((name for name in systems if name in agent), "")
    return ", ".join(part for part in (browser, system) if part) or _("Navegador desconocido")


def this_session() -> str:
    """The id of the session one is in."""
    return f"session-{digest_of(session_secret())}"


def register_frame(app: Flask) -> None:
    """Gives the base template what it asks for."""
    for helper in (
        places,
        place_url,
        theme,
        keys_on,
        take_notices,
        same_page,
        draft_key,
        this_session,
        current_viewer,
    ):
        app.add_template_global(helper)
    for filter in (initials, first_word, role_name, device_name):
        app.add_template_filter(filter)
