"""Who is like somebody, in words: how much they share, and the contacts and themes that both have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crm.derived.results import Derived
from crm.reading.alike import Alike
from web.frame import place_url
from web.i18n import term
from web.red.addresses import red_url
from web.red.names import brief, plain
from web.red.naming import all_of
from web.red.wish import Wish
from web.texts import gettext as _
from web.texts import ngettext

NAMED, BESIDE = 3, 2


def alike_words(id: str, found: Sequence[Alike], names: dict[str, str]) -> str:
    """The answer in one sentence."""
    name = names.get(id, id)
    if not found:
        return _("Nadie comparte aliados ni temas con %(name)s.", name=name)
    said = all_of([brief(names[one.actor]) for one in found], NAMED)
    return _("Quienes más se parecen a %(name)s: %(names)s.", name=name, names=said)


def alike_why(one: Alike) -> str:
    """Why it is alike, counted: "mismo tipo, 4 aliados y 5 temas en común"."""
    kinds = {"type": _("mismo tipo"), "family": _("misma familia"), None: ""}
    contacts, themes = len(one.contacts), len(one.themes)
    shared = [
        ngettext("%(num)s aliado", "%(num)s aliados", contacts) if contacts else "",
        ngettext("%(num)s tema", "%(num)s temas", themes) if themes else "",
    ]
    both = _("%(things)s en común", things=all_of([text for text in shared if text]))
    return ", ".join(text for text in (kinds[one.kind], both) if text)


def alike_links(derived: Derived, one: Alike, most: int = NAMED) -> list[dict[str, str]]:
    """The first contacts and themes that both have, each with its address; at most so many of either."""
    contacts = [
        {"text": brief(name_of(derived, id)), "url": place_url(f"actores/{id}")} for id in one.contacts[:most]
    ]
    themes = [{"text": term(id, "themes"), "url": red_url(Wish(tema=(id,)))} for id in one.themes[:most]]
    return [*contacts, *themes]


def alike_steps(derived: Derived, found: Sequence[Alike]) -> Iterator[dict[str, Any]]:
    """Each who is alike, with the contacts and themes that show it."""
    for one in found:
        name = brief(name_of(derived, one.actor))
        yield {"way": 1, "text": name, "why": alike_why(one), "links": alike_links(derived, one, BESIDE)}


def name_of(derived: Derived, id: str) -> str:
    """What an actor is called."""
    return plain(str(derived.actors["name"][derived.number[id]]))
