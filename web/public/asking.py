"""The directory's filters: what the address asks for, and the lists one can choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import request

from crm.publishing.model import PublicFacets, PublicFilter
from graph.fold import fold
from web.i18n import term
from web.public.addresses import to
from web.texts import gettext as _

# The word of the address, the field, its vocabulary.
FILTERS = (("tipo", "type", "actor_types"), ("sector", "sector", "sectors"), ("pais", "country", "countries"))
FIRST = 8


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `count` is None when the number is not said."""

    value: str
    label: str
    count: int | None
    chosen: bool
    url: str


@dataclass(frozen=True)
class Facet:
    """A filter with its values, the largest first; those without a number come last, by name."""

    name: str
    title: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """Those shown at once: the chosen one is always among them."""
        return [one for place, one in enumerate(self.choices) if place < FIRST or one.chosen]

    @property
    def rest(self) -> list[Choice]:
        """Those one unfolds."""
        return [one for place, one in enumerate(self.choices) if place >= FIRST and not one.chosen]


def asked() -> dict[str, str]:
    """The filters in the address, by its words."""
    return {name: request.args.get(name, "").strip()[:200] for name in ("q", *(name for name, *_ in FILTERS))}


def filter_of(words: Mapping[str, str]) -> PublicFilter:
    """The filter of the directory for them, at the page of the address."""
    after = request.args.get("after") or None
    return PublicFilter(words["q"], words["tipo"], words["sector"], words["pais"], after)


def facets_for(numbers: PublicFacets, words: Mapping[str, str]) -> list[Facet]:
    """The lists to choose from; those without values are left out."""
    titles = {"tipo": _("Tipo"), "sector": _("Sector"), "pais": _("País")}
    found = [
        Facet(
            name, titles[name], sorted(_choices(getattr(numbers, field), name, words, vocabulary), key=_rank)
        )
        for name, field, vocabulary in FILTERS
    ]
    return [facet for facet in found if facet.choices]


def _choices(
    cells: Mapping[str, int | None], name: str, words: Mapping[str, str], vocabulary: str
) -> Iterator[Choice]:
    for value, count in cells.items():
        if value:
            chosen = words[name] == value
            url = to("publico.actores", **{**words, name: "" if chosen else value})
            yield Choice(value, term(value, vocabulary), count, chosen, url)


def _rank(choice: Choice) -> tuple[bool, int, str]:
    return choice.count is None, -(choice.count or 0), fold(choice.label)


def active(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """What narrows the list, (word, address without it)."""
    labels = {name: term(words[name], vocabulary) for name, _field, vocabulary in FILTERS if words[name]}
    if words["q"]:
        labels = {"q": _("«%(words)s»", words=words["q"]), **labels}
    return [(label, to("publico.actores", **{**words, name: ""})) for name, label in labels.items()]
