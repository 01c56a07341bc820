"""What groups of the whole red are called, and what their picture shows in words."""

from __future__ import annotations

from typing import Any

from flask import url_for

from crm.derived.results import Derived
from crm.derived.seen import NAMELESS, gone
from crm.large.reading import Group, group_of, members
from crm.vocabulary import vocabulary
from graph.positions.nesting import BESIDE, LONELY, SMALL_ONES
from web.frame import place_url
from web.i18n import language, number
from web.marks import type_mark
from web.red.names import brief, plain
from web.red.naming import all_of
from web.texts import gettext as _
from web.texts import ngettext

NAMED = 3


def group_name(derived: Derived, group: Group) -> str:
    """What a group is called: by its two most important actors, or by what holds it together."""
    if group.parent < 0:
        return _("Toda la red")
    if group.kind == SMALL_ONES:
        return _("Los grupos pequeños")
    if group.kind == LONELY:
        return _("Sin vínculos")
    first = [actor for actor in group.first if actor not in gone(derived)]
    names = [_brief(derived, actor) for actor in first[: 1 if group.kind == BESIDE else 2]]
    if not names:
        return NAMELESS
    rest = group.size - len(names)
    if rest <= 0:
        return all_of(names)
    more = ngettext("%(shown)s más", "%(shown)s más", rest, shown=number(rest))
    return _("%(names)s y %(last)s", names=", ".join(names), last=more)


def _short(derived: Derived, group: Group) -> str:
    """The name for inside a bubble: of one actor, and how many more."""
    if group.kind in {SMALL_ONES, LONELY} or not group.first:
        return group_name(derived, group)
    more = number(group.size - 1)
    return _("%(name)s y %(count)s más", name=_brief(derived, group.first[0]), count=more)


def description_of(derived: Derived, group: Group) -> str:
    """The picture of a group for who does not see it."""
    actors = ngettext("%(shown)s actor", "%(shown)s actores", group.size, shown=number(group.size))
    if group.parts:
        parts = ngettext("%(shown)s grupo", "%(shown)s grupos", group.parts, shown=number(group.parts))
        return _("%(actors)s en %(parts)s; abra un grupo para ver quiénes están.", actors=actors, parts=parts)
    ties = ngettext("%(shown)s vínculo", "%(shown)s vínculos", group.ties, shown=number(group.ties))
    best = members(derived, group, range(min(NAMED, group.size)))
    counted = f"{actors}, {ties}"
    if len(best) < NAMED or not group.ties:
        return counted + "."
    names = all_of([_brief(derived, actor) for actor in best])
    return _("%(counted)s; los más conectados: %(names)s.", counted=counted, names=names).replace("….", "…")


def cut_of(group: Group) -> str:
    """What the picture leaves out; "" for nothing."""
    if group.sent >= group.ties:
        return ""
    shown, total = number(group.sent), number(group.ties)
    return _("Se dibujan los %(shown)s vínculos con más encuentros, de %(total)s.", shown=shown, total=total)


def names_of(derived: Derived, group: Group, places: list[int]) -> list[dict[str, Any]]:
    """Who stands at some places of the picture: name, short name, where its own page or picture is, a line about it."""
    numbers = members(derived, group, places)
    known = [place for place in places if 0 <= place < group.shown]
    described = _parts if group.parts else _actors
    return [{"n": place, **one} for place, one in zip(known, described(derived, numbers), strict=True)]


def _actors(derived: Derived, numbers: list[int]) -> list[dict[str, Any]]:
    columns = derived.actors
    found = []
    for actor in numbers:
        name, mark = plain(str(columns["name"][actor])), type_mark(str(columns["type"][actor]))
        id = str(columns["id"][actor])
        found.append(
            {
                "id": id,
                "name": name or id,
                "short": plain(brief(name)) or id,
                "words": mark.label,
                "family": mark.family,
                "shape": mark.shape,
                "url": place_url(f"actores/{id}"),
            }
        )
    return found


def _parts(derived: Derived, numbers: list[int]) -> list[dict[str, Any]]:
    groups = [group_of(derived, part) for part in numbers]
    return [
        {
            "group": group.number,
            "name": group_name(derived, group),
            "short": _short(derived, group),
            "words": ngettext("%(shown)s actor", "%(shown)s actores", group.size, shown=number(group.size)),
            "url": url_for("grande.ver", vista=group.number),
        }
        for group in groups
    ]


def _brief(derived: Derived, actor: int) -> str:
    return plain(brief(str(derived.actors["name"][actor]))) or str(derived.ids[actor])


def families() -> list[dict[str, str]]:
    """The families in the order of their numbers, with how they look."""
    looks = ("shape", "hue", "dark_hue")
    return [
        {"id": one.id, "label": one.label(language()), **{name: str(one.extra[name]) for name in looks}}
        for one in vocabulary("families")
    ]
