"""The filters of a list page: each option with its count and the address that switches it, and what is on, in words.

facet = choices_facet("tipo", _("Tipo"), counts, labels)        options: links that add or take away ?tipo=…
active_filters([facet, …])                                      what is on, each with the address without it
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import request
from markupsafe import Markup

from crm.listing import Counts
from web.frame import same_page
from web.texts import gettext as _

NONE = "-"
SHOWN = 8


@dataclass(frozen=True)
class Option:
    """One value that can be chosen; `url` switches it, `below` are narrower ones."""

    value: str
    label: str
    count: int | None
    url: str
    chosen: bool
    picture: Markup | str = ""
    below: Sequence[Option] = ()


@dataclass(frozen=True)
class Facet:
    """A group of options; those past `shown` are folded away. Those chosen are always in sight."""

    name: str
    title: str
    options: Sequence[Option]
    shown: int = SHOWN

    @property
    def first(self) -> list[Option]:
        """The options in sight."""
        return [one for number, one in enumerate(self.options) if number < self.shown or one.chosen]

    @property
    def rest(self) -> list[Option]:
        """The options folded away."""
        return [one for number, one in enumerate(self.options) if number >= self.shown and not one.chosen]


@dataclass(frozen=True)
class Active:
    """A filter that is on, in words, and the page without it."""

    title: str
    label: str
    url: str


@dataclass(frozen=True)
class Labels:
    """How the values of a facet are called and drawn; `order` puts them in the vocabulary's order, else by count."""

    label: Callable[[str], str]
    picture: Callable[[str], Markup | str] = field(default=lambda _value: "")
    order: Sequence[str] = ()


def chosen(name: str) -> tuple[str, ...]:
    """What the address asks for; NONE stands for "without a value"."""
    return tuple("" if value == NONE else value for value in request.args.getlist(name) if value)


def is_on(name: str) -> bool:
    """Whether a yes-or-no filter is on."""
    return request.args.get(name, "") == "1"


def toggled(name: str, value: str) -> str:
    """The address of this list with one value of a filter switched, from its first page."""
    now = request.args.getlist(name)
    values = [one for one in now if one != value] if value in now else [*now, value]
    return same_page(after=None, **{name: values})


def choices_facet(name: str, title: str, counts: Counts, labels: Labels) -> Facet:
    """A facet from counts by value; values nobody has are left out unless they are chosen."""
    on = request.args.getlist(name)
    known: dict[str, int] = {NONE if value is None else str(value): count for value, count in counts.items()}
    values = [value for value in {**known, **dict.fromkeys(on, 0)} if known.get(value) or value in on]
    options = [option(name, value, known.get(value, 0), labels) for value in _ordered(values, known, labels)]
    return Facet(name, title, options)


def _ordered(values: Iterable[str], counts: Mapping[str, int], labels: Labels) -> list[str]:
    place = {value: number for number, value in enumerate(labels.order)}
    if place:
        return sorted(values, key=lambda value: place.get(value, len(place)))
    return sorted(values, key=lambda value: (value == NONE, -counts.get(value, 0), labels.label(value)))


def option(name: str, value: str, count: int | None, labels: Labels, below: Sequence[Option] = ()) -> Option:
    """One option of a facet."""
    label = _("Sin dato") if value == NONE else labels.label(value)
    on = value in request.args.getlist(name)
    return Option(value, label, count, toggled(name, value), on, labels.picture(value), below)


def flag(name: str, label: str, count: int | None) -> Option:
    """A yes-or-no filter."""
    return Option("1", label, count, toggled(name, "1"), is_on(name))


def active_filters(facets: Iterable[Facet], words: str = "") -> list[Active]:
    """What is on, in words, each with the address without it; of a choice and a narrower one just the narrower."""
    found = [Active(_("Palabras"), words, same_page(q=None, after=None))] if words else []
    for facet in facets:
        on = (one for one in _all_options(facet.options) if one.chosen)
        telling = (one for one in on if not any(inner.chosen for inner in one.below))
        found += [Active(facet.title, one.label, one.url) for one in telling]
    return found


def _all_options(options: Iterable[Option]) -> Iterable[Option]:
    for one in options:
        yield one
        yield from _all_options(one.below)
