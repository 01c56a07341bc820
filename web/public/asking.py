"""The directory's filters: what the address asks for, and the lists one can choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import request

from crm.publishing.model import PublicFacets, PublicFilter
from graph.fold import fold
from web.facets import Facet, Option
from web.i18n import term
from web.public.addresses import to
from web.texts import gettext as _

# The word of the address, the field, its vocabulary.
FILTERS = (("tipo", "type", "actor_types"), ("sector", "sector", "sectors"), ("pais", "country", "countries"))


def asked() -> dict[str, str]:
    """The filters in the address, by its words."""
    return {name: request.args.get(name, "").strip()[:200] for name in ("q", *(name for name, *_ in FILTERS))}


def filter_of(words: Mapping[str, str]) -> PublicFilter:
    """The filter of the directory for them, at the page of the address."""
    after = request.args.get("after") or None
    return PublicFilter(words["q"], words["tipo"], words["sector"], words["pais"], after)


def facets_for(numbers: PublicFacets, words: Mapping[str, str]) -> list[Facet]:
    """The lists to choose from, the largest values first, those whose number is not said by name; empty ones left out."""
    titles = {"tipo": _("Tipo"), "sector": _("Sector"), "pais": _("País")}
    found = [
        Facet(
            name, titles[name], sorted(_choices(getattr(numbers, field), name, words, vocabulary), key=_rank)
        )
        for name, field, vocabulary in FILTERS
    ]
    return [facet for facet in found if facet.options]


def _choices(
    cells: Mapping[str, int | None], name: str, words: Mapping[str, str], vocabulary: str
) -> Iterator[Option]:
    for value, count in cells.items():
        if value:
            chosen = words[name] == value
            url = to("publico.actores", **{**words, name: "" if chosen else value})
            yield Option(value, term(value, vocabulary), count, url, chosen)


def _rank(choice: Option) -> tuple[bool, int, str]:
    return choice.count is None, -(choice.count or 0), fold(choice.label)


def active(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """What narrows the list, (word, address without it)."""
    labels = {name: term(words[name], vocabulary) for name, _field, vocabulary in FILTERS if words[name]}
    if words["q"]:
        labels = {"q": _("«%(words)s»", words=words["q"]), **labels}
    return [(label, to("publico.actores", **{**words, name: ""})) for name, label in labels.items()]
