"""What the page of the whole red is asked for: a group's picture, and filters that say who of it stands out.

/red/grande                                  everything, or its groups when it is too large for one picture
/red/grande?parte=7                          the inside of a group, by its number in this analysis
/red/grande?parte=uis_1                      the group that holds an actor, so many steps inside the whole: kept in views
/red/grande?tipo=embassy&pais=FR&contacto=1  the filters of `web.red.wish`, and the last contact
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import numpy as np
from flask import url_for
from werkzeug.datastructures import MultiDict

from crm.derived.results import Derived
from crm.derived.seen import gone
from crm.errors import NotFound
from crm.large.choosing import AGES, Choice, Chosen, chosen
from crm.large.reading import WHOLE, Group, group_of, way_to, where_is
from web.red.address import Address
from web.red.wish import TERMS, Wish, read_wish

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """The selection as its other faces read it, and what only this page understands."""

    wish: Wish = field(default_factory=Wish)
    ages: tuple[str, ...] = ()

    @property
    def choice(self) -> Choice:
        """The filters for `crm.large.choosing`."""
        wish = self.wish
        asked = (wish.familia, wish.tipo, wish.sector, wish.pais, wish.linea, wish.tema, self.ages)
        return Choice(*asked)

    @property
    def own(self) -> Pairs:
        """What this page adds to the selection."""
        return [("contacto", age) for age in self.ages]

    def of(self, derived: Derived, group: Group) -> Chosen | None:
        """Who of a group is chosen; None without filters: everybody."""
        return chosen(derived, group, self.choice) if self.choice else None

    def url(self, part: int) -> str:
        """The picture of a group with the same filters."""
        return self.address(("parte", str(part)) if part != WHOLE else None)

    def address(self, *more: tuple[str, str] | None) -> str:
        """This page with the same filters and some more."""
        pairs = [*self.wish.pairs(), *self.own, *(pair for pair in more if pair)]
        return url_for("grande.ver") + (f"?{urlencode(pairs)}" if pairs else "")

    def values(self) -> Iterator[tuple[str, str]]:
        """Every filter that is on, as its name and a value."""
        for name in TERMS:
            yield from ((name, value) for value in getattr(self.wish, name))
        yield from self.own

    def without(self, name: str, value: str) -> Asked:
        """The same without one filter."""
        if name == "contacto":
            return replace(self, ages=tuple(one for one in self.ages if one != value))
        kept = tuple(one for one in getattr(self.wish, name) if one != value)
        wish = replace(self.wish, **{name: kept})  # type: ignore[arg-type]  # these are its families of words
        return replace(self, wish=wish)


NOTHING = Asked()


def read_asked(args: MultiDict[str, str]) -> Asked:
    """What an address asks for; what no vocabulary has filters nothing."""
    read, wish = Address(args), read_wish(args)
    kept = {name: getattr(wish, name) for name in (*TERMS, "vista")}
    return Asked(Wish(**kept), read.some("contacto", AGES.__contains__))


def group_asked(derived: Derived, text: str) -> Group:
    """The group of a number, or the one that holds an actor so many steps inside. Raises NotFound."""
    if text.isascii() and text.isdecimal() and len(text) <= 8:
        return group_of(derived, int(text))
    actor, _, depth = text.rpartition("_")
    found = where_is(derived, actor)
    if found is None or not depth.isdecimal() or len(depth) > 2 or not depth.isascii():
        raise NotFound("record", text[:80])
    way = way_to(derived, found[0])
    return way[min(int(depth), len(way) - 1)]


def lasting_name(derived: Derived, group: Group) -> Pairs:
    """How an address names a group when analyses have come and gone since."""
    known = [derived.ids[one] for one in group.first if one not in gone(derived)]
    depth = len(way_to(derived, group.number)) - 1
    return [("parte", f"{known[0]}_{depth}")] if depth and known else []


def as_bits(picked: Chosen | None) -> str:
    """For each point or bubble whether it stands out, a bit each, the first one lowest; "" for all of them."""
    if picked is None:
        return ""
    return base64.b64encode(np.packbits(picked.shown > 0, bitorder="little").tobytes()).decode()
