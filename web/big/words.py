"""What groups of the whole red are called, and what their picture shows in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm.derived.results import Derived
from crm.derived.seen import NAMELESS, gone
from crm.large.choosing import Chosen, there, ties_among
from crm.large.reading import Group, group_of, members
from crm.vocabulary import vocabulary
from graph.positions.nesting import BESIDE, LONELY, SMALL_ONES
from web.big.asking import NOTHING, Asked
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


def description_of(derived: Derived, group: Group, picked: Chosen | None = None) -> str:
    """The picture of a group for who does not see it; `picked` are those whom filters left."""
    if picked is not None:
        return _of_chosen(derived, group, picked)
    size = int(there(derived, group).sum())
    actors = ngettext("%(shown)s actor", "%(shown)s actores", size, shown=number(size))
    if group.parts:
        parts = ngettext("%(shown)s grupo", "%(shown)s grupos", group.parts, shown=number(group.parts))
        return _("%(actors)s en %(parts)s; abra un grupo para ver quiénes están.", actors=actors, parts=parts)
    ties = ngettext("%(shown)s vínculo", "%(shown)s vínculos", group.ties, shown=number(group.ties))
    absent = gone(derived)
    first = members(derived, group, range(min(NAMED + len(absent), group.size)))
    best = [actor for actor in first if actor not in absent][:NAMED]
    counted = f"{actors}, {ties}"
    if len(best) < NAMED or not group.ties:
        return counted + "."
    names = all_of([_brief(derived, actor) for actor in best])
    return _("%(counted)s; los más conectados: %(names)s.", counted=counted, names=names).replace("….", "…")


def _of_chosen(derived: Derived, group: Group, picked: Chosen) -> str:
    size = int(there(derived, group).sum())
    actors = _("%(shown)s de %(total)s actores", shown=number(picked.count), total=number(size))
    if not picked.count:
        return _("Nadie aquí cumple todo eso; los %(total)s actores se ven tenues.", total=number(size))
    if group.parts:
        shown = int((picked.shown > 0).sum())
        return _(
            "%(actors)s, en %(shown)s de %(total)s grupos; los demás se ven tenues.",
            actors=actors,
            shown=number(shown),
            total=number(group.parts),
        )
    count = ties_among(derived, group, picked.actors)
    ties = ngettext("%(shown)s vínculo", "%(shown)s vínculos", count, shown=number(count))
    return _("%(actors)s y %(ties)s entre ellos; los demás se ven tenues.", actors=actors, ties=ties)


def cut_of(group: Group) -> str:
    """What the picture leaves out; "" for nothing."""
    if group.sent >= group.ties:
        return ""
    shown, total = number(group.sent), number(group.ties)
    return _("Se dibujan los %(shown)s vínculos con más encuentros, de %(total)s.", shown=shown, total=total)


def names_of(
    derived: Derived, group: Group, places: Sequence[int], asked: Asked = NOTHING
) -> list[dict[str, Any]]:
    """Who stands at some places of the picture: name, short name, where its own page or picture is, a line about it."""
    numbers = members(derived, group, places)
    known = [place for place in places if 0 <= place < group.shown]
    if not group.parts:
        absent = gone(derived)
        named = [(place, one) for place, one in zip(known, numbers, strict=True) if one not in absent]
        described = _actors(derived, [one for _place, one in named])
        return [{"n": place, **one} for (place, _one), one in zip(named, described, strict=True)]
    picked = asked.of(derived, group)
    shown = None if picked is None else [int(picked.shown[place]) for place in known]
    return [
        {"n": place, **one}
        for place, one in zip(known, _parts(derived, numbers, (asked, shown)), strict=True)
    ]


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


def _parts(
    derived: Derived, numbers: list[int], among: tuple[Asked, list[int] | None]
) -> list[dict[str, Any]]:
    """Bubbles; `among` is what is asked for and, with filters, how many each has of them."""
    asked, shown = among
    groups = [group_of(derived, part) for part in numbers]
    return [
        {
            "group": group.number,
            "name": group_name(derived, group),
            "short": _short(derived, group),
            "words": _members(group, None if shown is None else shown[place]),
            "url": asked.url(group.number),
        }
        for place, group in enumerate(groups)
    ]


def _members(group: Group, shown: int | None) -> str:
    if shown is not None:
        return _("%(shown)s de %(total)s actores", shown=number(shown), total=number(group.size))
    return ngettext("%(shown)s actor", "%(shown)s actores", group.size, shown=number(group.size))


def _brief(derived: Derived, actor: int) -> str:
    return plain(brief(str(derived.actors["name"][actor]))) or str(derived.ids[actor])


def families() -> list[dict[str, str]]:
    """The families in the order of their numbers, with how they look."""
    looks = ("shape", "hue", "dark_hue")
    return [
        {"id": one.id, "label": one.label(language()), **{name: str(one.extra[name]) for name in looks}}
        for one in vocabulary("families")
    ]
